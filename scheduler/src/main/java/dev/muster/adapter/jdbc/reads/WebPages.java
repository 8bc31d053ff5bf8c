package dev.muster.adapter.jdbc.reads;

import dev.muster.core.ci.RepoSlug;
import dev.muster.planning.RepositoryKind;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The addresses at which GitHub shows people what the service knows of.
///
/// @param site GitHub's address for people; null where there is no GitHub
record WebPages(@Nullable String site) {

    /// The page of a repository; nothing for one that GitHub does not have.
    Optional<String> of(Handle handle, RepoSlug repo) {
        return Optional.ofNullable(site)
                .filter(_ -> onGitHub(handle, repo))
                .map(it -> it + "/" + repo);
    }

    @Nullable String commit(Handle handle, RepoSlug repo, String sha) {
        return of(handle, repo).map(it -> it + "/commit/" + sha).orElse(null);
    }

    @Nullable String pull(Handle handle, RepoSlug repo, int number) {
        return of(handle, repo).map(it -> it + "/pull/" + number).orElse(null);
    }

    private static boolean onGitHub(Handle handle, RepoSlug repo) {
        return handle.createQuery(
                        "select kind from repository where owner = :owner and name = :name")
                .bind("owner", repo.owner())
                .bind("name", repo.name())
                .mapTo(String.class)
                .findOne()
                .filter(RepositoryKind.GITHUB.word()::equals)
                .isPresent();
    }
}
