package dev.muster.adapter.jdbc.ground;

/// Makes texts from outside fit their columns.
public final class Texts {

    private Texts() {}

    /// The text without NUL, which PostgreSQL takes nowhere, and cut to a length in UTF-16 units,
    /// which is how H2 counts; PostgreSQL counts fewer.
    public static String fit(String text, int length) {
        var clean = text.replace('\0', ' ');
        if (clean.length() <= length) {
            return clean;
        }
        var end = Character.isHighSurrogate(clean.charAt(length - 1)) ? length - 1 : length;
        return clean.substring(0, end);
    }
}
