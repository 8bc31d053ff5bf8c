package dev.muster.simulate;

import java.util.List;
import java.util.Locale;

/// A comparison as a table for people; Markdown renders it too.
public final class ComparisonText {

    private static final List<String> HEAD =
            List.of(
                    "policy",
                    "machine hours",
                    "runs",
                    "seen",
                    "min until seen, median",
                    "90 %",
                    "range, median",
                    "named",
                    "min until named, median",
                    "extra runs a name",
                    "gaps");

    private ComparisonText() {}

    /// What was replayed, and a row for each policy.
    public static String of(Comparison comparison) {
        var history = comparison.history();
        var text = new StringBuilder();
        text.append(
                "%,d commits in %,d days, %,d targets, %,d breaks, %,d runners (%.0f %% of all runs)\n\n"
                        .formatted(
                                history.commits().size(),
                                history.span().toDays(),
                                history.targets().size(),
                                history.breaks().size(),
                                history.runners().values().stream().mapToInt(it -> it).sum(),
                                100 * history.load()));
        var rows = comparison.outcomes().stream().map(ComparisonText::row).toList();
        var widths = widths(rows);
        text.append(line(HEAD, widths)).append(rule(widths));
        rows.forEach(it -> text.append(line(it, widths)));
        return text.toString();
    }

    private static List<String> row(Outcome outcome) {
        return List.of(
                outcome.policy().word(),
                "%,d".formatted(outcome.machineTime().toHours()),
                "%,d".formatted(outcome.runs()),
                percent(outcome.seen()),
                number(outcome.minutesToSee(0.5), 0),
                number(outcome.minutesToSee(0.9), 0),
                number(outcome.range(0.5), 0),
                percent(outcome.named()),
                number(outcome.minutesToName(0.5), 0),
                number(outcome.runsForEachName(), 1),
                percent(outcome.gaps()));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : "%.0f %%".formatted(100 * share);
    }

    private static String number(double value, int places) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return Double.isInfinite(value)
                ? "never"
                : String.format(Locale.ROOT, "%,." + places + "f", value);
    }

    private static int[] widths(List<List<String>> rows) {
        var widths = HEAD.stream().mapToInt(String::length).toArray();
        for (var row : rows) {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        var text = new StringBuilder("|");
        for (var i = 0; i < widths.length; i++) {
            var gap = " ".repeat(widths[i] - cells.get(i).length());
            text.append(i == 0 ? " " + cells.get(i) + gap : " " + gap + cells.get(i)).append(" |");
        }
        return text.append('\n').toString();
    }

    private static String rule(int[] widths) {
        var text = new StringBuilder("|");
        for (var i = 0; i < widths.length; i++) {
            text.append(i == 0 ? " " : " ").append("-".repeat(widths[i] - (i == 0 ? 0 : 1)));
            text.append(i == 0 ? " |" : ": |");
        }
        return text.append('\n').toString();
    }
}
