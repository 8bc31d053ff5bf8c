package dev.muster.core.promotion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Decides what becomes of the proposals of one kind. Pure: what is done already is not done again.
public final class Proposals {

    private Proposals() {}

    /// The steps that are due, in the order of the subjects.
    ///
    /// @param madeToday how many proposals of the kind were made within the last day
    public static List<Step> decide(
            List<Subject> subjects, int madeToday, ProposalLimits limits, Instant now) {
        var steps = new ArrayList<Step>();
        var left = limits.aDay() - madeToday;
        for (var subject : subjects) {
            var open = subject.open();
            if (open != null) {
                keep(subject, open, steps);
            } else if (subject.call() == Subject.Call.WANTED
                    && left > 0
                    && !silenced(subject, limits, now)) {
                steps.add(new Step.Make(subject));
                left--;
            }
        }
        return steps;
    }

    private static void keep(Subject subject, Subject.Open open, List<Step> steps) {
        switch (subject.call()) {
            case WANTED -> {
                if (!open.evidence().equals(subject.evidence())) {
                    steps.add(new Step.Renew(open.id(), subject));
                }
            }
            case UNFOUNDED -> steps.add(new Step.Withdraw(open.id()));
            case DONE -> steps.add(new Step.Conclude(open.id()));
        }
    }

    private static boolean silenced(Subject subject, ProposalLimits limits, Instant now) {
        var declined = subject.declinedAt();
        return declined != null && now.isBefore(declined.plus(limits.silence()));
    }
}
