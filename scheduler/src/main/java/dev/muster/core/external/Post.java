package dev.muster.core.external;

import dev.muster.core.attempt.Attempt;
import dev.muster.core.attempt.Report;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What another scheduler says of one execution.
///
/// @param status where it stands
/// @param attempt its number; null where the scheduler does not count
/// @param runId the scheduler's own name for the execution; null where it gives none
/// @param startedAt when it started; null where that is not said
/// @param finishedAt when it ended; null likewise
/// @param testFlaky whether the scheduler saw it fail and pass by itself
/// @param note for people; may be empty
/// @param said what tells of its failure, such as the end of its log; may be empty
public record Post(
        PostedStatus status,
        @Nullable Integer attempt,
        @Nullable String runId,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        boolean testFlaky,
        String note,
        String said) {

    /// One that tells nothing of a failure.
    public Post(
            PostedStatus status,
            @Nullable Integer attempt,
            @Nullable String runId,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            boolean testFlaky,
            String note) {
        this(status, attempt, runId, startedAt, finishedAt, testFlaky, note, "");
    }

    /// As a report about an attempt that has come this far.
    ///
    /// @param now when it came; no time of the other clock counts that lies behind it
    public Report report(Attempt before, Instant now) {
        var verdict = status.verdict();
        if (verdict == null) {
            return new Report.Started(startedAt == null ? now : earlier(startedAt, now));
        }
        var finished = finishedAt == null ? now : earlier(finishedAt, now);
        return new Report.Finished(verdict, started(before, finished), finished, -1, note);
    }

    private Instant started(Attempt before, Instant finished) {
        if (startedAt != null) {
            return earlier(startedAt, finished);
        }
        return before instanceof Attempt.Running(var since) ? earlier(since, finished) : finished;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
