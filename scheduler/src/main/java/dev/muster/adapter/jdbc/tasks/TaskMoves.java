package dev.muster.adapter.jdbc.tasks;

import dev.muster.adapter.jdbc.evidence.KnownTask;
import dev.muster.adapter.jdbc.evidence.TargetSummaries;
import dev.muster.adapter.jdbc.ground.CheckDue;
import dev.muster.adapter.jdbc.ground.EventLog;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Writes;
import dev.muster.adapter.jdbc.stability.StabilityRows;
import dev.muster.adapter.jdbc.stability.TreeRows;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.TaskStatus;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Writes what changed about a task, with the summaries and the event that follow from it.
public final class TaskMoves {

    private static final String UPDATE =
            """
            update task set status = :status, flaky = :flaky, verdict = :verdict,
                verdict_at = :verdictAt, attempts = :attempts, updated_at = :now,
                finished_at = :finishedAt
            where id = :id
            """;

    private TaskMoves() {}

    /// A change of a task.
    ///
    /// @param before as its row has it, which the caller has locked
    /// @param after as it is to be
    /// @param known of it and its target, with what is being written; null: all is written, and
    ///   read where it is needed
    /// @param at when
    public record Move(TaskRow before, TaskRow after, @Nullable KnownTask known, Instant at) {

        private boolean judged() {
            return before.verdict() != after.verdict()
                    || before.flaky() != after.flaky()
                    || !Objects.equals(before.verdictAt(), after.verdictAt());
        }

        private boolean started() {
            return before.status() == TaskStatus.WAITING && after.status() != TaskStatus.WAITING;
        }
    }

    /// Writes that tasks of any commits were handed to a runner, one more attempt of each. Nothing
    /// was judged. The caller holds the locks on their rows.
    public static void handedOut(Handle handle, List<TaskRow> before, Instant now) {
        var after =
                before.stream()
                        .map(it -> it.withAttempts(it.attempts() + 1).moved(TaskStatus.DISPATCHED))
                        .toList();
        put(handle, after, now);
        // Grid rows are locked on the way, always in the same order, so that claims cannot cross.
        after.stream().collect(Collectors.groupingBy(TaskRow::branch)).entrySet().stream()
                .sorted(Comparator.comparing(it -> it.getKey().toString()))
                .forEach(it -> GridRows.set(handle, it.getKey(), it.getValue()));
        after.stream()
                .map(it -> Map.entry(it.branch(), it.sha()))
                .distinct()
                .forEach(it -> CheckDue.mark(handle, it.getKey(), it.getValue(), now));
    }

    /// Writes a task's new state. The caller holds the lock on its row.
    public static void save(Handle handle, TaskRow before, TaskRow after, Instant now) {
        var writes = new Writes();
        save(handle, writes, new Move(before, after, null, now));
        writes.execute(handle);
    }

    /// Adds a task's new state to what is being written, and what follows from it.
    public static void save(Handle handle, Writes writes, Move move) {
        var after = move.after();
        put(handle, writes, after, move.at());
        var treeMayChange = summarize(handle, writes, move);
        if (move.before().cell() != after.cell()) {
            GridRows.set(writes, after);
        }
        if (!Line.isBranch(after.branch().name())) {
            writes.execute(handle);
            CheckDue.mark(handle, after.branch(), after.sha(), move.at());
        }
        if (treeMayChange) {
            writes.execute(handle);
            TreeRows.recompute(handle, after.branch(), move.at());
        }
    }

    private static void put(Handle handle, Writes writes, TaskRow after, Instant now) {
        writes.add(UPDATE)
                .bind("status", after.status().word())
                .bind("flaky", after.flaky())
                .bind("verdict", word(after), String.class)
                .bind("verdictAt", after.verdictAt(), Instant.class)
                .bind("attempts", after.attempts())
                .bind("now", now)
                .bind("finishedAt", after.status().ended() ? now : null, Instant.class)
                .bind("id", after.id());
        EventLog.task(handle, after, now);
    }

    /// Writes the new states of several tasks and tells of them, without what follows from it in
    /// other tables.
    public static void put(Handle handle, List<TaskRow> after, Instant now) {
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

    /// @return whether the tree may look different now
    private static boolean summarize(Handle handle, Writes writes, Move move) {
        var after = move.after();
        if (!move.judged()) {
            if (move.started()) {
                TargetSummaries.queued(
                        handle, after.branch(), Map.of(after.target(), after.position()));
            }
            return false;
        }
        var known = move.known();
        if (known == null) {
            known = KnownTask.of(handle, after);
        }
        var treeMayChange =
                TargetSummaries.update(handle, writes, known.ends(), move.before(), after);
        if (Line.isBranch(after.branch().name())) {
            StabilityRows.update(writes, move.after(), known, move.at());
        }
        return treeMayChange;
    }
}
