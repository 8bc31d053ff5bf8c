package dev.muster.planning;

import dev.muster.plan.PlanDifference;
import dev.muster.report.PlanText;

import java.util.ArrayList;
import java.util.List;

/// What a configuration that does not count would change, in sentences for whoever reads the check.
final class Differences {

    private static final int MOST = 100;

    private Differences() {}

    /// @return how much changes first, then each change; cut after a hundred, which is then said
    static List<String> sentences(PlanDifference difference) {
        var edited = PlanText.edited(difference);
        var sentences = new ArrayList<String>();
        sentences.add(PlanText.count(difference));
        edited.stream().limit(MOST).map(Differences::sentence).forEach(sentences::add);
        if (edited.size() > MOST) {
            sentences.add("and %,d more".formatted(edited.size() - MOST));
        }
        return List.copyOf(sentences);
    }

    private static String sentence(PlanText.Edited it) {
        return it.said().isEmpty()
                ? "%s: '%s'".formatted(it.word(), it.target())
                : "%s: '%s', %s".formatted(it.word(), it.target(), it.said());
    }
}
