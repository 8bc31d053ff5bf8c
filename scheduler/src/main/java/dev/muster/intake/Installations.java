package dev.muster.intake;

import dev.muster.core.ci.RepoSlug;
import dev.muster.planning.TrackedRepository;

import java.util.List;
import java.util.Optional;

/// Where the App is installed.
public interface Installations {

    /// The repository with GitHub's number, where the App may work on it now.
    Optional<TrackedRepository> active(long githubId);

    /// Every repository where the App may work now.
    List<TrackedRepository> active();

    /// GitHub's numbers of a repository where the App may work.
    Optional<Numbers> numbers(RepoSlug slug);

    /// The App is installed on a repository, or still is, or under a new name.
    void installed(long installation, long githubId, RepoSlug slug, String defaultBranch);

    /// The App was taken off a repository.
    void removed(long githubId);

    /// What may be done in an installation.
    ///
    /// @param missing permissions that the App needs and was not granted
    void installation(long installation, String account, State state, List<String> missing);

    /// @param installation GitHub's number of the App's installation
    /// @param repository GitHub's number of the repository
    record Numbers(long installation, long repository) {}

    /// Whether the App may work.
    enum State {
        /// it may
        ACTIVE,
        /// it may not for the time being
        SUSPENDED,
        /// it was taken off
        REMOVED
    }
}
