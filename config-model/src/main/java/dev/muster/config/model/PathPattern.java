package dev.muster.config.model;

/// One entry of `run_if` or `run_if_not`.
///
/// Two patterns with the same syntax, body and sign are equal wherever they stand, so that a
/// configuration's distinct patterns can be compiled once.
///
/// @param excludes whether the entry began with `!`
/// @param syntax how the body is read
/// @param body the pattern without sign and prefix
/// @param at where the entry stands; does not count for equality
public record PathPattern(boolean excludes, Syntax syntax, String body, Span at) {

    /// A pattern that stands in no file.
    public PathPattern(boolean excludes, Syntax syntax, String body) {
        this(excludes, syntax, body, Span.START);
    }

    /// How a pattern's body is read.
    public enum Syntax {
        /// `*` and `?` within a segment, `**` across segments, `[a-z]`, `{h,cc}` and `(h|cc)`
        GLOB,
        /// a regular expression that must match the whole path
        REGEX
    }

    /// The same pattern in another place.
    public PathPattern standing(Span place) {
        return new PathPattern(excludes, syntax, body, place);
    }

    /// The entry as an author would write it, with its prefix where the syntax is not the one that
    /// would be guessed.
    public String written() {
        return (excludes ? "!" : "") + (syntax == Syntax.REGEX ? "regex:" : "") + body;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern it
                && excludes == it.excludes
                && syntax == it.syntax
                && body.equals(it.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * body.hashCode() + syntax.hashCode()) + (excludes ? 1 : 0);
    }
}
