package dev.muster.report;

import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.diagnostic.Severity;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Diagnostics for people: the place, what was found, the line with a caret, and a hint.
public final class DiagnosticsText {

    private static final int WIDEST = 120;

    private final Ink ink;
    private final Map<String, List<String>> lines = new HashMap<>();

    /// @param texts the files' bytes by the path that diagnostics name
    public DiagnosticsText(Map<String, byte[]> texts, Ink ink) {
        this.ink = ink;
        texts.forEach((path, bytes) -> lines.put(path, split(bytes)));
    }

    private static List<String> split(byte[] bytes) {
        var text = new String(bytes, 0, Math.min(bytes.length, 4 << 20), StandardCharsets.UTF_8);
        return List.of(
                (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n", -1));
    }

    /// All of them, each on lines of its own.
    public String of(List<Diagnostic> diagnostics) {
        var text = new StringBuilder();
        diagnostics.forEach(it -> append(it, text));
        return text.toString();
    }

    private void append(Diagnostic it, StringBuilder text) {
        var place =
                "%s:%d:%d".formatted(Excerpt.aligned(it.path()), it.at().line(), it.at().column());
        text.append("%s: %s: %s\n".formatted(ink.bold(place), painted(it), it.message()));
        excerpt(it, text);
        if (it.hint() != null) {
            text.append("  ").append(ink.blue("hint: ")).append(it.hint()).append('\n');
        }
    }

    private String painted(Diagnostic it) {
        return switch (it.severity()) {
            case ERROR -> ink.red(it.code().word());
            case WARNING -> ink.yellow(Severity.WARNING.word() + " " + it.code().word());
            case INFO -> ink.blue(Severity.INFO.word() + " " + it.code().word());
        };
    }

    private void excerpt(Diagnostic it, StringBuilder text) {
        var all = lines.getOrDefault(it.path(), List.of());
        var number = it.at().line();
        if (number > all.size() || all.get(number - 1).isBlank()) {
            return;
        }
        var line = all.get(number - 1);
        var column = it.at().column() - 1;
        var from = column > WIDEST - 20 ? Math.min(column - 20, line.length()) : 0;
        var shown = Excerpt.aligned(line.substring(from, Math.min(line.length(), from + WIDEST)));
        var length = it.at().endLine() == number ? it.at().endColumn() - it.at().column() : 1;
        var caret = Math.clamp(length, 1, Math.max(1, WIDEST - (column - from)));
        text.append("  %s %s\n".formatted(ink.faint("%5d |".formatted(number)), shown));
        text.append(
                "  %s %s%s\n"
                        .formatted(
                                ink.faint("      |"),
                                " ".repeat(Math.max(0, column - from)),
                                ink.red("^".repeat(caret))));
    }

    /// One line that sums up: `2 errors, 1 warning`.
    public static String summary(List<Diagnostic> diagnostics) {
        var text = new StringBuilder();
        for (var severity : Severity.values()) {
            var count = diagnostics.stream().filter(it -> it.severity() == severity).count();
            if (count > 0) {
                var word = severity == Severity.INFO ? "note" : severity.word();
                text.append(text.isEmpty() ? "" : ", ")
                        .append("%,d %s%s".formatted(count, word, count == 1 ? "" : "s"));
            }
        }
        return text.toString();
    }
}
