package dev.muster.core.backfill;

import dev.muster.core.ci.TaskStatus;

/// What is known of one target on one commit, as far as backfill cares.
public enum Slot {
    /// there is no task
    NONE,
    /// nothing has been decided to run it yet
    WAITING,
    /// queued, dispatched or running
    ACTIVE,
    /// the code under test is good
    PASSED,
    /// the code under test failed, or its time was up
    FAILED,
    /// ended for a cause outside the code, or stopped by somebody
    BROKEN_OFF,
    /// ended without a judgement
    NEUTRAL,
    /// will not run
    SKIPPED;

    /// The slot of a task in this status.
    public static Slot of(TaskStatus status) {
        return switch (status) {
            case WAITING -> WAITING;
            case QUEUED, DISPATCHED, RUNNING -> ACTIVE;
            case SUCCEEDED -> PASSED;
            case FAILED, TIMED_OUT -> FAILED;
            case INFRA_FAILURE, CANCELLED -> BROKEN_OFF;
            case NEUTRAL -> NEUTRAL;
            case SKIPPED -> SKIPPED;
        };
    }

    /// Whether a run is under way or has ended, however it did.
    boolean ran() {
        return switch (this) {
            case ACTIVE, PASSED, FAILED, BROKEN_OFF, NEUTRAL -> true;
            case NONE, WAITING, SKIPPED -> false;
        };
    }

    /// Whether it tells the code's state.
    boolean isJudged() {
        return this == PASSED || this == FAILED;
    }

    /// Whether a run is under way or has told the code's state.
    boolean isCovered() {
        return isJudged() || this == ACTIVE;
    }
}
