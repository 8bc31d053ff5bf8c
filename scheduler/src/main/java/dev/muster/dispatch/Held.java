package dev.muster.dispatch;

import dev.muster.core.attempt.Attempt;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// An unfinished attempt in the hands of one instance: the proof that no other has it.
///
/// @param key the attempt
/// @param owner the instance
/// @param until until when it holds unless renewed
/// @param attempt how far it has come
/// @param task what it executes
/// @param place the place of the runner that it was claimed for
/// @param cancellation who asked to stop it and why; null when nobody did
public record Held(
        AttemptKey key,
        String owner,
        Instant until,
        Attempt attempt,
        TaskFacts task,
        String place,
        @Nullable String cancellation) {

    /// What a claim needs to know of its task.
    ///
    /// @param repo the repository
    /// @param branch the branch
    /// @param commit the commit
    /// @param target the target's name
    /// @param configPath the configuration file that declares it
    /// @param timeout how long one attempt may take
    public record TaskFacts(
            RepoSlug repo,
            String branch,
            CommitSha commit,
            String target,
            String configPath,
            Duration timeout) {}
}
