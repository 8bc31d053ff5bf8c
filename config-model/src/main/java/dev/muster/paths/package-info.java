/// Path and branch patterns, compiled once and decided in one pass over the changed files.
///
/// Knows patterns and paths only: no targets, no events.
@NullMarked
package dev.muster.paths;

import org.jspecify.annotations.NullMarked;
