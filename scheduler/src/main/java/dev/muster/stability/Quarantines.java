package dev.muster.stability;

import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// Targets whose failures are neutral for a time. They go on running. Everything goes to the audit
/// log.
public interface Quarantines {

    /// How long a quarantine lasts unless somebody says otherwise.
    Duration USUAL = Duration.ofDays(14);

    /// How long it lasts at most: what is quarantined longer is not looked after.
    Duration LONGEST = Duration.ofDays(90);

    /// Quarantines a target on a branch.
    Outcome set(RepoSlug repo, String branch, Order order);

    /// Notes that the cause was mended: only runs from now on count for lifting it.
    Outcome mended(RepoSlug repo, String id, String who);

    /// Ends a quarantine: the target blocks again.
    Outcome lift(RepoSlug repo, String id, String who, String reason);

    /// Ends those whose time is up, and those whose targets earned it.
    ///
    /// @return how many ended
    int round();

    /// What a gardener wants.
    ///
    /// @param target the target
    /// @param owner who answers for mending it; null: the owner that the configuration names
    /// @param issue where that is followed; null where there is none
    /// @param reason for people
    /// @param expiresAt when the target blocks again
    /// @param who the gardener
    record Order(
            String target,
            @Nullable String owner,
            @Nullable String issue,
            String reason,
            Instant expiresAt,
            String who) {}

    /// What came of it.
    sealed interface Outcome {

        /// @param id the quarantine
        /// @param branch where it holds, or held
        record Done(String id, String branch) implements Outcome {}

        /// There is no such repository, branch, target or quarantine.
        ///
        /// @param what is missing
        record NotFound(String what) implements Outcome {}

        /// @param why it cannot be
        record NotPossible(String why) implements Outcome {}
    }
}
