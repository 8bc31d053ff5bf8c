/// Plans and diagnostics as documents: JSON for programs, text for people.
///
/// The shapes are a contract that scripts rely on. Decides nothing.
@NullMarked
package dev.muster.report;

import org.jspecify.annotations.NullMarked;
