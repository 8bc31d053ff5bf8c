package dev.muster.wiring;

import dev.muster.adapter.github.AppKey;
import dev.muster.checks.CheckSettings;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.stability.Thresholds;
import dev.muster.planning.RepositoryWish;
import dev.muster.simulation.GitHubSimulation;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the operator of a [GitHubStage] has set: the App, and what differs in single repositories.
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

    /// The App of a simulated GitHub, for a service that is it.
    static GitHubSettings settings(GitHubSimulation github) {
        try {
            return GitHubSettings.of(
                    github.api(),
                    String.valueOf(github.app().id()),
                    AppKey.read(github.app().key().pem()),
                    github.app().webhookSecret(),
                    URI.create(github.issuer().name()));
        } catch (AppKey.Unreadable unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
