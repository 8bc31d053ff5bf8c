package dev.muster.adapter.jdbc.reporting;

import dev.muster.adapter.jdbc.evidence.TaskRuns;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.ground.Writes;
import dev.muster.adapter.jdbc.tasks.QueueRows;
import dev.muster.adapter.jdbc.tasks.TaskMoves;
import dev.muster.core.attempt.Attempt;
import dev.muster.core.attempt.Report;
import dev.muster.core.attempt.Retry;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Verdict;
import dev.muster.reporting.Results;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Applies reports: the attempt, the task, the queue and the summaries in one transaction.
public final class JdbcResults implements Results {

    private static final Duration PAUSE_AFTER_INFRA_FAILURE = Duration.ofSeconds(10);
    private static final int PRIORITY_RETRY = 29;
    private static final int NOTE_LENGTH = 2000;
    private static final String RUNNER = "runner";

    private static final String FINISHED =
            """
            update attempt set status = :status, started_at = :started,
                finished_at = :finished, exit_code = :exitCode, note = :note
            where task_id = :task and number = :number and %s
            """
                    .formatted(TaskRuns.NOT_OVER);

    private final Transactions transactions;
    private final Clock clock;

    public JdbcResults(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public Recorded record(AttemptKey key, Report report) {
        return transactions.writing(
                (handle, writes) -> record(handle, writes, key, report, clock.instant()));
    }

    /// Applies a report in a transaction that does more.
    public static Recorded record(Handle handle, AttemptKey key, Report report, Instant now) {
        var writes = new Writes();
        var recorded = record(handle, writes, key, report, now);
        writes.execute(handle);
        return recorded;
    }

    private static Recorded record(
            Handle handle, Writes writes, AttemptKey key, Report report, Instant now) {
        var id = key.task().value();
        var reported =
                report instanceof Report.Started
                        ? Reported.alone(handle, id)
                        : Reported.withTarget(handle, id);
        var before = reported.map(it -> it.runs().find(key.number())).orElse(null);
        if (before == null) {
            return new Recorded.NoSuchAttempt();
        }
        var task = reported.get().task();
        var after = Attempt.after(before, report);
        if (after.equals(before)) {
            if (before instanceof Attempt.Ended) {
                var said = Attempt.after(new Attempt.Dispatched(now), report).status();
                LateReports.count(handle, key, RUNNER, said, now);
                return new Recorded.Late();
            }
            return new Recorded.Unchanged();
        }
        return switch (after) {
            // Only a new row is dispatched: no report leads there.
            case Attempt.Dispatched _ -> new Recorded.Unchanged();
            case Attempt.Running(var since) -> {
                started(handle, key, since);
                TaskMoves.save(handle, task, task.moved(TaskStatus.RUNNING), now);
                yield new Recorded.Changed(TaskStatus.RUNNING);
            }
            case Attempt.Ended ended -> {
                finished(writes, key, ended, report);
                FailureRows.keep(handle, task, key.number(), ended, report);
                var over = reported.get().with(key.number(), ended);
                var cause = cause(task, report);
                var status = concluded(handle, writes, over, ended.verdict(), cause, now);
                var moved = judged(task, ended).moved(status);
                TaskMoves.save(handle, writes, new TaskMoves.Move(task, moved, over.known(), now));
                yield new Recorded.Changed(status);
            }
        };
    }

    private static TaskRow judged(TaskRow task, Attempt.Ended ended) {
        return switch (ended.verdict()) {
            case PASSED, FAILED, TIMED_OUT ->
                    task.judged(ended.verdict().status(), ended.finishedAt());
            case CANCELLED, INFRA_FAILED -> task;
        };
    }

    /// Leaves the queue, or goes back into it.
    private static TaskStatus concluded(
            Handle handle,
            Writes writes,
            Reported over,
            Verdict verdict,
            Retry.Cause cause,
            Instant now) {
        var task = over.task();
        if (Retry.mayFollow(verdict)
                && retry(handle, task, over.runs().round(), cause) == Retry.Decision.AGAIN) {
            var pause = verdict == Verdict.INFRA_FAILED ? PAUSE_AFTER_INFRA_FAILURE : Duration.ZERO;
            QueueRows.again(writes, task.id(), now.plus(pause), PRIORITY_RETRY);
            return TaskStatus.QUEUED;
        }
        QueueRows.remove(writes, task.id());
        return verdict.status();
    }

    private static Retry.Decision retry(
            Handle handle, TaskRow task, List<Verdict> verdicts, Retry.Cause cause) {
        return Line.isBranch(task.branch().name())
                ? Retry.after(verdicts, newest(handle, task), cause)
                : Retry.afterProposed(verdicts, task.maxAttempts(), cause);
    }

    private static Retry.Cause cause(TaskRow task, Report report) {
        var lasting = task.cancelAskedBy() != null || report instanceof Report.Refused;
        return lasting ? Retry.Cause.LASTING : Retry.Cause.PASSING;
    }

    private static boolean newest(Handle handle, TaskRow task) {
        return task.branch()
                        .bind(
                                handle.createQuery(
                                        """
                                        select newest_position from branch
                                        where repository_id = :repository and name = :branch
                                        """))
                        .mapTo(Long.class)
                        .one()
                == task.position();
    }

    private static void started(Handle handle, AttemptKey key, Instant since) {
        handle.createUpdate(
                        """
                        update attempt set status = 'running', started_at = :since
                        where task_id = :task and number = :number and %s
                        """
                                .formatted(TaskRuns.NOT_OVER))
                .bind("since", since)
                .bind("task", key.task().value())
                .bind("number", key.number())
                .execute();
    }

    private static void finished(
            Writes writes, AttemptKey key, Attempt.Ended ended, Report report) {
        var note = report.note();
        writes.add(FINISHED)
                .bind("status", ended.status().word())
                .bind("started", ended.startedAt())
                .bind("finished", ended.finishedAt())
                .bind("exitCode", exitCode(report), Integer.class)
                .bind("note", note.isEmpty() ? null : Texts.fit(note, NOTE_LENGTH), String.class)
                .bind("task", key.task().value())
                .bind("number", key.number());
    }

    private static @Nullable Integer exitCode(Report report) {
        return report instanceof Report.Finished finished && finished.exitCode() >= 0
                ? finished.exitCode()
                : null;
    }
}
