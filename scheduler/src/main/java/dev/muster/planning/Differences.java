package dev.muster.planning;

import dev.muster.plan.Decision;
import dev.muster.plan.Gating;
import dev.muster.plan.PlanDifference;

import java.util.ArrayList;
import java.util.List;

/// What a configuration that does not count would change, in sentences for whoever reads the check.
final class Differences {

    private static final int MOST = 100;

    private Differences() {}

    /// @return how much changes first, then each change; cut after a hundred, which is then said
    static List<String> sentences(PlanDifference difference) {
        var changes = new ArrayList<String>();
        difference
                .added()
                .forEach(it -> changes.add("added: '%s', %s".formatted(name(it), side(it))));
        difference.dropped().forEach(it -> changes.add("dropped: '%s'".formatted(name(it))));
        difference.changed().forEach(it -> changes.add(changed(it)));
        var sentences = new ArrayList<String>();
        sentences.add(
                "%,d added, %,d dropped, %,d changed, %,d as before"
                        .formatted(
                                difference.added().size(),
                                difference.dropped().size(),
                                difference.changed().size(),
                                difference.unchanged()));
        sentences.addAll(changes.subList(0, Math.min(MOST, changes.size())));
        if (changes.size() > MOST) {
            sentences.add("and %,d more".formatted(changes.size() - MOST));
        }
        return List.copyOf(sentences);
    }

    private static String changed(PlanDifference.Change change) {
        return "changed: '%s', %s, before: %s%s"
                .formatted(
                        name(change.after()),
                        side(change.after()),
                        side(change.before()),
                        change.regated()
                                ? "; %s now".formatted(Gating.of(change.after().target()).word())
                                : "");
    }

    private static String name(Decision decision) {
        return decision.target().name().toString();
    }

    private static String side(Decision decision) {
        return "%s (%s)".formatted(decision.word(), decision.reason().word());
    }
}
