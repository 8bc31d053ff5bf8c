package dev.muster.report;

import dev.muster.config.json.Unprintable;

import java.util.Map;
import java.util.stream.Collectors;

/// A line by which a step of GitHub Actions annotates its run. Whatever its parts hold, it is one
/// command.
public final class WorkflowCommand {

    private WorkflowCommand() {}

    /// @param level `error`, `warning` or `notice`
    /// @param properties such as `title`, in order
    /// @param message for people; may have several lines
    public static String of(String level, Map<String, String> properties, String message) {
        var written =
                properties.entrySet().stream()
                        .map(it -> it.getKey() + "=" + property(it.getValue()))
                        .collect(Collectors.joining(","));
        return "::%s %s::%s\n".formatted(level, written, message(message));
    }

    /// A message may have line breaks, as escapes; other controls are shown as what they are not.
    private static String message(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '%' -> escaped.append("%25");
                                case '\r' -> escaped.append("%0D");
                                case '\n' -> escaped.append("%0A");
                                default -> escaped.appendCodePoint(Unprintable.is(c) ? 0xFFFD : c);
                            }
                        });
        return escaped.toString();
    }

    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
