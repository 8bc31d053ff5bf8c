package dev.muster.adapter.jdbc.evidence;

import dev.muster.adapter.jdbc.ground.QueryBundle;
import dev.muster.adapter.jdbc.ground.TaskRow;

import org.jdbi.v3.core.Handle;

import java.util.Map;

/// What is known of a task and its target where a verdict is weighed. The target's summary row is
/// locked.
///
/// @param runs the task's attempts
/// @param ends what depends on the order of commits
/// @param footings how the target stands
public record KnownTask(TaskRuns runs, SummaryEnds ends, Footings footings) {

    /// Reads it, locking the summary row after the task's own, which the caller has locked.
    public static KnownTask of(Handle handle, TaskRow task) {
        var reads = new QueryBundle();
        var known = new Asked(reads);
        reads.execute(handle, Map.of("task", task.id()));
        return known.answer();
    }

    /// With the task's attempts as they are to be.
    public KnownTask with(TaskRuns changed) {
        return new KnownTask(changed, ends, footings);
    }

    /// The same, of `:task`, to be read with other things.
    public static final class Asked {

        private final QueryBundle.Read<TaskRuns.Row> runs;
        private final QueryBundle.Read<SummaryEnds> ends;
        private final QueryBundle.Read<Footings> footings;

        public Asked(QueryBundle reads) {
            this.ends = TargetSummaries.lock(reads);
            // What is weighed changes only under the lock on the summary, so it is read after.
            this.runs = TaskRuns.read(reads);
            this.footings = Footings.read(reads);
        }

        public KnownTask answer() {
            return new KnownTask(
                    new TaskRuns(runs.all()),
                    ends.one().orElseThrow(),
                    footings.one().orElseThrow());
        }
    }
}
