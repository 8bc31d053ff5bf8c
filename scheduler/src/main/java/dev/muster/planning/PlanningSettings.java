package dev.muster.planning;

import dev.muster.core.ci.RepoSlug;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.SchedulingPolicy;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the operator decided about planning.
///
/// @param configPaths where repositories keep their configurations
/// @param repositories particulars of single repositories; others have the product's defaults,
///   local ones with every commit guaranteed
/// @param wishes what differs from the defaults in single repositories
/// @param lease how long a message is held while it is planned
/// @param batch how many messages one round takes at once
/// @param lanes how many proposals are planned at once
public record PlanningSettings(
        List<String> configPaths,
        Map<RepoSlug, RepoSettings> repositories,
        Map<RepoSlug, RepositoryWish> wishes,
        Duration lease,
        int batch,
        int lanes) {

    /// `.ci.yaml`, defaults everywhere, leases of two minutes, eight proposals at once.
    public static final PlanningSettings DEFAULTS =
            new PlanningSettings(List.of(".ci.yaml"), Map.of(), Duration.ofMinutes(2), 20, 8);

    public PlanningSettings {
        configPaths = List.copyOf(configPaths);
        repositories = Map.copyOf(repositories);
        wishes = Map.copyOf(wishes);
    }

    /// No wishes.
    public PlanningSettings(
            List<String> configPaths,
            Map<RepoSlug, RepoSettings> repositories,
            Duration lease,
            int batch,
            int lanes) {
        this(configPaths, repositories, Map.of(), lease, batch, lanes);
    }

    /// The same, with other wishes.
    public PlanningSettings with(Map<RepoSlug, RepositoryWish> wanted) {
        return new PlanningSettings(configPaths, repositories, wanted, lease, batch, lanes);
    }

    /// Where a repository keeps its configurations.
    public List<String> configPaths(RepoSlug repo) {
        var own = wishes.getOrDefault(repo, RepositoryWish.NONE).configPaths();
        return own.isEmpty() ? configPaths : own;
    }

    /// The settings of a repository.
    public RepoSettings of(TrackedRepository repository) {
        var own = repositories.get(repository.slug());
        return own == null
                ? wishes.getOrDefault(repository.slug(), RepositoryWish.NONE)
                        .over(usual(repository))
                : own;
    }

    private static RepoSettings usual(TrackedRepository repository) {
        var usual = RepoSettings.defaults(repository.defaultBranch());
        return repository.kind() == RepositoryKind.GITHUB
                ? usual
                : new RepoSettings(
                        usual.defaultBranch(),
                        SchedulingPolicy.GUARANTEED,
                        usual.batchSize(),
                        usual.runsOn(),
                        usual.releaseBranches());
    }
}
