package dev.muster.core.external;

import dev.muster.core.attempt.Attempt;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What the executions of a task say together.
///
/// @param status of the newest
/// @param attempts how many there were, counting those not told of
/// @param verdict the newest judgement of the code; null when there is none
/// @param verdictAt when that was
/// @param flaky whether it passed after failing on the same commit, or its scheduler says so
public record Standing(
        TaskStatus status,
        int attempts,
        @Nullable TaskStatus verdict,
        @Nullable Instant verdictAt,
        boolean flaky) {

    /// @param executions at least one
    public static Standing of(Executions executions) {
        var newest = executions.all().getLast();
        TaskStatus verdict = null;
        Instant at = null;
        var flaky = false;
        var red = false;
        for (var execution : executions.all()) {
            if (execution.attempt() instanceof Attempt.Ended ended && judges(ended.verdict())) {
                verdict = ended.status();
                at = ended.finishedAt();
                flaky = verdict == TaskStatus.SUCCEEDED && (red || execution.testFlaky());
                red |= verdict.isRed() || execution.testFlaky();
            }
        }
        return new Standing(newest.attempt().status(), newest.number(), verdict, at, flaky);
    }

    private static boolean judges(Verdict verdict) {
        return switch (verdict) {
            case PASSED, FAILED, TIMED_OUT -> true;
            case CANCELLED, INFRA_FAILED -> false;
        };
    }
}
