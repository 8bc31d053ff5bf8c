package dev.muster.core.attempt;

import dev.muster.core.ci.Verdict;

import java.util.List;

/// Whether an ended attempt is followed by another one without anybody asking.
///
/// Only attempts since the task was last asked for count, so a rerun gets its own retries.
public final class Retry {

    /// The most executions of a task whose attempts end for causes outside the code.
    public static final int INFRA_LIMIT = 3;

    /// How many failed runs on the newest commit are followed by another.
    public static final int FAILURE_RETRIES = 1;

    private Retry() {}

    /// Whether a verdict may be followed by another attempt at all.
    public static boolean mayFollow(Verdict verdict) {
        return switch (verdict) {
            case INFRA_FAILED, FAILED, TIMED_OUT -> true;
            case PASSED, CANCELLED -> false;
        };
    }

    /// @param verdicts of the attempts since the task was planned or last rerun, oldest first; the
    ///   last one is the attempt that just ended
    /// @param newestCommit whether the task's commit is the newest of its branch
    /// @param cause why the last attempt must not be followed by another, or may
    public static Decision after(List<Verdict> verdicts, boolean newestCommit, Cause cause) {
        if (verdicts.isEmpty() || cause == Cause.LASTING) {
            return Decision.STAY;
        }
        var infra = verdicts.stream().filter(verdict -> verdict == Verdict.INFRA_FAILED).count();
        var red = verdicts.size() - infra;
        return switch (verdicts.getLast()) {
            case INFRA_FAILED -> infra < INFRA_LIMIT ? Decision.AGAIN : Decision.STAY;
            case FAILED, TIMED_OUT ->
                    newestCommit && red <= FAILURE_RETRIES ? Decision.AGAIN : Decision.STAY;
            case PASSED, CANCELLED -> Decision.STAY;
        };
    }

    /// The same for a task of a pull request or merge group: as often in all as its target allows.
    ///
    /// @param maxAttempts how many executions that ended red are allowed, `presubmit_max_attempts`;
    ///   those that ended for causes outside the code are bounded by [#INFRA_LIMIT]
    public static Decision afterProposed(List<Verdict> verdicts, int maxAttempts, Cause cause) {
        if (verdicts.isEmpty() || cause == Cause.LASTING) {
            return Decision.STAY;
        }
        var infra = verdicts.stream().filter(verdict -> verdict == Verdict.INFRA_FAILED).count();
        var red = verdicts.size() - infra;
        return switch (verdicts.getLast()) {
            case INFRA_FAILED -> infra < INFRA_LIMIT ? Decision.AGAIN : Decision.STAY;
            case FAILED, TIMED_OUT -> red < maxAttempts ? Decision.AGAIN : Decision.STAY;
            case PASSED, CANCELLED -> Decision.STAY;
        };
    }

    /// Whether what ended the attempt would end the next one too.
    public enum Cause {
        /// the next attempt may go better
        PASSING,
        /// the runner will refuse it again, or somebody wants it stopped
        LASTING
    }

    /// What to do.
    public enum Decision {
        /// another attempt
        AGAIN,
        /// the task's result stands
        STAY
    }
}
