package dev.muster.report;

import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Decision;
import dev.muster.plan.Explanation;
import dev.muster.plan.Gating;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanDifference;
import dev.muster.plan.Reason;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// A plan for people: what runs and why first, then what does not, by reason.
public final class PlanText {

    private static final int MOST_NAMES = 8;

    private final Ink ink;

    public PlanText(Ink ink) {
        this.ink = ink;
    }

    /// @param everything whether also targets that do not run are listed one by one
    public String of(Plan plan, boolean everything) {
        var text = new StringBuilder(headline(plan)).append('\n');
        for (var word : List.of("run", "external", "defer", "skip")) {
            var decisions = plan.decisions().stream().filter(it -> it.word().equals(word)).toList();
            if (!decisions.isEmpty()) {
                var one = word.equals("run") || word.equals("external") || everything;
                text.append('\n').append(one ? listed(word, decisions) : grouped(word, decisions));
            }
        }
        return text.toString();
    }

    private String headline(Plan plan) {
        var files =
                switch (plan.changed()) {
                    case ChangedFiles.Known(var paths) when paths.size() == 1 -> "1 changed file";
                    case ChangedFiles.Known(var paths) ->
                            "%,d changed files".formatted(paths.size());
                    case ChangedFiles.Unknown(var why) -> "changed files unknown (" + why + ")";
                };
        var running = plan.decisions().stream().filter(it -> it instanceof Decision.Run).count();
        return "%s on %s, %s: %s of %,d targets run"
                .formatted(
                        plan.event().word(),
                        plan.event().branch(),
                        files,
                        ink.bold("%,d".formatted(running)),
                        plan.decisions().size());
    }

    private String listed(String word, List<Decision> decisions) {
        var width =
                decisions.stream()
                        .mapToInt(it -> it.target().name().value().length())
                        .max()
                        .orElse(0);
        var text = new StringBuilder(painted(word)).append('\n');
        for (var it : decisions) {
            var name = it.target().name().value();
            var advisory =
                    Gating.of(it.target()) == Gating.ADVISORY && !word.equals("skip")
                            ? ink.faint(" (advisory)")
                            : "";
            text.append(
                    "  %s%s  %s%s\n"
                            .formatted(
                                    name,
                                    " "
                                            .repeat(
                                                    Math.min(width, 60) > name.length()
                                                            ? Math.min(width, 60) - name.length()
                                                            : 0),
                                    why(it),
                                    advisory));
        }
        return text.toString();
    }

    private String grouped(String word, List<Decision> decisions) {
        var byReason = new LinkedHashMap<Reason, List<String>>();
        for (var it : decisions) {
            byReason.computeIfAbsent(it.reason(), _ -> new ArrayList<>())
                    .add(it.target().name().value());
        }
        var text = new StringBuilder(painted(word)).append('\n');
        byReason.forEach(
                (reason, names) -> {
                    var shown =
                            String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
                    var more =
                            names.size() > MOST_NAMES
                                    ? ", and %,d more".formatted(names.size() - MOST_NAMES)
                                    : "";
                    text.append(
                            "  %s  %s\n"
                                    .formatted(
                                            ink.bold("%,5d".formatted(names.size())),
                                            reason.word()));
                    text.append("         %s\n".formatted(ink.faint(shown + more)));
                });
        return text.toString();
    }

    private String why(Decision decision) {
        return decision.detail().isEmpty()
                ? decision.reason().word()
                : decision.reason().word() + ink.faint(": " + decision.detail());
    }

    private String painted(String word) {
        return switch (word) {
            case "run" -> ink.green(word);
            case "skip" -> ink.faint(word);
            default -> ink.yellow(word);
        };
    }

    /// The chain of rules behind one decision, a line each.
    public String chain(Explanation explanation) {
        var text = new StringBuilder();
        for (var step : explanation.steps()) {
            var mark =
                    switch (step.outcome()) {
                        case PASSED -> ink.green("passed ");
                        case DECIDED -> ink.bold("decided");
                        case NOT_REACHED -> ink.faint("   –   ");
                    };
            text.append(
                            "  %s  %-20s %s\n"
                                    .formatted(mark, step.rule(), step.detail())
                                    .stripTrailing())
                    .append('\n');
        }
        return text.toString();
    }

    /// What an edit of the configuration does to one target.
    ///
    /// @param word `added`, `dropped` or `changed`
    /// @param target its name
    /// @param said what becomes of it; empty for one that is dropped
    public record Edited(String word, String target, String said) {}

    /// What an edit of the configuration does to its targets.
    public static List<Edited> edited(PlanDifference difference) {
        var edited = new ArrayList<Edited>();
        difference.added().forEach(it -> edited.add(new Edited("added", name(it), detailed(it))));
        difference.dropped().forEach(it -> edited.add(new Edited("dropped", name(it), "")));
        difference
                .changed()
                .forEach(it -> edited.add(new Edited("changed", name(it.after()), said(it))));
        return edited;
    }

    private static String name(Decision decision) {
        return decision.target().name().value();
    }

    private static String detailed(Decision decision) {
        return decision.detail().isEmpty()
                ? side(decision)
                : side(decision) + ": " + decision.detail();
    }

    private static String said(PlanDifference.Change change) {
        var gating =
                change.regated()
                        ? ", %s now".formatted(Gating.of(change.after().target()).word())
                        : "";
        return "%s → %s%s".formatted(side(change.before()), side(change.after()), gating);
    }

    private static String side(Decision decision) {
        return decision.word() + " (" + decision.reason().word() + ")";
    }

    /// How much an edit of the configuration changes.
    public static String count(PlanDifference difference) {
        return "%,d added, %,d dropped, %,d changed, %,d as before"
                .formatted(
                        difference.added().size(),
                        difference.dropped().size(),
                        difference.changed().size(),
                        difference.unchanged());
    }

    /// What an edit of the configuration changes.
    public String of(PlanDifference difference) {
        var text = new StringBuilder();
        for (var it : edited(difference)) {
            var line = "  %s %s  %s".formatted(ink(it.word()), it.target(), it.said());
            text.append(line.stripTrailing()).append('\n');
        }
        return text.append(count(difference)).append('\n').toString();
    }

    private String ink(String word) {
        return switch (word) {
            case "added" -> ink.green("added  ");
            case "dropped" -> ink.red("dropped");
            default -> ink.yellow("changed");
        };
    }
}
