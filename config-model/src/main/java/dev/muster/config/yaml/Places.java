package dev.muster.config.yaml;

import dev.muster.config.model.Span;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

import java.util.Arrays;

/// The YAML library's marks to spans. The library counts columns in code points; spans count UTF-16
/// units, as editors do.
final class Places {

    private static final int[] NONE = {};

    /// Which code points of the text, by their number, take two units.
    private final int[] wide;

    Places(SourceText source) {
        this.wide = source.ascii() ? NONE : wide(source.text());
    }

    /// The place just behind a text.
    static Span behind(String text) {
        var line = 1;
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            if (endsLine(text, i)) {
                line++;
                start = i + 1;
            }
        }
        var column = text.length() - start + 1;
        return new Span(line, column, line, column + 1);
    }

    /// One character.
    Span at(@Nullable Mark mark) {
        if (mark == null) {
            return Span.START;
        }
        var line = mark.getLine() + 1;
        var column = column(mark);
        return new Span(line, column, line, column + 1);
    }

    Span at(Mark start, Mark end) {
        return new Span(start.getLine() + 1, column(start), end.getLine() + 1, column(end));
    }

    private int column(Mark mark) {
        var column = mark.getColumn() + 1;
        return wide.length == 0
                ? column
                : column + before(mark.getIndex()) - before(mark.getIndex() - mark.getColumn());
    }

    private int before(int codePoint) {
        var place = Arrays.binarySearch(wide, codePoint);
        return place < 0 ? -place - 1 : place;
    }

    private static int[] wide(String text) {
        var found = NONE;
        var count = 0;
        for (var i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count + 8) : found;
                found[count] = i - count;
                count++;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static boolean endsLine(String text, int at) {
        var c = text.charAt(at);
        return c == '\n' || (c == '\r' && (at + 1 >= text.length() || text.charAt(at + 1) != '\n'));
    }
}
