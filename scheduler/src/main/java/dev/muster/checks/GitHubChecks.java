package dev.muster.checks;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import java.time.Instant;

/// Writes check runs on GitHub.
public interface GitHubChecks {

    /// Makes a check run. May make a second one when repeated.
    Sent create(
            RepoSlug repo, CommitSha sha, String externalId, WantedCheck check, Urgency urgency);

    /// Brings a check run up to what is wanted. May be repeated.
    Sent update(RepoSlug repo, long githubId, WantedCheck check, Urgency urgency);

    /// Looks for a check run by our name for it.
    Sent find(RepoSlug repo, CommitSha sha, String externalId, String name);

    /// What came of it.
    sealed interface Sent {

        /// @param githubId GitHub's number of the check run
        record Done(long githubId) implements Sent {}

        /// It is not there.
        record Absent() implements Sent {}

        /// Nothing was done, for GitHub takes nothing like it at the moment.
        ///
        /// @param at when to try again
        /// @param why for the operator
        record Busy(Instant at, String why) implements Sent {}

        /// Nothing was done.
        ///
        /// @param at when to try again
        /// @param why for the operator
        record Later(Instant at, String why) implements Sent {}

        /// It is not known whether anything was done.
        ///
        /// @param why for the operator
        record Unknown(String why) implements Sent {}

        /// GitHub will not do it.
        ///
        /// @param why for the operator
        record Refused(String why) implements Sent {}
    }
}
