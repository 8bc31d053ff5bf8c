package dev.muster.config.model;

/// A stretch of a configuration's text. Lines and columns count from 1; the end column is the one
/// after the last character.
///
/// @param line line of the first character
/// @param column column of the first character, in UTF-16 units
/// @param endLine line of the last character
/// @param endColumn column just behind the last character
public record Span(int line, int column, int endLine, int endColumn) {

    /// The start of a text, for what has no better place.
    public static final Span START = new Span(1, 1, 1, 1);

    public Span {
        if (line < 1 || column < 1 || endLine < line) {
            throw new IllegalArgumentException(
                    "not a span: %d:%d-%d:%d".formatted(line, column, endLine, endColumn));
        }
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
