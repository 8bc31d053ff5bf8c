package dev.muster.adapter.jdbc.actions;

import dev.muster.actions.JobSeen;
import dev.muster.adapter.jdbc.actions.JobRows.Build;
import dev.muster.adapter.jdbc.dispatch.JdbcRequests;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.reporting.JdbcResults;
import dev.muster.adapter.jdbc.tasks.QueueRows;
import dev.muster.adapter.jdbc.tasks.TaskMoves;
import dev.muster.core.attempt.Report;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskId;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Verdict;
import dev.muster.dispatch.Runner;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes an execution that somebody started at GitHub, by running a workflow again, the next
/// attempt of its task.
final class JobReruns {

    private static final int PRIORITY = 29;
    private static final String WHO = "somebody at GitHub";
    private static final String REASON = "the run was started again there";
    private static final String RUNNER = "github";
    private static final String UNTOLD =
            "the run was started again at GitHub before anybody told its end";

    private final String owner;
    private final Duration lease;

    /// @param owner the name under which attempts of GitHub's are claimed
    /// @param lease how long a claim holds; the reconciliation renews its own, and takes over those
    ///   that ran out
    JobReruns(String owner, Duration lease) {
        this.owner = owner;
        this.lease = lease;
    }

    /// What became of it.
    sealed interface Adopted {
        /// @param build the new attempt
        record Done(Build build) implements Adopted {}

        /// @param why a sentence
        record Unwanted(String why) implements Adopted {}
    }

    /// @param run GitHub's number of the run
    /// @param runAttempt which execution of it, from 2
    record Execution(long run, int runAttempt) {}

    /// Makes what a webhook or a look tells of a run that was started again the next attempt.
    ///
    /// A run of which only some jobs are started again lists the others again, as they were: those
    /// are no executions.
    void seen(Handle handle, long repository, JobSeen job, Instant now) {
        if (job.runAttempt() < 2) {
            return;
        }
        for (var task : tasks(handle, repository, job)) {
            QueueRows.lock(handle, task);
            TaskRow.lock(handle, task);
            newest(handle, task, job)
                    .filter(it -> older(it, job) && fresh(it, job))
                    .ifPresent(
                            it ->
                                    adopt(
                                            handle,
                                            it,
                                            new Execution(job.runId(), job.runAttempt()),
                                            now));
        }
    }

    private static List<String> tasks(Handle handle, long repository, JobSeen job) {
        return handle.createQuery(
                        """
                        select distinct b.task_id from actions_build b
                        join actions_dispatch d on d.id = b.dispatch_id
                        where d.repository_id = :repository and d.run_id = :run
                            and (b.job_name = :name or position(b.job_name || ' / ' in :name) = 1)
                        order by 1
                        """)
                .bind("repository", repository)
                .bind("run", job.runId())
                .bind("name", job.name())
                .mapTo(String.class)
                .list();
    }

    private static Optional<Build> newest(Handle handle, String task, JobSeen job) {
        return handle
                .createQuery(
                        """
                        select b.* from actions_build b
                        join actions_dispatch d on d.id = b.dispatch_id
                        where b.task_id = :task and d.run_id = :run
                        order by b.number for update of b
                        """)
                .bind("task", task)
                .bind("run", job.runId())
                .map((row, _) -> JobRows.build(row))
                .list()
                .reversed()
                .stream()
                .findFirst();
    }

    private static boolean older(Build build, JobSeen job) {
        var runAttempt = build.runAttempt();
        return runAttempt == null ? build.ended() : runAttempt < job.runAttempt();
    }

    private static boolean fresh(Build build, JobSeen job) {
        if (job.state() == JobSeen.State.QUEUED || job.state() == JobSeen.State.RUNNING) {
            return true;
        }
        var last = build.finishedAt() == null ? build.startedAt() : build.finishedAt();
        return job.startedAt() != null && last != null && job.startedAt().isAfter(last);
    }

