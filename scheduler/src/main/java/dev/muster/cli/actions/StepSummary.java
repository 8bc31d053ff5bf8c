package dev.muster.cli.actions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/// What stands on the page of a run, in Markdown that says only what we mean.
public final class StepSummary {

    /// GitHub takes 1 MiB of a step.
    private static final int MOST = 900_000;

    private StepSummary() {}

    /// One target's line.
    ///
    /// @param target its name
    /// @param passed whether all is well
    /// @param result in words
    /// @param took how long
    public record Line(String target, boolean passed, String result, Duration took) {}

    /// A table of targets.
    public static String of(List<Line> lines) {
        var text = new StringBuilder("| | Target | Result | Time |\n| --- | --- | --- | ---: |\n");
        for (var line : lines) {
            if (text.length() > MOST) {
                text.append("\nand more, which GitHub has no room for\n");
                break;
            }
            text.append(
                    "| %s | %s | %s | %.1f s |\n"
                            .formatted(
                                    line.passed() ? "✓" : "✗",
                                    escaped(line.target()),
                                    escaped(line.result()),
                                    line.took().toMillis() / 1000.0));
        }
        return text.append('\n').toString();
    }

    /// Adds to the file; a page without it is no reason to fail.
    public static boolean append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// A text that means itself, inside a table too.
    public static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '@', ':', '#' -> escaped.append("&#%d;".formatted(c));
                                case '\n', '\r', '\t' -> escaped.append(' ');
                                default -> {
                                    if ("\\`*_{}[]()+-.!|~$^='\"".indexOf(c) >= 0) {
                                        escaped.append('\\');
                                    }
                                    escaped.appendCodePoint(c);
                                }
                            }
                        });
        return escaped.toString();
    }
}
