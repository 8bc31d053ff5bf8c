package dev.muster.adapter.jdbc.reporting;

import dev.muster.adapter.jdbc.evidence.KnownTask;
import dev.muster.adapter.jdbc.evidence.TaskRuns;
import dev.muster.adapter.jdbc.ground.QueryBundle;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.tasks.QueueRows;
import dev.muster.core.attempt.Attempt;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/// The task that a report is about, with what is needed to apply it, read at once. Its place in the
/// queue, its row and its target's summary are locked, in this order.
///
/// @param task as its row has it
/// @param runs its attempts
/// @param known with its target; null where it was not asked for
record Reported(TaskRow task, TaskRuns runs, @Nullable KnownTask known) {

    /// With what it takes to weigh a verdict.
    static Optional<Reported> withTarget(Handle handle, String task) {
        var reads = new QueryBundle();
        var row = locked(reads);
        var known = new KnownTask.Asked(reads);
        reads.execute(handle, Map.of("task", task));
        return row.one().map(it -> of(it, known.answer()));
    }

    private static Reported of(TaskRow task, KnownTask known) {
        return new Reported(task, known.runs(), known);
    }

    /// Only what it takes to note that it started.
    static Optional<Reported> alone(Handle handle, String task) {
        var reads = new QueryBundle();
        var row = locked(reads);
        var runs = TaskRuns.read(reads);
        reads.execute(handle, Map.of("task", task));
        return row.one().map(it -> new Reported(it, new TaskRuns(runs.all()), null));
    }

    /// With one of the attempts over.
    Reported with(int number, Attempt.Ended ended) {
        var after = runs.with(number, ended);
        return new Reported(task, after, known == null ? null : known.with(after));
    }

    private static QueryBundle.Read<TaskRow> locked(QueryBundle reads) {
        reads.add(QueueRows.LOCK, row -> row.getString("task_id"));
        return reads.add(TaskRow.LOCK, TaskRow::read);
    }
}
