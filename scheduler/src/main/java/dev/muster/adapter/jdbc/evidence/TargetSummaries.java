package dev.muster.adapter.jdbc.evidence;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.QueryBundle;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Writes;
import dev.muster.core.ci.TaskStatus;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Map;

/// Keeps the summary row of each target of a branch: counts are moved by what changed, the rest
/// follows from the newest verdict, or is read anew from the ends of an index.
public final class TargetSummaries {
    private static final String KEY =
            "repository_id = :repository and branch = :branch and target = :target";

    private static final String LOCK =
            """
            select newest_run_position, newest_position, last_good_position, first_bad_position,
                red_since
            from target_summary
            where repository_id = (select t.repository_id from task t where t.id = :task)
                and branch = (select t.branch from task t where t.id = :task)
                and target = (select t.target from task t where t.id = :task)
            for update
            """;

    private TargetSummaries() {}

    private static final String UPDATE =
            """
            update target_summary set finished = finished + :finished, passed = passed + :passed,
                failed = failed + :failed, flaky = flaky + :flaky, newest_run_position = :run,
                newest_position = :newest, newest_red = :red, last_good_position = :good,
                first_bad_position = :bad, red_since = :since
            where %s
            """
                    .formatted(KEY);

    /// Adds what a task's change, which is being written, means for its target's row.
    ///
    /// @param known as the row has it, which the caller has locked
    /// @return whether the tree may look different now
    public static boolean update(
            Handle handle, Writes writes, SummaryEnds known, TaskRow before, TaskRow after) {
        SummaryEnds ends;
        if (known.suffice(before, after)) {
            ends = known.after(after);
        } else {
            writes.execute(handle);
            ends = SummaryEnds.read(handle, after.branch(), after.target());
        }
        bind(writes, after.branch(), after.target(), ends)
                .bind("finished", one(after.verdict() != null) - one(before.verdict() != null))
                .bind("passed", one(passed(after)) - one(passed(before)))
                .bind("failed", one(failed(after)) - one(failed(before)))
                .bind("flaky", one(after.flaky()) - one(before.flaky()));
        // It is red now, or unknown.
        return known.newest() == null
                || known.red() != null
                || failed(after)
                // A pass that is gone, or an older failure that shows behind it.
                || failed(before);
    }

    private static Writes.Write bind(
            Writes writes, BranchKey branch, String target, SummaryEnds ends) {
        var red = ends.red();
        return branch.bind(writes.add(UPDATE))
                .bind("target", target)
                .bind("run", ends.newestRun(), Long.class)
                .bind("newest", ends.newest(), Long.class)
                .bind("red", red != null)
                .bind("good", ends.lastGood(), Long.class)
                .bind("bad", red == null ? null : red.firstBad(), Long.class)
                .bind("since", red == null ? null : red.since(), Instant.class);
    }

    /// Sets what depends on the order of commits.
    public static void readEnds(Handle handle, BranchKey branch, String target) {
        var writes = new Writes();
        bind(writes, branch, target, SummaryEnds.read(handle, branch, target))
                .bind("finished", 0)
                .bind("passed", 0)
                .bind("failed", 0)
                .bind("flaky", 0);
        writes.execute(handle);
    }

    /// Makes sure that a target has a row.
    public static void create(Handle handle, BranchKey branch, Iterable<String> targets) {
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
    public static void queued(Handle handle, BranchKey branch, Map<String, Long> positions) {
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

    /// Locks the row of the target of `:task`.
    public static QueryBundle.Read<SummaryEnds> lock(QueryBundle reads) {
        return reads.add(LOCK, SummaryEnds::of);
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
