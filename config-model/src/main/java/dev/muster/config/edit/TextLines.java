package dev.muster.config.edit;

/// The lines of a text, asked by offset. Breaks are those that the YAML parser takes for breaks.
///
/// @param text the whole text
record TextLines(String text) {

    private static final String BREAKS = "\n\r\u0085\u2028\u2029";

    /// Where the line of this offset begins.
    int startOf(int offset) {
        var at = offset;
        while (at > 0 && !breaksAt(at - 1)) {
            at--;
        }
        return at == 0 && text.startsWith("\uFEFF") && offset > 0 ? 1 : at;
    }

    /// Where the line of this offset ends, before its break.
    int endOf(int offset) {
        var at = offset;
        while (at < text.length() && !breaksAt(at)) {
            at++;
        }
        return at;
    }

    /// Where the next line begins, or the text's end.
    int nextAfter(int offset) {
        var end = endOf(offset);
        return end + breakAt(end).length();
    }

    /// The line break at this offset, or nothing.
    String breakAt(int offset) {
        if (offset >= text.length() || !breaksAt(offset)) {
            return "";
        }
        return text.startsWith("\r\n", offset) ? "\r\n" : text.substring(offset, offset + 1);
    }

    /// The break that ends just before this offset, or nothing.
    String breakBefore(int offset) {
        if (offset >= 2 && text.startsWith("\r\n", offset - 2)) {
            return "\r\n";
        }
        return offset > 0 && breaksAt(offset - 1) ? text.substring(offset - 1, offset) : "";
    }

    /// The break that a new line at this offset should use: that of its line, else the text's
    /// first, else a line feed.
    String styleAt(int offset) {
        var own = breakAt(endOf(offset));
        if (!own.isEmpty()) {
            return own;
        }
        var first = breakAt(endOf(0));
        return first.isEmpty() ? "\n" : first;
    }

    /// The line's number, from 1.
    int number(int offset) {
        var number = 1;
        for (var at = nextAfter(0); at <= offset && at > 0; at = nextAfter(at)) {
            if (breakBefore(at).isEmpty()) {
                break;
            }
            number++;
            if (at == text.length()) {
                break;
            }
        }
        return number;
    }

    private boolean breaksAt(int offset) {
        return BREAKS.indexOf(text.charAt(offset)) >= 0;
    }
}
