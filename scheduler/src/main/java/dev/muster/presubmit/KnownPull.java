package dev.muster.presubmit;

import dev.muster.core.ci.CommitSha;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A pull request with what this service decided about it.
///
/// @param pull as GitHub described it last
/// @param headSince GitHub's time of the change with which its head was first seen
/// @param trusted whether its author may run code without being asked for
/// @param approved the head that a person with rights let run; null when none was
/// @param submitted the line and head that were handed to planning last, see [#submission]; null
///   when none was
public record KnownPull(
        PullRequest pull,
        Instant headSince,
        boolean trusted,
        @Nullable CommitSha approved,
        @Nullable String submitted) {

    /// Whether the present head's code may run.
    public boolean mayRun() {
        return trusted || pull.head().equals(approved);
    }

    /// The present line and head as one text.
    public String submission() {
        return pull.line().text() + " " + pull.head();
    }
}
