package dev.muster.cli;

import dev.muster.core.ci.RepoSlug;
import dev.muster.plan.RepoSettings;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.TrackedRepository;
import dev.muster.wiring.Environment;
import dev.muster.wiring.RepositoryWishes;
import dev.muster.wiring.StartFailure;

import org.jspecify.annotations.Nullable;

/// What the service's settings say of a repository, so that a plan made here is the service's.
final class ServiceWishes {

    private ServiceWishes() {}

    /// @param repo `owner/name`; null: the one that GitHub Actions works on, if any
    static RepoSettings settings(
            Environment environment, @Nullable String repo, String defaultBranch) {
        var name = repo == null ? environment.text("GITHUB_REPOSITORY").orElse("") : repo;
        if (name.isBlank()) {
            return RepoSettings.defaults(defaultBranch);
        }
        var words = name.split("/", -1);
        if (words.length != 2 || words[0].isBlank() || words[1].isBlank()) {
            throw new UsageFault(
                    "'%s' is no repository; give one such as acme/app".formatted(name));
        }
        var slug = new RepoSlug(words[0], words[1]);
        var kind =
                slug.owner().equals(RepoSlug.LOCAL) ? RepositoryKind.LOCAL : RepositoryKind.GITHUB;
        try {
            return PlanningSettings.DEFAULTS
                    .with(RepositoryWishes.of(environment))
                    .of(new TrackedRepository(0, slug, kind, null, defaultBranch));
        } catch (StartFailure unreadable) {
            throw new UsageFault(unreadable.why());
        }
    }
}
