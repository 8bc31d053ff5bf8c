package dev.muster.wiring;

import dev.muster.checks.CheckSettings;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.stability.Thresholds;
import dev.muster.planning.RepositoryWish;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the operator of a [GitHubStage] wants of single repositories.
final class StageWishes {

    /// One repository where forks of one login run without approval, and targets have no checks.
    static final Map<RepoSlug, RepositoryWish> ALL =
            Map.of(
                    new RepoSlug("acme", "lenient"),
                    new RepositoryWish(
                            null,
                            null,
                            List.of(),
                            1,
                            Thresholds.NONE,
                            List.of(),
                            Set.of("mallory"),
                            CheckSettings.Mode.NONE,
                            null));

    private StageWishes() {}
}
