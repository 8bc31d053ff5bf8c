package dev.muster.adapter.jdbc.evidence;

import dev.muster.adapter.jdbc.ground.QueryBundle;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.attempt.Attempt;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Verdict;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The attempts of a task.
///
/// @param rows in the order of their numbers
public record TaskRuns(List<Row> rows) {

    private static final String READ =
            """
            select number, status, cause, dispatched_at, started_at, finished_at, discounted,
                test_flaky
            from attempt where task_id = :task order by number
            """;

    /// What of a condition says that an attempt, which its key names, is not over. That it has no
    /// `finished_at` says the same, but there is an index of those that have none: PostgreSQL takes
    /// it for the shorter way to a row and looks through all that run anywhere.
    public static final String NOT_OVER = "status in ('dispatched', 'running')";

    /// One attempt.
    ///
    /// @param number which
    /// @param status where it stands
    /// @param times when it came so far
    /// @param retry whether it follows another by itself
    /// @param discounted whether it says nothing about the target
    /// @param flaky whether its runner saw it fail before it passed
    public record Row(
            int number,
            TaskStatus status,
            Times times,
            boolean retry,
            boolean discounted,
            boolean flaky) {

        private Attempt attempt() {
            if (status.ended()) {
                return new Attempt.Ended(
                        verdict(status),
                        Objects.requireNonNull(times.started()),
                        Objects.requireNonNull(times.finished()));
            }
            return status == TaskStatus.RUNNING
                    ? new Attempt.Running(Objects.requireNonNull(times.started()))
                    : new Attempt.Dispatched(times.dispatched());
        }

        private Row as(Attempt.Ended ended) {
            var then = new Times(times.dispatched(), ended.startedAt(), ended.finishedAt());
            return new Row(number, ended.status(), then, retry, discounted, flaky);
        }
    }

    /// When an attempt came how far.
    ///
    /// @param dispatched handed to a runner
    /// @param started null where that is not known, or not yet
    /// @param finished null where it is not over
    record Times(Instant dispatched, @Nullable Instant started, @Nullable Instant finished) {}

    /// Runs that count.
    ///
    /// @param passed those that passed; one that passed after its runner saw it fail is both
    /// @param failed those that failed
    public record Tally(int passed, int failed) {}

    /// Asks for the attempts of `:task`.
    public static QueryBundle.Read<Row> read(QueryBundle reads) {
        return reads.add(READ, TaskRuns::row);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt("number"),
                TaskStatus.of(row.getString("status")),
                new Times(
                        Rows.time(row, "dispatched_at"),
                        Rows.instant(row, "started_at"),
                        Rows.instant(row, "finished_at")),
                row.getString("cause").equals("retry"),
                row.getBoolean("discounted"),
                row.getBoolean("test_flaky"));
    }

    private static Verdict verdict(TaskStatus status) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.status() == status)
                .findFirst()
                .orElseThrow();
    }

    /// One of them; null where there is none.
    public @Nullable Attempt find(int number) {
        return rows.stream()
                .filter(it -> it.number() == number)
                .findFirst()
                .map(Row::attempt)
                .orElse(null);
    }

    /// With one of them over.
    public TaskRuns with(int number, Attempt.Ended ended) {
        return new TaskRuns(
                rows.stream().map(it -> it.number() == number ? it.as(ended) : it).toList());
    }

    /// What they say about the target.
    public Tally tally() {
        var passed = 0;
        var failed = 0;
        for (var it : rows) {
            var counts = !it.discounted();
            if (counts && it.status() == TaskStatus.SUCCEEDED) {
                passed++;
                failed += it.flaky() ? 1 : 0;
            } else if (counts && it.status().isRed()) {
                failed++;
            }
        }
        return new Tally(passed, failed);
    }

    /// The verdicts of those that are over, since the task was planned or last rerun.
    public List<Verdict> round() {
        var first = rows.stream().filter(it -> !it.retry()).mapToInt(Row::number).max().orElse(0);
        return rows.stream()
                .filter(it -> it.number() >= first && it.times().finished() != null)
                .map(it -> verdict(it.status()))
                .toList();
    }
}
