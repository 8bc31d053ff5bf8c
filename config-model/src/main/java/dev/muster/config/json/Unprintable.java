package dev.muster.config.json;

/// Characters that a screen may obey instead of showing.
public final class Unprintable {

    private Unprintable() {}

    /// Whether this code point is a control, turns the direction of writing, breaks a line, or is
    /// half of a pair.
    public static boolean is(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
