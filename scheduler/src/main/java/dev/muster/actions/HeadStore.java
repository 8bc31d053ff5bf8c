package dev.muster.actions;

import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Heads of proposals whose attempts are for a run that GitHub starts by itself.
public interface HeadStore {

    /// Heads with attempts that go on, about which GitHub was not asked for some time, or never.
    List<Head> toLook(Instant notSince, int limit);

    /// A head, if attempts of it go on.
    Optional<Head> open(long repository, CommitSha sha);

    /// The run at a head was looked at with its jobs, or GitHub knows none.
    void looked(Head head);

    /// The run at a head is over: attempts that none of its jobs took end.
    ///
    /// @param since when the execution of the run started that is over; later attempts than the
    ///   first stay where they are for a later execution
    /// @return those attempts
    List<AttemptKey> over(Head head, long runId, Instant since, Ending ending);

    /// Heads whose run is to be stopped, and about which GitHub was not asked for some time.
    List<Stop> toStop(Instant notSince, int limit);

    /// GitHub was asked how far the run is, and what it was told.
    void stopping(Stop stop, Told told);

    /// The run is over, or will never be. Attempts that were stopped before anybody told of their
    /// jobs are told which they were, so that GitHub can be asked for them again.
    void stopped(Stop stop, List<JobSeen> jobs);

    /// A commit whose attempts are for a run that nobody asks for.
    ///
    /// @param repository its repository's row number
    /// @param repo its repository
    /// @param sha the commit
    /// @param open how many of its attempts go on
    /// @param before the jobs that executed the attempts just before those that wait
    /// @param againSince since when the newest attempt waits that is not the first of its task and
    ///   of whose earlier one no job is known; null: there is none
    record Head(
            long repository,
            RepoSlug repo,
            CommitSha sha,
            int open,
            Set<Long> before,
            @Nullable Instant againSince) {
        public Head {
            before = Set.copyOf(before);
        }
    }

    /// A head whose run is to be stopped.
    ///
    /// @param repository its repository's row number
    /// @param repo its repository
    /// @param sha the commit
    /// @param askedAt since when
    /// @param sentAt when GitHub was asked to stop it; null: never
    /// @param forced whether it was asked to stop it at once
    record Stop(
            long repository,
            RepoSlug repo,
            CommitSha sha,
            Instant askedAt,
            @Nullable Instant sentAt,
            boolean forced) {}

    /// What GitHub was told of a run that is to stop.
    enum Told {
        /// nothing
        NOTHING,
        /// to stop
        CANCEL,
        /// to stop at once
        FORCE
    }

    /// How attempts end that no job took.
    ///
    /// @param cancelled whether somebody stopped the run; otherwise the cause is outside the code
    /// @param note for people
    record Ending(boolean cancelled, String note) {}
}
