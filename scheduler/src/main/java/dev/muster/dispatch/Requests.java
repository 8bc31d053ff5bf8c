package dev.muster.dispatch;

import dev.muster.core.ci.TaskId;

/// What people ask of tasks. Everything that is accepted goes to the audit log.
public interface Requests {

    /// Runs a task again that has ended, or at once where it waits.
    Outcome rerun(TaskId task, String who, String reason);

    /// Stops a task: one that waits or is queued at once, one that runs as soon as its runner has
    /// stopped it.
    Outcome cancel(TaskId task, String who, String reason);

    /// What came of a request.
    sealed interface Outcome {
        /// @param task the task
        record Accepted(TaskId task) implements Outcome {}

        /// There is no such task.
        record NotFound() implements Outcome {}

        /// @param why a sentence for the person who asked
        record NotPossible(String why) implements Outcome {}
    }
}
