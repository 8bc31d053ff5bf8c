package dev.muster.plan;

import dev.muster.config.model.CiConfig;

import java.util.List;

/// Decides, for every target of a repository's configurations, whether an event runs it now, later,
/// or not, and why.
///
/// A planner is made once per content of the configurations: making it compiles their patterns,
/// planning does not.
public final class Planner {

    private Planner() {}

    /// @param settings what the operator decided
    /// @param configs the configurations of the commit under test, in order
    /// @param defaultBranchConfigs the default branch's copies of the same files; empty when the
    ///   commit is on it or they are unknown
    public static Planner of(
            RepoSettings settings, List<CiConfig> configs, List<CiConfig> defaultBranchConfigs) {
        throw new UnsupportedOperationException("being built");
    }

    /// Pure: equal arguments give an equal plan.
    public Plan plan(RepoEvent event, ChangedFiles changed, TaskHistory history) {
        throw new UnsupportedOperationException("being built");
    }
}
