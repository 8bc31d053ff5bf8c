package dev.muster.plan;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Target;

import org.jspecify.annotations.Nullable;

/// A target with all that can be known of it before an event.
///
/// @param target the target
/// @param config the configuration that declares it
/// @param branches place of its branch patterns among the compiled ones
/// @param runIf place of its `run_if` among the compiled filters; -1 where it has none
/// @param runIfNot place of its `run_if_not`; -1 where it has none, or `run_if` rules
/// @param releaseBuild whether it is a release build
/// @param scheduling how postsubmit spends capacity on it
/// @param base what the default branch has of it
record Candidate(
        Target target,
        CiConfig config,
        int branches,
        int runIf,
        int runIfNot,
        boolean releaseBuild,
        Scheduling scheduling,
        Base base) {

    /// What the default branch's configuration has of a target.
    enum Base {
        /// the default branch's configuration is not at hand
        UNKNOWN,
        /// it has no such target
        ABSENT,
        /// it declares the target alike
        SAME,
        /// it declares the target otherwise
        CHANGED
    }

    /// What the rules that look at an event's particulars ask of a target: targets of equal
    /// condition are decided alike.
    Object condition(RepoEvent event) {
        return switch (event) {
            case RepoEvent.PullRequestUpdated _, RepoEvent.MergeGroupFormed _ ->
                    new Filtered(runIf, runIfNot, base == Base.CHANGED ? config.path() : "");
            case RepoEvent.CommitLanded _ ->
                    scheduling.policy() == SchedulingPolicy.GUARANTEED
                            ? scheduling.policy()
                            : target.name();
            case RepoEvent.RunRequested _ -> target.name();
        };
    }

    /// @param runIf place of the filter
    /// @param runIfNot place of the filter
    /// @param editedIn the file in which the target differs from the default branch's; empty where
    ///   it does not
    private record Filtered(int runIf, int runIfNot, String editedIn) {}

    static Base base(Target target, @Nullable Target other, boolean known) {
        if (!known) {
            return Base.UNKNOWN;
        }
        if (other == null) {
            return Base.ABSENT;
        }
        return Sameness.same(target, other) ? Base.SAME : Base.CHANGED;
    }
}