    /// Makes the next attempt. The caller holds the locks of the task's place in the queue and of
    /// the task.
    ///
    /// @param before the newest attempt of the same run
    Adopted adopt(Handle handle, Build before, Execution execution, Instant now) {
        close(handle, before, now);
        var id = before.key().task().value();
        var task = TaskRow.lock(handle, id).orElseThrow();
        if (task.attempts() != before.key().number()) {
            return new Adopted.Unwanted("this service ran it again since");
        }
        if (!claim(handle, task, now)) {
            return new Adopted.Unwanted("another run has it");
        }
        var key = dispatched(handle, id, now);
        copy(handle, before, key, execution, now);
        return new Adopted.Done(
                new Build(
                        key,
                        before.line(),
                        before.dispatch(),
                        "asked",
                        execution.runAttempt(),
                        null,
                        now,
                        null,
                        null,
                        null,
                        "",
                        null));
    }

    /// GitHub starts a run again only when it is over, so an end that nobody told of yet has come.
    private static void close(Handle handle, Build before, Instant now) {
        var ending = before.ending();
        if (ending == null) {
            handle.createUpdate(
                            """
                            update actions_build set state = 'ended', ending = 'INFRA_FAILED',
                                note = :note, finished_at = :now
                            where task_id = :task and number = :number
                            """)
                    .bind("note", UNTOLD)
                    .bind("now", now)
                    .bind("task", before.key().task().value())
                    .bind("number", before.key().number())
                    .execute();
        }
        var finished = before.finishedAt() == null ? now : before.finishedAt();
        var started = before.startedAt() == null ? finished : before.startedAt();
        var verdict =
                ending == null
                        ? Verdict.INFRA_FAILED
                        : JobSays.verdict(Runner.Ending.valueOf(ending));
        var note = ending == null ? UNTOLD : before.note();
        JdbcResults.record(
                handle,
                before.key(),
                new Report.Finished(verdict, started, finished, -1, note),
                now);
    }

    private boolean claim(Handle handle, TaskRow task, Instant now) {
        var request = new QueueRows.Request(WHO, REASON, PRIORITY, now);
        if (task.status().ended()) {
            JdbcRequests.rerun(handle, task, request);
        }
        return handle.createUpdate(
                                """
                                update dispatch_queue set lease_owner = :owner,
                                    lease_until = :until, cause = 'rerun', requested_by = :who,
                                    requested_reason = :reason
                                where task_id = :task and lease_owner is null
                                """)
                        .bind("owner", owner)
                        .bind("until", now.plus(lease))
                        .bind("who", WHO)
                        .bind("reason", REASON)
                        .bind("task", task.id())
                        .execute()
                == 1;
    }

    private static AttemptKey dispatched(Handle handle, String id, Instant now) {
        var queued = TaskRow.lock(handle, id).orElseThrow();
        var after = queued.withAttempts(queued.attempts() + 1).moved(TaskStatus.DISPATCHED);
        handle.createUpdate(
                        """
                        insert into attempt (task_id, number, status, cause, requested_by,
                            requested_reason, parameters, runner, dispatched_at, agreed_at)
                        values (:task, :number, 'dispatched', 'rerun', :who, :reason,
                            (select before.parameters from attempt before
                                where before.task_id = :task and before.number = :number - 1),
                            :runner, :now, :now)
                        """)
                .bind("task", id)
                .bind("number", after.attempts())
                .bind("who", WHO)
                .bind("reason", REASON)
                .bind("runner", RUNNER)
                .bind("now", now)
                .execute();
        TaskMoves.save(handle, queued, after, now);
        return new AttemptKey(new TaskId(id), after.attempts());
    }

    private static void copy(
            Handle handle, Build before, AttemptKey key, Execution execution, Instant now) {
        handle.createUpdate(
                        """
                        insert into actions_build (task_id, number, repository_id, dispatch_id, pool,
                            branch, sha, request, job_name, state, run_id, run_attempt, created_at)
                        select task_id, :next, repository_id, dispatch_id, pool, branch, sha, request,
                            job_name, 'asked', :run, :runAttempt,
                            cast(:now as timestamp with time zone)
                        from actions_build where task_id = :task and number = :number
                        """)
                .bind("next", key.number())
                .bind("run", execution.run())
                .bind("runAttempt", execution.runAttempt())
                .bind("now", now)
                .bind("task", key.task().value())
                .bind("number", before.key().number())
                .execute();
        handle.createUpdate(
                        """
                        update actions_dispatch set state = 'sent', looked_at = :now,
                            cancel_asked_at = null, cancel_sent_at = null, forced_at = null
                        where id = :id
                        """)
                .bind("now", now)
                .bindByType("id", before.dispatch(), String.class)
                .execute();
    }
}
