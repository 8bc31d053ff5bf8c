/// Faults and warnings in a configuration, each with its place, and how they are written for people
/// and programs.
///
/// A diagnostic is a value; nothing here is thrown.
@NullMarked
package dev.muster.config.diagnostic;

import org.jspecify.annotations.NullMarked;
