package dev.muster.identity;

import dev.muster.core.ci.RepoSlug;

import java.util.Set;

/// A repository whose jobs are listened to.
///
/// @param id its number at GitHub
/// @param slug its name as this service knows it
/// @param defaultBranch whose workflow files dispatched runs must come from
/// @param workflows paths of the workflow files that this service runs targets by
public record TrustedRepository(
        long id, RepoSlug slug, String defaultBranch, Set<String> workflows) {

    public TrustedRepository {
        workflows = Set.copyOf(workflows);
    }
}
