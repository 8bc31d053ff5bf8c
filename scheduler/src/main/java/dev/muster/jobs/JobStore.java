package dev.muster.jobs;

import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskId;
import dev.muster.core.ci.TaskStatus;
import dev.muster.identity.ActionsJob;

import java.util.List;

/// The attempts that jobs execute.
public interface JobStore {

    /// Brings what a job says into the attempt that it may speak for.
    Heard take(ActionsJob job, JobPost post);

    /// What came of it.
    ///
    /// @param outcome for the job
    /// @param moved the attempts about which something changed
    record Heard(Outcome outcome, List<AttemptKey> moved) {
        public Heard {
            moved = List.copyOf(moved);
        }
    }

    /// The answer to a job.
    sealed interface Outcome {

        /// @param task the task
        /// @param line its line's text
        /// @param status where its attempt stands
        /// @param attempt which execution of the task it is
        /// @param changed whether the job said something new
        /// @param parameters values that the job is to run with instead of declared properties, as
        ///   a JSON object
        record Taken(
                TaskId task,
                String line,
                TaskStatus status,
                int attempt,
                boolean changed,
                String parameters)
                implements Outcome {}

        /// Another execution has the target, or none is wanted any more: the job need not run it,
        /// and its result does not count.
        ///
        /// @param why a sentence
        record Twin(String why) implements Outcome {}

        /// The job has no business with the target.
        ///
        /// @param why a sentence
        record NotYours(String why) implements Outcome {}
    }
}
