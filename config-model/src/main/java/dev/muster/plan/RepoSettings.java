package dev.muster.plan;

import java.util.List;
import java.util.Map;

/// What the operator decided about a repository.
///
/// @param defaultBranch the branch whose configuration says which targets exist
/// @param policy for targets that do not set `scheduling_policy` themselves
/// @param batchSize commits after which a batched target is due
/// @param runsOn runner labels by platform, for platforms whose configuration names none
/// @param releaseBranches regular expressions; empty: release builds run on every branch in
///   postsubmit
public record RepoSettings(
        String defaultBranch,
        SchedulingPolicy policy,
        int batchSize,
        Map<String, List<String>> runsOn,
        List<String> releaseBranches) {

    public RepoSettings {
        runsOn = Map.copyOf(runsOn);
        releaseBranches = List.copyOf(releaseBranches);
    }

    /// The defaults of the product for a repository with this default branch.
    public static RepoSettings defaults(String defaultBranch) {
        return new RepoSettings(defaultBranch, SchedulingPolicy.BATCH, 6, Map.of(), List.of());
    }
}
