package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.evidence.TargetSummaries;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.stability.StabilityRows;
import dev.muster.adapter.jdbc.stability.TreeRows;
import dev.muster.adapter.jdbc.tasks.GridRows;
import dev.muster.core.ci.Cell;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskStatus;
import dev.muster.reporting.Summaries;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Makes the summaries anew from tasks and decisions. Columns stay: their places are what the rows
/// are written by.
public final class JdbcSummaries implements Summaries {

    /// Rows of the grid that are made at once: a long history does not fit into memory.
    private static final int STRETCH = 500;

    private static final String SKIPPED =
            """
            select l.position, c.ordinal
            from landed_commit l
            join decision d on d.plan_id = l.plan_id and d.decision = 'skip'
            join grid_column c on c.repository_id = l.repository_id
                and c.branch = l.branch and c.target = d.target
            where l.repository_id = :repository and l.branch = :branch
                and l.position between :from and :until
            """;

    private static final String TASKS =
            """
            select t.position, c.ordinal, t.status, t.flaky, t.attempts
            from task t
            join grid_column c on c.repository_id = t.repository_id
                and c.branch = t.branch and c.target = t.target
            where t.repository_id = :repository and t.branch = :branch
                and t.position between :from and :until
            """;

    private final Transactions transactions;
    private final Clock clock;

    public JdbcSummaries(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public void rebuild(RepoSlug repo, String branch) {
        transactions.run(
                handle ->
                        BranchKey.find(handle, repo, branch)
                                .ifPresent(key -> rebuild(handle, key)));
    }

    private void rebuild(Handle handle, BranchKey branch) {
        var newest = branch.lockNewest(handle);
        targets(handle, branch, clock.instant());
        rows(handle, branch, newest);
        TreeRows.create(handle, branch, clock.instant());
        TreeRows.recompute(handle, branch, clock.instant());
    }

    private static void targets(Handle handle, BranchKey branch, Instant now) {
        branch.bind(
                        handle.createUpdate(
                                """
                                delete from target_summary
                                where repository_id = :repository and branch = :branch
                                """))
                .execute();
        branch.bind(
                        handle.createUpdate(
                                """
                                insert into target_summary (repository_id, branch, target, finished,
                                    passed, failed, flaky)
                                select repository_id, branch, target, count(verdict),
                                    count(case when verdict = 'succeeded' then 1 end),
                                    count(case when verdict in ('failed', 'timed_out') then 1 end),
                                    count(case when flaky then 1 end)
                                from task where repository_id = :repository and branch = :branch
                                group by repository_id, branch, target
                                """))
                .execute();
        branch.bind(
                        handle.createQuery(
                                """
                                select target from target_summary
                                where repository_id = :repository and branch = :branch
                                order by target
                                """))
                .mapTo(String.class)
                .list()
                .forEach(
                        target -> {
                            TargetSummaries.readEnds(handle, branch, target);
                            if (Line.isBranch(branch.name())) {
                                StabilityRows.rebuild(handle, branch, target, now);
                            }
                        });
    }

    private static void rows(Handle handle, BranchKey branch, long newest) {
        branch.bind(
                        handle.createUpdate(
                                """
                                update grid_row set cells = ''
                                where repository_id = :repository and branch = :branch
                                """))
                .execute();
        for (var from = 1L; from <= newest; from += STRETCH) {
            var rows = new TreeMap<Long, Map<Integer, Character>>();
            stretch(handle, branch, SKIPPED, from)
                    .map((row, _) -> put(rows, row, Cell.SKIPPED))
                    .list();
            stretch(handle, branch, TASKS, from).map((row, _) -> put(rows, row, cell(row))).list();
            rows.forEach((position, cells) -> GridRows.put(handle, branch, position, cells));
        }
    }

    private static Query stretch(Handle handle, BranchKey branch, String query, long from) {
        return branch.bind(handle.createQuery(query))
                .bind("from", from)
                .bind("until", from + STRETCH - 1);
    }

    private static char cell(ResultSet row) throws SQLException {
        return Cell.of(
                TaskStatus.of(row.getString("status")),
                row.getBoolean("flaky"),
                row.getInt("attempts"));
    }

    private static char put(Map<Long, Map<Integer, Character>> rows, ResultSet row, char cell)
            throws SQLException {
        rows.computeIfAbsent(row.getLong("position"), _ -> new HashMap<>())
                .put(row.getInt("ordinal"), cell);
        return cell;
    }
}
