package dev.muster.generate;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes maps, lists, texts, whole numbers and booleans as YAML, in the order they have.
///
/// A text is plain only where no reader of any version of YAML could take it for something else;
/// all others are quoted, or literal blocks where they have several lines.
final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_.][A-Za-z0-9_./@-]*");
    private static final Pattern OTHER_MEANING =
            Pattern.compile("(?i)true|false|yes|no|on|off|y|n|null|\\.inf|\\.nan|\\.");

    private final StringBuilder text = new StringBuilder();

    private YamlText() {}

    /// A text with a comment behind it.
    ///
    /// @param value the text
    /// @param comment one line
    record Noted(String value, String comment) {}

    /// @param parts keys and what they hold, with a blank line between them
    /// @param last the key behind them, whose entries have blank lines between them too
    static String of(Map<String, ?> parts, String last, Map<String, ?> entries) {
        var yaml = new YamlText();
        parts.forEach(
                (key, value) -> {
                    yaml.entry(key, value, 0);
                    yaml.text.append('\n');
                });
        yaml.text.append(key(last)).append(':');
        entries.forEach(
                (key, value) -> {
                    yaml.text.append('\n');
                    yaml.entry(key, value, 1);
                });
        return yaml.text.toString();
    }

    private void entry(Object key, Object value, int depth) {
        text.append("  ".repeat(depth)).append(key(String.valueOf(key))).append(':');
        value(value, depth);
    }

    private void value(Object value, int depth) {
        switch (value) {
            case Map<?, ?> map when map.isEmpty() -> text.append(" {}\n");
            case Map<?, ?> map -> {
                text.append('\n');
                map.forEach((key, it) -> entry(key, it, depth + 1));
            }
            case List<?> list when list.stream().allMatch(String.class::isInstance) ->
                    text.append(' ').append(flow(list)).append('\n');
            case List<?> list -> {
                text.append('\n');
                list.forEach(it -> item((Map<?, ?>) it, depth + 1));
            }
            case String string when string.endsWith("\n") -> literal(string, depth + 1);
            default -> text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void item(Map<?, ?> map, int depth) {
        var start = text.length();
        map.forEach((key, it) -> entry(key, it, depth + 1));
        text.replace(start + depth * 2, start + depth * 2 + 2, "- ");
    }

    private void literal(String string, int depth) {
        text.append(" |\n");
        string.lines()
                .forEach(
                        line ->
                                text.append(line.isEmpty() ? "" : "  ".repeat(depth) + line)
                                        .append('\n'));
    }

    private static String flow(List<?> list) {
        var items = list.stream().map(YamlText::scalar).toList();
        return "[" + String.join(", ", items) + "]";
    }

    private static String scalar(Object value) {
        return switch (value) {
            case Integer number -> number.toString();
            case Boolean flag -> flag.toString();
            case Noted(var noted, var comment) -> scalar(noted) + " # " + comment;
            case String string -> plain(string) ? string : quoted(string);
            default -> throw new IllegalArgumentException("no YAML for " + value.getClass());
        };
    }

    /// GitHub's own word for events is plain everywhere, whatever YAML 1.1 makes of it.
    private static String key(String key) {
        return key.equals("on") || plain(key) ? key : quoted(key);
    }

    private static boolean plain(String string) {
        return PLAIN.matcher(string).matches() && !OTHER_MEANING.matcher(string).matches();
    }

    private static String quoted(String string) {
        var quoted = new StringBuilder("\"");
        string.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '"' -> quoted.append("\\\"");
                                case '\\' -> quoted.append("\\\\");
                                case '\n' -> quoted.append("\\n");
                                case '\t' -> quoted.append("\\t");
                                default -> {
                                    if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
                                        quoted.append("\\x%02x".formatted(c));
                                    } else {
                                        quoted.appendCodePoint(c);
                                    }
                                }
                            }
                        });
        return quoted.append('"').toString();
    }
}
