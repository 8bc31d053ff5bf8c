package dev.muster.adapter.jdbc;

import dev.muster.core.ci.Verdict;
import dev.muster.core.stability.Evidence;
import dev.muster.core.stability.Footing;
import dev.muster.core.stability.History;
import dev.muster.core.stability.StabilityPolicy;
import dev.muster.core.stability.Thresholds;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;

/// How a target stands before a result is weighed: its history, what the configuration and the
/// gardeners say, and by which thresholds it is judged.
///
/// @param history the commits known by now
/// @param footing how it stands
/// @param watching whether its flakes were watched by now
/// @param policy by which it is judged
/// @param mendedAt position up to which runs do not count: when its quarantine began, or when
///   somebody closed its issue; -1: all count
/// @param state word of the state by now; null where nothing was known
/// @param since when that state began; null where nothing was known
/// @param passed runs of the task in question that count and passed
/// @param failed those that failed
record Footings(
        History history,
        Footing footing,
        boolean watching,
        StabilityPolicy policy,
        long mendedAt,
        @Nullable String state,
        @Nullable Instant since,
        int passed,
        int failed) {

    private static final String READ =
            """
            select s.history, s.watched, s.state, s.since, s.mended_position, c.bringup, c.flakiness_threshold,
                c.ignore_flakiness, c.thresholds, r.stability,
                (select count(*) from attempt a where a.task_id = :task and not a.discounted
                    and a.number <> :number and a.status = 'succeeded') as task_passed,
                (select count(*) from attempt a where a.task_id = :task and not a.discounted
                    and a.number <> :number and (a.status in ('failed', 'timed_out')
                        or (a.status = 'succeeded' and a.test_flaky))) as task_failed,
                (select max(coalesce(q.mended_position, q.from_position)) from quarantine q
                    where q.repository_id = r.id and q.active = :active) as quarantined_at
            from repository r
            left join grid_column c on c.repository_id = r.id and c.branch = :branch
                and c.target = :target
            left join target_stability s on s.repository_id = r.id and s.branch = :branch
                and s.target = :target
            where r.id = :repository
            """;

    static Footings read(Handle handle, BranchKey branch, String target) {
        return query(handle, branch, target)
                .bind("task", "")
                .bind("number", 0)
                .map((row, _) -> of(row, Run.NONE))
                .one();
    }

    /// A run of a task that counts, known before it is written.
    ///
    /// @param number of its attempt
    /// @param passed 1 where it passed
    /// @param failed 1 where it failed
    record Run(int number, int passed, int failed) {

        /// All are written.
        static final Run NONE = new Run(0, 0, 0);

        static Run of(int number, Verdict verdict) {
            return switch (verdict) {
                case PASSED -> new Run(number, 1, 0);
                case FAILED, TIMED_OUT -> new Run(number, 0, 1);
                case CANCELLED, INFRA_FAILED -> new Run(number, 0, 0);
            };
        }
    }

    /// The same, with the runs of a task.
    ///
    /// @param run one of them that is not written yet
    static Footings of(Handle handle, TaskRow task, Run run) {
        return query(handle, task.branch(), task.target())
                .bind("task", task.id())
                .bind("number", run.number())
                .map((row, _) -> of(row, run))
                .one();
    }

    private static Query query(Handle handle, BranchKey branch, String target) {
        return branch.bind(handle.createQuery(READ))
                .bind("target", target)
                .bind("active", active(branch.name(), target));
    }

    /// What tells the one active quarantine of a target.
    static String active(String branch, String target) {
        return branch + " " + target;
    }

    private static Footings of(ResultSet row, Run run) throws SQLException {
        var history = row.getString("history");
        var quarantined = Rows.number(row, "quarantined_at");
        var known = history != null;
        return new Footings(
                known ? History.of(history) : History.EMPTY,
                footing(row, quarantined),
                row.getBoolean("watched"),
                policy(row),
                Math.max(
                        quarantined == null ? -1 : quarantined,
                        Objects.requireNonNullElse(Rows.number(row, "mended_position"), -1L)),
                row.getString("state"),
                Rows.instant(row, "since"),
                row.getInt("task_passed") + run.passed(),
                row.getInt("task_failed") + run.failed());
    }

    private static Footing footing(ResultSet row, @Nullable Long quarantined) throws SQLException {
        if (row.getBoolean("bringup")) {
            return Footing.BRINGUP;
        }
        if (quarantined != null) {
            return Footing.QUARANTINED;
        }
        return row.getBoolean("watched") ? Footing.WATCHED : Footing.BLOCKING;
    }

    private static StabilityPolicy policy(ResultSet row) throws SQLException {
        var own = row.getString("thresholds");
        var policy =
                Thresholds.of(own == null ? "" : own)
                        .over(Thresholds.of(row.getString("stability")))
                        .over(StabilityPolicy.DEFAULT)
                        .tolerating(row.getDouble("flakiness_threshold"));
        return row.getBoolean("ignore_flakiness") ? policy.ignoring() : policy;
    }

    /// What the runs say that count.
    Evidence evidence(History of) {
        return Evidence.of(mendedAt < 0 ? of : of.after(mendedAt));
    }

    /// Whether the target is watched from now on: a watched one that breaks or is quarantined stays
    /// so meanwhile, and is watched again when that is over.
    boolean watched(String newState) {
        return newState.equals("watch")
                || (watching && (newState.equals("broken") || newState.equals("quarantined")));
    }
}
