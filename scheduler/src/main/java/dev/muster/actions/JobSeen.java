package dev.muster.actions;

import dev.muster.core.ci.CommitSha;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A job of a workflow run, as GitHub described it.
///
/// @param runId the run
/// @param runAttempt which execution of the run, from 1
/// @param jobId the job
/// @param workflow the workflow's name
/// @param name the job's name
/// @param head the commit that GitHub hangs the run on
/// @param state how far it is
/// @param startedAt when it started; null: not yet
/// @param completedAt when it ended; null: not yet
/// @param trouble what failed besides the target's own step; empty: nothing
public record JobSeen(
        long runId,
        int runAttempt,
        long jobId,
        String workflow,
        String name,
        CommitSha head,
        State state,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        String trouble) {

    /// How far a job is.
    public enum State {
        /// waits for a machine
        QUEUED,
        /// runs
        RUNNING,
        /// ended well
        SUCCESS,
        /// the target's own step failed, or nobody knows which
        FAILURE,
        /// a step before the target's own failed
        SETUP_FAILURE,
        /// was stopped
        CANCELLED,
        /// ran out of time
        TIMED_OUT,
        /// did not run
        SKIPPED
    }
}
