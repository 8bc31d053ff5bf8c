package dev.muster.core.stability;

/// Decides how a target stands. Pure: the same evidence gives the same answer.
public final class Stability {

    private Stability() {}

    /// How a target stands and what is to be done about it.
    ///
    /// @param footing how it stands by configuration and people's word
    /// @param evidence what its runs say; of a quarantined target only those since it was mended
    public static Assessment assess(Footing footing, Evidence evidence, StabilityPolicy policy) {
        var failed = evidence.failedInRow();
        var assessed =
                failed >= policy.brokenRuns()
                        ? new Assessment(
                                new TargetState.Broken(failed), new Advice.SearchCulprit(failed))
                        : standing(footing, evidence, policy);
        return policy.ignored()
                ? new Assessment(untouched(assessed.state()), new Advice.LeaveIgnored())
                : assessed;
    }

    private static Assessment standing(Footing footing, Evidence evidence, StabilityPolicy policy) {
        return switch (footing) {
            case BRINGUP -> new Assessment(new TargetState.Bringup(), trial(evidence, policy));
            case BLOCKING -> blocking(evidence, policy);
            case WATCHED -> watched(evidence, policy);
            case QUARANTINED ->
                    new Assessment(new TargetState.Quarantined(), recovery(evidence, policy));
        };
    }

    /// A target that is left alone is never watched; that it is broken is shown.
    private static TargetState untouched(TargetState state) {
        return state instanceof TargetState.Watched ? new TargetState.Stable() : state;
    }

    private static Advice trial(Evidence evidence, StabilityPolicy policy) {
        var streak = evidence.streak();
        if (streak.runs() < policy.promotionRuns()) {
            return new Advice.MoreRuns(streak.runs(), policy.promotionRuns());
        }
        if (streak.commits() < policy.promotionCommits()) {
            return new Advice.MoreCommits(streak.commits(), policy.promotionCommits());
        }
        var confidence = evidence.posterior().atMost(policy.tolerated());
        if (confidence < policy.promotionConfidence()) {
            return new Advice.MoreConfidence(confidence, policy.promotionConfidence());
        }
        return new Advice.Promote(streak.runs(), policy.tolerated(), confidence);
    }

    private static Advice recovery(Evidence evidence, StabilityPolicy policy) {
        return switch (trial(evidence, policy)) {
            case Advice.Promote(var runs, _, var confidence) ->
                    new Advice.LiftQuarantine(runs, confidence);
            case Advice other -> other;
        };
    }

    private static Assessment blocking(Evidence evidence, StabilityPolicy policy) {
        var enough =
                evidence.runs() >= policy.watchRuns()
                        && evidence.flakyCommits() >= policy.watchCommits();
        var confidence = evidence.posterior().above(policy.tolerated());
        if (!enough || confidence < policy.watchConfidence()) {
            return new Assessment(new TargetState.Stable(), new Advice.Leave());
        }
        return new Assessment(new TargetState.Watched(), alarm(evidence, policy, confidence));
    }

    /// A watched target stays so until it is as probable that its rate is tolerable as it was that
    /// it is not: states do not flicker.
    private static Assessment watched(Evidence evidence, StabilityPolicy policy) {
        var posterior = evidence.posterior();
        if (posterior.atMost(policy.tolerated()) >= policy.watchConfidence()) {
            return new Assessment(new TargetState.Stable(), new Advice.Leave());
        }
        var again = blocking(evidence, policy);
        return again.state() instanceof TargetState.Watched
                ? again
                : new Assessment(new TargetState.Watched(), new Advice.Leave());
    }

    private static Advice alarm(Evidence evidence, StabilityPolicy policy, double confidence) {
        return confidence >= policy.quarantineConfidence()
                ? new Advice.Quarantine(evidence.flakeRate(), policy.tolerated(), confidence)
                : new Advice.TellOwner(evidence.flakeRate(), policy.tolerated(), confidence);
    }
}
