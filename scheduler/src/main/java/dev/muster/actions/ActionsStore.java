package dev.muster.actions;

import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.dispatch.Runner;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The attempts that GitHub Actions executes, and the runs that were asked for.
public interface ActionsStore {

    /// Takes attempts of a commit together; one that was taken before stays as it is.
    ///
    /// @param line its line's text
    /// @param sha the commit
    /// @param requests what the job of each is told
    void take(
            RepoSlug repo,
            String line,
            CommitSha sha,
            Pool pool,
            Map<AttemptKey, BuildRequest> requests);

    /// Whether the code of a line's commit is of somebody who may run it without being asked for.
    Pool pool(RepoSlug repo, String line);

    /// What is known of attempts; those of which nothing is are left out.
    Map<AttemptKey, Runner.Observation> observe(Collection<AttemptKey> keys);

    /// Notes that an attempt is to be stopped. One that no run has yet ends at once.
    void cancel(AttemptKey key, String why);

    /// Gathers attempts that wait into runs, those of one commit together as far as GitHub takes
    /// them in one.
    ///
    /// @return how many runs were made
    int gather();

    /// Takes runs that are to be asked for, or of which it is not known whether they were.
    List<Dispatch> toSend(String owner, Duration lease, int limit);

    /// GitHub said which run it is.
    void sent(Dispatch dispatch, long runId);

    /// Nothing was done.
    void later(Dispatch dispatch, Instant at, String why);

    /// It is not known whether GitHub acted.
    void unknown(Dispatch dispatch, Instant at, String why);

    /// It was looked for and is not there: it is asked for again under the same name.
    void absent(Dispatch dispatch);

    /// GitHub will not do it: its attempts end.
    ///
    /// @return those attempts
    List<AttemptKey> refused(Dispatch dispatch, String why);

    /// A run was seen whose title names a dispatch.
    void adopted(long repository, String dispatch, long runId);

    /// A job was seen.
    ///
    /// @return the attempts about which something changed
    List<AttemptKey> seen(long repository, JobSeen job);

    /// An execution of a run was seen to be over: attempts of which no job told end too, but not
    /// those of a later execution.
    ///
    /// @param runAttempt which execution, from 1
    /// @return those attempts
    List<AttemptKey> over(Running run, int runAttempt, String conclusion, Instant at);

    /// Runs that were not looked at for some time, and those with attempts that are to be stopped.
    List<Running> toLook(Instant notSince, int limit);

    /// A run by GitHub's number, if it was asked for and goes on.
    Optional<Running> running(long repository, long runId);

    /// A run was looked at with its jobs.
    void looked(Running run);

    /// A run was looked at, but not its jobs.
    void glanced(Running run);

    /// Whether all attempts of a run that go on are to be stopped, and what was done about it.
    void cancelSent(Running run, boolean forced);

    /// A run to be asked for.
    ///
    /// @param id our name for it, a ULID
    /// @param repo its repository
    /// @param ref the branch whose workflow file runs
    /// @param line the line's text
    /// @param sha the commit to check out
    /// @param rows its jobs
    /// @param looks whether GitHub may have acted on an earlier try
    /// @param firstSentAt when it was first asked for; null: never
    /// @param tries how often it was tried in vain
    /// @param owner who has it in hand
    record Dispatch(
            String id,
            RepoSlug repo,
            String ref,
            String line,
            CommitSha sha,
            List<BuildRequest> rows,
            boolean looks,
            @Nullable Instant firstSentAt,
            int tries,
            String owner) {
        public Dispatch {
            rows = List.copyOf(rows);
        }
    }

    /// A run that goes on.
    ///
    /// @param id our name for it
    /// @param repository its repository's row number
    /// @param repo its repository
    /// @param runId GitHub's number
    /// @param stop whether every attempt of it that goes on is to be stopped
    /// @param cancelSentAt when GitHub was asked to stop it; null: never
    /// @param forced whether it was asked to stop it at once
    /// @param jobs how many jobs it was asked for with
    /// @param open how many of its attempts go on
    record Running(
            String id,
            long repository,
            RepoSlug repo,
            long runId,
            boolean stop,
            @Nullable Instant cancelSentAt,
            boolean forced,
            int jobs,
            int open) {}
}
