package dev.muster.adapter.jdbc;

import org.jdbi.v3.core.Handle;

import java.util.Map;

/// What is known of a task and its target where a verdict is weighed. The target's summary row is
/// locked.
///
/// @param runs the task's attempts
/// @param ends what depends on the order of commits
/// @param footings how the target stands
record Known(TaskRuns runs, SummaryEnds ends, Footings footings) {

    /// Reads it, locking the summary row after the task's own, which the caller has locked.
    static Known of(Handle handle, TaskRow task) {
        var reads = new Reads();
        var known = new Asked(reads);
        reads.execute(handle, Map.of("task", task.id()));
        return known.answer();
    }

    /// With the task's attempts as they are to be.
    Known with(TaskRuns changed) {
        return new Known(changed, ends, footings);
    }

    /// The same, of `:task`, to be read with other things.
    static final class Asked {

        private final Reads.Read<TaskRuns.Row> runs;
        private final Reads.Read<SummaryEnds> ends;
        private final Reads.Read<Footings> footings;

        Asked(Reads reads) {
            this.ends = TargetSummaries.lock(reads);
            // What is weighed changes only under the lock on the summary, so it is read after.
            this.runs = TaskRuns.read(reads);
            this.footings = Footings.read(reads);
        }

        Known answer() {
            return new Known(
                    new TaskRuns(runs.all()),
                    ends.one().orElseThrow(),
                    footings.one().orElseThrow());
        }
    }
}
