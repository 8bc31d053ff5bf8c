package dev.muster.planning;

import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

/// A repository that the service watches.
///
/// @param id its row number
/// @param slug its name
/// @param kind where it lives
/// @param location the folder of a local one; null for others
/// @param defaultBranch the branch whose configuration says which targets exist
public record TrackedRepository(
        long id,
        RepoSlug slug,
        RepositoryKind kind,
        @Nullable String location,
        String defaultBranch) {}
