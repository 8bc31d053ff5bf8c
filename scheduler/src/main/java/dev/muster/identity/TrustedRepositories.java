package dev.muster.identity;

import java.util.Optional;

/// The repositories whose jobs are listened to.
@FunctionalInterface
public interface TrustedRepositories {

    /// The one of this number at GitHub.
    Optional<TrustedRepository> find(long repositoryId);
}
