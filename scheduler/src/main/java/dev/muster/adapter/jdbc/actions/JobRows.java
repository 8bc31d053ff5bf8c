package dev.muster.adapter.jdbc.actions;

import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskId;
import dev.muster.identity.ActionsJob;
import dev.muster.jobs.JobPost;
import dev.muster.jobs.JobStore.Outcome;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the attempts that a job may speak for.
///
/// @param handle the transaction
/// @param repository the number of the job's repository here
/// @param job who speaks
/// @param said what it says
record JobRows(Handle handle, long repository, ActionsJob job, JobPost said) {

    private static final String DISPATCHED = "workflow_dispatch";
    private static final Pattern PULL = Pattern.compile("refs/pull/([0-9]{1,9})/merge");
    private static final String NONE = "";

    /// What our own runs were asked to do; of a run whose number is not known yet, by its name.
    private static final String OF_RUN =
            """
            from actions_build b
            join actions_dispatch d on d.id = b.dispatch_id
            join task t on t.id = b.task_id
            where d.repository_id = :repository and b.sha = :sha and t.target = :target
                and (d.run_id = :run or (d.run_id is null and d.id = :correlation))
            """;

    /// What waits for a run that GitHub starts for a proposal.
    private static final String OF_PROPOSAL =
            """
            from actions_build b
            join task t on t.id = b.task_id
            where b.repository_id = :repository and b.pool = 'pull' and b.sha = :sha
                and t.target = :target and (b.run_id is null or b.run_id = :run)
                and b.branch like :line
            """;

    /// An attempt that GitHub Actions executes.
    ///
    /// @param key the attempt
    /// @param line its line's text
    /// @param dispatch the run that was asked for; null: GitHub starts it
    /// @param state due, asked, running, ended or gone
    /// @param runAttempt which execution of the run has it; null: none yet
    /// @param job which job has it; null: none yet, or that is not known
    /// @param createdAt when it was taken
    /// @param startedAt when it started; null: not yet
    /// @param finishedAt when it ended; null: not yet
    /// @param ending how it ended; null: not yet
    /// @param note why; may be empty
    /// @param cancel why it is to be stopped; null: it is not
    record Build(
            AttemptKey key,
            String line,
            @Nullable String dispatch,
            String state,
            @Nullable Integer runAttempt,
            @Nullable Long job,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String ending,
            String note,
            @Nullable String cancel) {

        boolean ended() {
            return state.equals("ended") || state.equals("gone");
        }
    }

    /// The task that the job speaks of, if its run has anything to do with it.
    Optional<String> task() {
        return query("select distinct b.task_id " + from()).mapTo(String.class).findFirst();
    }

    /// The attempts of the run for the target, the oldest first: more than one where somebody
    /// started the run again at GitHub.
    List<Build> builds() {
        return query("select b.* " + from() + " order by b.number for update of b")
                .map((row, _) -> build(row))
                .list();
    }

    /// Learns from the job which run it is that was asked for, where GitHub's answer was lost.
    void adopt(Instant now) {
        if (!job.event().equals(DISPATCHED) || said.correlation() == null) {
            return;
        }
        handle.createUpdate(
                        """
                        update actions_dispatch set state = 'sent', run_id = :run, fault = null,
                            lease_owner = null, lease_until = null, looked_at = :now
                        where id = :id and repository_id = :repository and sha = :sha
                            and run_id is null and state in ('sending', 'unknown')
                            and not exists (select 1 from actions_dispatch other
                                where other.repository_id = :repository and other.run_id = :run)
                        """)
                .bind("run", job.runId())
                .bind("now", now)
                .bind("id", said.correlation())
                .bind("repository", repository)
                .bind("sha", said.post().sha().value())
                .execute();
    }

    /// The answer where there are none: the run may be a late twin of one that was asked for, or
    /// somebody's own.
    Outcome nothing() {
        var target = said.post().target();
        if (isRun()) {
            return new Outcome.NotYours(
                    "'%s' at %s is none of what run %d was asked to do"
                            .formatted(target, said.post().sha(), job.runId()));
        }
        return isTask()
                ? new Outcome.Twin(
                        "'%s' is for another run than %d to do".formatted(target, job.runId()))
                : new Outcome.NotYours(
                        "'%s' at %s is no task here".formatted(target, said.post().sha()));
    }

    private boolean isRun() {
        return handle.createQuery(
                        """
                        select 1 from actions_dispatch
                        where repository_id = :repository and run_id = :run
                        """)
                .bind("repository", repository)
                .bind("run", job.runId())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private boolean isTask() {
        return handle.createQuery(
                        """
                        select 1 from task
                        where repository_id = :repository and sha = :sha and target = :target
                        """)
                .bind("repository", repository)
                .bind("sha", said.post().sha().value())
                .bind("target", said.post().target())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    private String from() {
        return job.event().equals(DISPATCHED) ? OF_RUN : OF_PROPOSAL;
    }

    private Query query(String text) {
        var query =
                handle.createQuery(text)
                        .bind("repository", repository)
                        .bind("sha", said.post().sha().value())
                        .bind("target", said.post().target())
                        .bind("run", job.runId());
        return job.event().equals(DISPATCHED)
                ? query.bind("correlation", said.correlation() == null ? NONE : said.correlation())
                : query.bind("line", line());
    }

    /// The lines whose proposals the run may be about: what GitHub says of a run it started, not
    /// what the job says.
    private String line() {
        var pull = PULL.matcher(job.ref());
        return switch (job.event()) {
            case "pull_request" -> pull.matches() ? "pull:%s:%%".formatted(pull.group(1)) : NONE;
            case "merge_group" -> job.sha().equals(said.post().sha().value()) ? "queue:%" : NONE;
            default -> NONE;
        };
    }

    static Build build(ResultSet row) throws SQLException {
        var runAttempt = row.getInt("run_attempt");
        var attempted = !row.wasNull();
        var job = row.getLong("job_id");
        var known = !row.wasNull();
        var note = row.getString("note");
        return new Build(
                new AttemptKey(new TaskId(row.getString("task_id")), row.getInt("number")),
                row.getString("branch"),
                row.getString("dispatch_id"),
                row.getString("state"),
                attempted ? Integer.valueOf(runAttempt) : null,
                known ? Long.valueOf(job) : null,
                Rows.time(row, "created_at"),
                Rows.instant(row, "started_at"),
                Rows.instant(row, "finished_at"),
                row.getString("ending"),
                note == null ? "" : note,
                row.getString("cancel_why"));
    }
}
