package dev.muster.planning;

import dev.muster.checks.CheckSettings;
import dev.muster.core.stability.Thresholds;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.SchedulingPolicy;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// What the operator wants of a repository, where it differs from what is usual.
///
/// @param policy for targets that set none themselves; null: as usual
/// @param batch commits after which a batched target is due; null: as usual
/// @param releaseBranches regular expressions of whole names of branches
/// @param share how much of scarce runners is its due, where others have 1
/// @param thresholds by which its targets are judged
/// @param configPaths where it keeps its configurations; empty: as usual
/// @param trustedAuthors logins whose forks run there without approval, in lower case, besides
///   those who are trusted everywhere
/// @param checks which of its targets get a check run of their own; null: as usual
/// @param demotions whether what flakes too often is proposed for bringup; null: as usual
public record RepositoryWish(
        @Nullable SchedulingPolicy policy,
        @Nullable Integer batch,
        List<String> releaseBranches,
        int share,
        Thresholds thresholds,
        List<String> configPaths,
        Set<String> trustedAuthors,
        CheckSettings.@Nullable Mode checks,
        @Nullable Boolean demotions) {

    /// As usual.
    public static final RepositoryWish NONE =
            new RepositoryWish(
                    null, null, List.of(), 1, Thresholds.NONE, List.of(), Set.of(), null, null);

    public RepositoryWish {
        releaseBranches = List.copyOf(releaseBranches);
        configPaths = List.copyOf(configPaths);
        trustedAuthors = Set.copyOf(trustedAuthors);
    }

    /// What is usual, changed as it is wished.
    RepoSettings over(RepoSettings usual) {
        return new RepoSettings(
                usual.defaultBranch(),
                policy == null ? usual.policy() : policy,
                batch == null ? usual.batchSize() : batch,
                usual.runsOn(),
                releaseBranches.isEmpty() ? usual.releaseBranches() : releaseBranches);
    }
}
