package dev.muster.adapter.jdbc.evidence;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.QueryBundle;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.stability.Evidence;
import dev.muster.core.stability.Footing;
import dev.muster.core.stability.History;
import dev.muster.core.stability.StabilityPolicy;
import dev.muster.core.stability.Thresholds;

import org.jdbi.v3.core.Handle;
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
public record Footings(
        History history,
        Footing footing,
        boolean watching,
        StabilityPolicy policy,
        long mendedAt,
        @Nullable String state,
        @Nullable Instant since) {

    private static final String FROM =
            """
            select s.history, s.watched, s.state, s.since, s.mended_position, c.bringup, c.flakiness_threshold,
                c.ignore_flakiness, c.thresholds, r.stability,
                (select max(coalesce(q.mended_position, q.from_position)) from quarantine q
                    where q.repository_id = r.id and q.active = %1$s) as quarantined_at
            from %2$s
            left join grid_column c on c.repository_id = r.id and c.branch = %3$s
                and c.target = %4$s
            left join target_stability s on s.repository_id = r.id and s.branch = %3$s
                and s.target = %4$s
            where %5$s
            """;

    private static final String READ =
            FROM.formatted(":active", "repository r", ":branch", ":target", "r.id = :repository");

    /// The same of the target of a task.
    private static final String OF_TASK =
            FROM.formatted(
                    ActiveQuarantine.keyOf("t.branch", "t.target"),
                    "task t join repository r on r.id = t.repository_id",
                    "t.branch",
                    "t.target",
                    "t.id = :task");

    public static Footings read(Handle handle, BranchKey branch, String target) {
        return branch.bind(handle.createQuery(READ))
                .bind("target", target)
                .bind("active", ActiveQuarantine.key(branch.name(), target))
                .map((row, _) -> of(row))
                .one();
    }

    /// The same of the target of `:task`.
    public static QueryBundle.Read<Footings> read(QueryBundle reads) {
        return reads.add(OF_TASK, Footings::of);
    }

    private static Footings of(ResultSet row) throws SQLException {
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
                Rows.instant(row, "since"));
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
    public Evidence evidence(History of) {
        return Evidence.of(mendedAt < 0 ? of : of.after(mendedAt));
    }

    /// Whether the target is watched from now on: a watched one that breaks or is quarantined stays
    /// so meanwhile, and is watched again when that is over.
    public boolean watched(String newState) {
        return newState.equals("watch")
                || (watching && (newState.equals("broken") || newState.equals("quarantined")));
    }
}
