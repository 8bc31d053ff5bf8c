package dev.muster.presubmit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Decides what follows from a change of a pull request: pure.
public final class PullSteps {

    private PullSteps() {}

    /// What to do.
    public sealed interface Step {

        /// Hand the present head to planning.
        record Submit() implements Step {}

        /// The present head was planned before and its tasks were cancelled: run those again.
        record Revive() implements Step {}

        /// Stop what runs for other heads or bases.
        ///
        /// @param why for people
        record StopOthers(String why) implements Step {}

        /// Stop everything.
        ///
        /// @param why for people
        record StopAll(String why) implements Step {}
    }

    /// @param before as known; null: not known
    /// @param now the same pull request, newer
    public static List<Step> of(@Nullable KnownPull before, KnownPull now) {
        var pull = now.pull();
        if (pull.state() != PullRequest.State.OPEN) {
            return List.of(
                    new Step.StopAll(
                            pull.state() == PullRequest.State.MERGED
                                    ? "the pull request was merged"
                                    : "the pull request was closed"));
        }
        if (pull.draft()) {
            return List.of(new Step.StopAll("the pull request became a draft"));
        }
        if (!now.mayRun()) {
            return List.of(new Step.StopAll("the new head waits for approval"));
        }
        var steps = new ArrayList<Step>();
        if (!now.submission().equals(now.submitted())) {
            steps.add(new Step.StopOthers(superseded(before, now)));
            steps.add(new Step.Submit());
        } else if (before != null && !runs(before)) {
            steps.add(new Step.Revive());
        }
        return List.copyOf(steps);
    }

    private static boolean runs(KnownPull known) {
        return known.pull().state() == PullRequest.State.OPEN
                && !known.pull().draft()
                && known.mayRun();
    }

    private static String superseded(@Nullable KnownPull before, KnownPull now) {
        return before == null || before.pull().base().equals(now.pull().base())
                ? "superseded by " + now.pull().head().abbreviated()
                : "the base of the pull request changed to '%s'".formatted(now.pull().base());
    }
}
