package dev.muster.adapter.jdbc.reporting;

import dev.muster.adapter.jdbc.evidence.TaskRuns;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.core.attempt.Attempt;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Verdict;
import dev.muster.core.external.Execution;
import dev.muster.core.external.Executions;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;

/// The executions of other schedulers as rows of attempts.
final class ExternalAttempts {

    private static final int RUNNER_LENGTH = 50;
    private static final int BUILD_LENGTH = 300;
    private static final int NOTE_LENGTH = 2000;
    private static final int LINK_LENGTH = 2000;

    private ExternalAttempts() {}

    static Executions of(Handle handle, String task) {
        return new Executions(
                handle.createQuery("select * from attempt where task_id = :task")
                        .bind("task", task)
                        .map((row, _) -> read(row))
                        .list());
    }

    private static Execution read(ResultSet row) throws SQLException {
        return new Execution(
                row.getInt("number"),
                row.getString("build"),
                attempt(row),
                row.getBoolean("test_flaky"));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        var status = TaskStatus.of(row.getString("status"));
        if (status.ended()) {
            var verdict =
                    Arrays.stream(Verdict.values())
                            .filter(it -> it.status() == status)
                            .findFirst()
                            .orElseThrow();
            return new Attempt.Ended(
                    verdict, Rows.time(row, "started_at"), Rows.time(row, "finished_at"));
        }
        return status == TaskStatus.RUNNING
                ? new Attempt.Running(Rows.time(row, "started_at"))
                : new Attempt.Dispatched(Rows.time(row, "dispatched_at"));
    }

    /// What is written beside the execution.
    ///
    /// @param scheduler who runs it
    /// @param logUrl null: as it was
    /// @param note empty: as it was
    record Beside(String scheduler, @Nullable String logUrl, String note) {}

    static void insert(
            Handle handle, String task, Execution execution, Beside beside, Instant now) {
        handle.createUpdate(
                        """
                        insert into attempt (task_id, number, status, cause, runner, dispatched_at)
                        values (:task, :number, 'dispatched', :cause, :runner, :now)
                        """)
                .bind("task", task)
                .bind("number", execution.number())
                .bind("cause", execution.number() == 1 ? "plan" : "rerun")
                .bind("runner", Texts.fit(beside.scheduler(), RUNNER_LENGTH))
                .bind("now", now)
                .execute();
        update(handle, task, execution, beside, now);
    }

    /// Changes an attempt that has not ended; one that has stays as it is.
    static void update(
            Handle handle, String task, Execution execution, Beside beside, Instant now) {
        var attempt = execution.attempt();
        handle.createUpdate(
                        """
                        update attempt set status = :status, started_at = :started,
                            finished_at = :finished, build = :build, test_flaky = :flaky,
                            log_url = coalesce(:log, log_url), note = coalesce(:note, note),
                            agreed_at = :now
                        where task_id = :task and number = :number and %s
                        """
                                .formatted(TaskRuns.NOT_OVER))
                .bind("status", attempt.status().word())
                .bind("started", started(attempt))
                .bind("finished", attempt instanceof Attempt.Ended it ? it.finishedAt() : null)
                .bindByType("build", fit(execution.runId(), BUILD_LENGTH), String.class)
                .bind("flaky", execution.testFlaky())
                .bindByType("log", fit(beside.logUrl(), LINK_LENGTH), String.class)
                .bindByType(
                        "note",
                        beside.note().isEmpty() ? null : Texts.fit(beside.note(), NOTE_LENGTH),
                        String.class)
                .bind("now", now)
                .bind("task", task)
                .bind("number", execution.number())
                .execute();
    }

    private static @Nullable Instant started(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Dispatched _ -> null;
            case Attempt.Running(var since) -> since;
            case Attempt.Ended ended -> ended.startedAt();
        };
    }

    private static @Nullable String fit(@Nullable String text, int length) {
        return text == null ? null : Texts.fit(text, length);
    }
}
