package dev.muster.core.ci;

import java.time.Instant;

/// A commit that landed on a tracked branch.
///
/// @param sha its name
/// @param subject first line of its message
/// @param author name of its author
/// @param authorEmail e-mail address of its author; may be empty
/// @param at committer time
public record Commit(
        CommitSha sha, String subject, String author, String authorEmail, Instant at) {}
