package dev.muster.adapter.jdbc.stability;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.tree.BlockingTarget;
import dev.muster.core.tree.BlockingTarget.Newest;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Reads the targets that may close a branch's tree: each table by its key and put together here,
/// so that no database has to guess how many rows there are.
final class BlockingTargets {

    private BlockingTargets() {}

    /// In the order of the newest configuration; those that never had a task on the branch are left
    /// out, and so are the quarantined.
    static List<BlockingTarget> of(Handle handle, BranchKey branch, Instant now) {
        var newestCommit =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select newest_position from branch
                                        where repository_id = :repository and name = :branch
                                        """))
                        .mapTo(Long.class)
                        .one();
        var summaries = summaries(handle, branch);
        var quarantined = Set.copyOf(QuarantineRows.targets(handle, branch, now));
        return branch
                .bind(
                        handle.createQuery(
                                """
                                select target, owner from grid_column
                                where repository_id = :repository and branch = :branch
                                    and blocking and current_order is not null
                                order by current_order
                                """))
                .map((row, _) -> new Column(row.getString("target"), row.getString("owner")))
                .list()
                .stream()
                .filter(column -> !quarantined.contains(column.target()))
                .flatMap(
                        column ->
                                Optional.ofNullable(summaries.get(column.target()))
                                        .map(
                                                summary ->
                                                        new BlockingTarget(
                                                                column.target(),
                                                                column.owner(),
                                                                newest(
                                                                        handle,
                                                                        branch,
                                                                        summary,
                                                                        newestCommit)))
                                        .stream())
                .toList();
    }

    private record Column(String target, @Nullable String owner) {}

    private record Summary(
            @Nullable Long newest,
            boolean red,
            @Nullable Long firstBad,
            @Nullable Long lastGood,
            @Nullable Instant since) {

        static Summary of(ResultSet row) throws SQLException {
            return new Summary(
                    Rows.number(row, "newest_position"),
                    row.getBoolean("newest_red"),
                    Rows.number(row, "first_bad_position"),
                    Rows.number(row, "last_good_position"),
                    Rows.instant(row, "red_since"));
        }
    }

    private static Map<String, Summary> summaries(Handle handle, BranchKey branch) {
        var found = new HashMap<String, Summary>();
        branch.bind(
                        handle.createQuery(
                                """
                                select target, newest_position, newest_red, first_bad_position,
                                    last_good_position, red_since
                                from target_summary
                                where repository_id = :repository and branch = :branch
                                """))
                .map((row, _) -> Map.entry(row.getString("target"), Summary.of(row)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private static Newest newest(
            Handle handle, BranchKey branch, Summary summary, long newestCommit) {
        if (summary.newest() == null) {
            return new Newest.Unknown();
        }
        var age = newestCommit - summary.newest();
        if (!summary.red()) {
            return new Newest.Passed(age);
        }
        return new Newest.Red(
                age,
                commit(handle, branch, Objects.requireNonNull(summary.firstBad())),
                summary.lastGood() == null ? null : commit(handle, branch, summary.lastGood()),
                Objects.requireNonNull(summary.since()));
    }

    private static CommitSha commit(Handle handle, BranchKey branch, long position) {
        return new CommitSha(
                branch.bind(
                                handle.createQuery(
                                        """
                                        select sha from landed_commit
                                        where repository_id = :repository and branch = :branch
                                            and position = :position
                                        """))
                        .bind("position", position)
                        .mapTo(String.class)
                        .one());
    }
}
