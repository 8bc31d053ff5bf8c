package dev.muster.report;

/// Colours for a terminal, or none.
public enum Ink {
    /// plain text
    PLAIN,
    /// ANSI escape sequences
    ANSI;

    /// Text that says something is well.
    public String good(String text) {
        return green(text);
    }

    /// Text that says something is not.
    public String bad(String text) {
        return red(text);
    }

    String red(String text) {
        return painted("31", text);
    }

    String green(String text) {
        return painted("32", text);
    }

    String yellow(String text) {
        return painted("33", text);
    }

    String blue(String text) {
        return painted("36", text);
    }

    String bold(String text) {
        return painted("1", text);
    }

    String faint(String text) {
        return painted("2", text);
    }

    private String painted(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
