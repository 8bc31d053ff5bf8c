package dev.muster.adapter.jdbc;

import dev.muster.core.ci.Line;
import dev.muster.core.ci.TaskStatus;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes what changed about a task, with the summaries and the event that follow from it.
final class TaskMoves {

    private static final String UPDATE =
            """
            update task set status = :status, flaky = :flaky, verdict = :verdict,
                verdict_at = :verdictAt, attempts = :attempts, updated_at = :now,
                finished_at = :finishedAt
            where id = :id
            """;

    private TaskMoves() {}

    /// Writes a task's new state. The caller holds the lock on its row.
    static void save(Handle handle, TaskRow before, TaskRow after, Instant now) {
        put(handle, after, now);
        var treeMayChange = summarize(handle, before, after, now);
        if (before.cell() != after.cell()) {
            GridRows.set(handle, after);
        }
        CheckDue.mark(handle, after.branch(), after.sha(), now);
        if (treeMayChange) {
            TreeRows.recompute(handle, after.branch(), now);
        }
    }

    /// Writes a task's new state and tells of it, without what follows from it in other tables.
    static void put(Handle handle, TaskRow after, Instant now) {
        bind(handle.createUpdate(UPDATE), after, now).execute();
        EventLog.task(handle, after, now);
    }

    /// The same for several tasks.
    static void put(Handle handle, List<TaskRow> after, Instant now) {
        var batch = handle.prepareBatch(UPDATE);
        for (var task : after) {
            bind(batch, task, now).add();
            EventLog.task(handle, task, now);
        }
        batch.execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, TaskRow after, Instant now) {
        return statement
                .bind("status", after.status().word())
                .bind("flaky", after.flaky())
                .bind("verdict", word(after))
                .bind("verdictAt", after.verdictAt())
                .bind("attempts", after.attempts())
                .bind("now", now)
                .bind("finishedAt", after.status().ended() ? now : null)
                .bind("id", after.id());
    }

    private static @Nullable String word(TaskRow task) {
        return task.verdict() == null ? null : task.verdict().word();
    }

    private static boolean summarize(Handle handle, TaskRow before, TaskRow after, Instant now) {
        var judged =
                before.verdict() != after.verdict()
                        || before.flaky() != after.flaky()
                        || !Objects.equals(before.verdictAt(), after.verdictAt());
        var started = before.status() == TaskStatus.WAITING && after.status() != TaskStatus.WAITING;
        if (!judged) {
            if (started) {
                TargetSummaries.queued(
                        handle, after.branch(), Map.of(after.target(), after.position()));
            }
            return false;
        }
        var treeMayChange = TargetSummaries.update(handle, before, after);
        if (Line.isBranch(after.branch().name())) {
            StabilityRows.update(handle, after, now);
        }
        return treeMayChange;
    }
}
