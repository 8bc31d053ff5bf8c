package dev.muster.config.diagnostic;

/// An author's text, made fit for a sentence: on one line, and short.
public final class Excerpt {

    private static final int LONGEST = 60;
    private static final int LONGEST_FAULT = 200;

    private Excerpt() {}

    /// The text with each run of control characters as one space, cut at 60 characters.
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /// What somebody else says of a fault in a text, which may quote any letter of it; cut at 200
    /// characters.
    public static String ofFault(String text) {
        return of(text, LONGEST_FAULT);
    }

    /// The same, cut at another length.
    private static String of(String text, int longest) {
        var line = new StringBuilder(Math.min(text.length(), longest + 1));
        for (var i = 0; i < text.length(); ) {
            if (line.length() >= longest) {
                return line.append('…').toString();
            }
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!harmful(c)) {
                line.appendCodePoint(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }

    /// The text with each control character as a space, so that columns stay what they are.
    public static String aligned(String text) {
        if (harmless(text)) {
            return text;
        }
        var line = new StringBuilder(text);
        for (var i = 0; i < text.length(); i++) {
            var pair =
                    i + 1 < text.length()
                            && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (harmful(text.charAt(i))) {
                line.setCharAt(i, ' ');
            }
        }
        return line.toString();
    }

    /// Whether a text can be shown as it is.
    public static boolean harmless(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.codePointAt(i);
            if (harmful(c)) {
                return false;
            }
            i += Character.charCount(c) - 1;
        }
        return true;
    }

    /// Whether a character could move a terminal's cursor, start a line or turn the direction of
    /// reading.
    private static boolean harmful(int c) {
        return c < ' '
                || (c >= 0x7F && c <= 0x9F)
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
