package dev.muster.reporting;

import dev.muster.core.attempt.Report;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskStatus;

/// Takes reports about attempts.
public interface Results {

    /// Applies a report, with all that follows from it in one transaction: the attempt, the task's
    /// result, a retry where one is due, the summaries, the tree, the event for the dashboard.
    /// Reports may come twice, late or out of order.
    Recorded record(AttemptKey attempt, Report report);

    /// What a report changed.
    sealed interface Recorded {
        /// @param task where the task stands now
        record Changed(TaskStatus task) implements Recorded {}

        /// It said nothing new.
        record Unchanged() implements Recorded {}

        /// The attempt was final already.
        record Late() implements Recorded {}

        /// There is no such attempt.
        record NoSuchAttempt() implements Recorded {}
    }
}
