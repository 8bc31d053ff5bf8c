package dev.muster.config.model;

/// One entry of `run_if` or `run_if_not`.
///
/// Two patterns with the same syntax, body and sign are equal wherever they stand, so that a
/// configuration's distinct patterns can be compiled once.
///
/// @param excludes whether the entry began with `!`
/// @param syntax how the body is read
/// @param body the pattern without sign and prefix
public record PathPattern(boolean excludes, Syntax syntax, String body) {

    /// How a pattern's body is read.
    public enum Syntax {
        /// `*` and `?` within a segment, `**` across segments, `[a-z]`, `{h,cc}` and `(h|cc)`
        GLOB,
        /// a regular expression that must match the whole path
        REGEX
    }

    /// The entry as an author would write it, with its prefix where the syntax is not the one that
    /// would be guessed.
    public String written() {
        return (excludes ? "!" : "") + (syntax == Syntax.REGEX ? "regex:" : "") + body;
    }
}
