package dev.muster.identity;

import java.util.Set;

/// A repository whose jobs are listened to.
///
/// @param id its number at GitHub
/// @param defaultBranch whose workflow files dispatched runs must come from
/// @param workflows paths of the workflow files whose jobs are listened to
public record TrustedRepository(long id, String defaultBranch, Set<String> workflows) {

    public TrustedRepository {
        workflows = Set.copyOf(workflows);
    }
}
