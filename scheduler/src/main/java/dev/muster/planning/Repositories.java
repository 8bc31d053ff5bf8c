package dev.muster.planning;

import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// The repositories that the service watches.
public interface Repositories {

    /// Watches a repository from now on; one that is watched already gets the new particulars.
    ///
    /// @param location the folder of a local one; null for others
    TrackedRepository add(
            RepoSlug slug, RepositoryKind kind, @Nullable String location, String defaultBranch);

    /// All of them, by name.
    List<TrackedRepository> all();

    /// The one of a name.
    Optional<TrackedRepository> find(RepoSlug slug);
}
