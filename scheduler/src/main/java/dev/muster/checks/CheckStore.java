package dev.muster.checks;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Which check runs are wanted, and which GitHub is known to show.
public interface CheckStore {

    /// Proposed commits about which something changed, those first that wait longest.
    List<Due> due(int limit);

    /// Everything that decides about the check runs of a commit.
    ///
    /// @param settings what is shown by now is read where they leave targets out
    CheckFacts facts(Due due, CheckSettings settings);

    /// Stores what is wanted, and forgets that the commit is due unless something changed
    /// meanwhile.
    ///
    /// @param pause how long after GitHub confirmed a check run its mere progress waits
    void want(Due due, List<WantedCheck> checks, Duration pause);

    /// Takes check runs that GitHub does not show as wanted, verdicts first.
    ///
    /// @param about which of them
    /// @param resting row numbers of repositories of which none are taken
    /// @param owner who takes them
    /// @param lease how long they are held
    List<Pending> claim(About about, Set<Long> resting, String owner, Duration lease, int limit);

    /// GitHub shows what was wanted when it was taken.
    ///
    /// @param githubId GitHub's number of the check run
    void confirmed(Pending pending, long githubId);

    /// GitHub's number became known by looking; what is wanted is written next.
    void found(Pending pending, long githubId);

    /// Nothing was done; it is tried again.
    void later(Pending pending, Instant at, String why);

    /// It is not known whether GitHub acted: look before the next try.
    void unknown(Pending pending, Instant at, String why);

    /// It was looked for and is not there: it is made anew.
    void absent(Pending pending);

    /// GitHub will not take it.
    void refused(Pending pending, String why);

    /// What check runs are about.
    enum About {
        /// a commit as a whole
        THE_WHOLE,
        /// one target of many
        TARGETS
    }

    /// A commit about which something changed.
    ///
    /// @param repository its repository's row number
    /// @param line its line's text
    /// @param sha the commit
    /// @param version counts the changes
    record Due(long repository, String line, String sha, long version) {}

    /// A check run in hand.
    ///
    /// @param externalId our name for it
    /// @param repository its repository's row number
    /// @param repo its repository
    /// @param sha its commit
    /// @param check what is wanted
    /// @param githubId GitHub's number; null: it was never made, or that is not known
    /// @param urgency who waits for it
    /// @param version counts what was wanted
    /// @param looks whether GitHub may have acted on an earlier try
    /// @param tries how often it was tried in vain
    /// @param owner who has it in hand
    record Pending(
            String externalId,
            long repository,
            RepoSlug repo,
            CommitSha sha,
            WantedCheck check,
            @Nullable Long githubId,
            Urgency urgency,
            long version,
            boolean looks,
            int tries,
            String owner) {}
}
