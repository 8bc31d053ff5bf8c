package dev.muster.adapter.jdbc;

import dev.muster.core.ci.TaskStatus;

import org.jdbi.v3.core.Handle;

import java.util.List;
import java.util.Map;

/// Keeps the summary row of each target of a branch: counts are moved by what changed, the rest is
/// read anew from the ends of an index.
final class TargetSummaries {
    /// What depends on the order of commits: the newest commit it ran on, the newest verdict, and
    /// where the present red streak began. In this order: each step reads what the one before
    /// wrote.
    private static final List<String> ENDS =
            List.of(
                    """
                    update target_summary set
                        newest_run_position = (select max(t.position) from task t
                            where t.repository_id = :repository and t.branch = :branch
                            and t.target = :target and t.status <> 'waiting'),
                        newest_position = (select max(t.position) from task t
                            where t.repository_id = :repository and t.branch = :branch
                            and t.target = :target and t.verdict is not null)
                    where repository_id = :repository and branch = :branch
                        and target = :target
                    """,
                    """
                    update target_summary set
                        newest_red = coalesce((select t.verdict in ('failed', 'timed_out')
                            from task t where t.repository_id = :repository
                            and t.branch = :branch and t.target = :target
                            and t.position = target_summary.newest_position), false),
                        last_good_position = (select max(t.position) from task t
                            where t.repository_id = :repository and t.branch = :branch
                            and t.target = :target and t.verdict = 'succeeded')
                    where repository_id = :repository and branch = :branch
                        and target = :target
                    """,
                    """
                    update target_summary set
                        first_bad_position = case when newest_red then (
                            select min(t.position) from task t
                            where t.repository_id = :repository and t.branch = :branch
                            and t.target = :target
                            and t.verdict in ('failed', 'timed_out')
                            and t.position
                                > coalesce(target_summary.last_good_position, 0)) end
                    where repository_id = :repository and branch = :branch
                        and target = :target
                    """,
                    """
                    update target_summary set
                        red_since = (select t.verdict_at from task t
                            where t.repository_id = :repository and t.branch = :branch
                            and t.target = :target
                            and t.position = target_summary.first_bad_position)
                    where repository_id = :repository and branch = :branch
                        and target = :target
                    """);

    private static final String KEY =
            "repository_id = :repository and branch = :branch and target = :target";

    private TargetSummaries() {}

    /// Locks the target's row and applies a task's change to it.
    ///
    /// @return whether the tree may look different now
    static boolean update(Handle handle, TaskRow before, TaskRow after) {
        var closing = lock(handle, after);
        var finished = one(after.verdict() != null) - one(before.verdict() != null);
        var passed = one(passed(after)) - one(passed(before));
        var failed = one(failed(after)) - one(failed(before));
        var flaky = one(after.flaky()) - one(before.flaky());
        after.branch()
                .bind(
                        handle.createUpdate(
                                """
                                update target_summary set finished = finished + :finished,
                                    passed = passed + :passed, failed = failed + :failed,
                                    flaky = flaky + :flaky
                                where %s
                                """
                                        .formatted(KEY)))
                .bind("target", after.target())
                .bind("finished", finished)
                .bind("passed", passed)
                .bind("failed", failed)
                .bind("flaky", flaky)
                .execute();
        readEnds(handle, after.branch(), after.target());
        return closing
                || failed(after)
                // A pass that is gone, or an older failure that shows behind it.
                || failed(before);
    }

    /// Sets what depends on the order of commits.
    static void readEnds(Handle handle, BranchKey branch, String target) {
        for (var step : ENDS) {
            branch.bind(handle.createUpdate(step)).bind("target", target).execute();
        }
    }

    /// Makes sure that a target has a row.
    static void create(Handle handle, BranchKey branch, Iterable<String> targets) {
        var batch =
                handle.prepareBatch(
                        """
                        insert into target_summary (repository_id, branch, target)
                        values (:repository, :branch, :target) on conflict do nothing
                        """);
        for (var target : targets) {
            batch.bind("repository", branch.repository())
                    .bind("branch", branch.name())
                    .bind("target", target)
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /// Notes the newest commit that targets are queued on.
    ///
    /// @param positions by target; several in the order of their names
    static void queued(Handle handle, BranchKey branch, Map<String, Long> positions) {
        var batch =
                handle.prepareBatch(
                        """
                        update target_summary set newest_run_position = :position
                        where repository_id = :repository and branch = :branch
                            and target = :target
                            and coalesce(newest_run_position, 0) < :position
                        """);
        positions.forEach(
                (target, position) ->
                        batch.bind("position", position)
                                .bind("repository", branch.repository())
                                .bind("branch", branch.name())
                                .bind("target", target)
                                .add());
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /// Locks the row.
    ///
    /// @return whether any change to it may change the tree: it is red now, or unknown
    private static boolean lock(Handle handle, TaskRow task) {
        return task.branch()
                .bind(
                        handle.createQuery(
                                "select newest_red or newest_position is null"
                                        + " from target_summary where %s for update"
                                                .formatted(KEY)))
                .bind("target", task.target())
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean passed(TaskRow task) {
        return task.verdict() == TaskStatus.SUCCEEDED;
    }

    private static boolean failed(TaskRow task) {
        return task.verdict() != null && task.verdict().isRed();
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }
}
