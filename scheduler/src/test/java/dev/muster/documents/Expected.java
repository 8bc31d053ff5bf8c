package dev.muster.documents;

import java.util.regex.Pattern;

/// Output as a page shows it: `…` stands for what differs from run to run, and on a line of its own
/// for any number of lines.
final class Expected {

    private Expected() {}

    static Pattern of(String shown) {
        return Pattern.compile(regex(shown));
    }

    static Pattern startOf(String shown) {
        return Pattern.compile("\\A" + regex(shown));
    }

    private static String regex(String shown) {
        var all = new StringBuilder();
        shown.lines()
                .forEach(
                        line ->
                                all.append(
                                        line.strip().equals("…")
                                                ? "(?:.*\\n)*"
                                                : literal(line) + "[ ]*\\n"));
        return all.toString();
    }

    private static String literal(String line) {
        return Pattern.quote(line.stripTrailing()).replace("…", "\\E.*\\Q");
    }
}
