package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.tasks.GridRows;
import dev.muster.adapter.jdbc.tasks.QueueRows;
import dev.muster.adapter.jdbc.tasks.TaskMoves;
import dev.muster.core.ci.TaskStatus;
import dev.muster.plan.Decision;
import dev.muster.plan.Reason;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The runs of older commits that stand in line when the turn of a newer commit comes: they go back
/// to waiting, and the newer commit has their place. A result of the newest commit tells more, and
/// a line behind few runners never grows beyond one run a target.
final class OlderRuns {

    private OlderRuns() {}

    /// Whether a decision takes the place of an older one, rather than to stand beside it.
    static boolean replaces(Decision decision) {
        return decision instanceof Decision.Run
                && (decision.reason() == Reason.BATCH_DUE
                        || decision.reason() == Reason.RECENT_FAILURE);
    }

    private record Older(String task, long position, String target, Instant since) {}

    /// Takes them out of the line. The caller holds the lock on the branch.
    ///
    /// @param position of the newer commit
    /// @param targets whose older runs go
    /// @return since when each stood in line, by target
    static Map<String, Instant> takeBack(
            Handle handle,
            BranchKey branch,
            long position,
            Collection<String> targets,
            Instant now) {
        if (targets.isEmpty()) {
            return Map.of();
        }
        var free = free(handle, inLine(handle, branch, position, targets));
        var waiting = new ArrayList<TaskRow>();
        for (var older : free) {
            var before = TaskRow.lock(handle, older.task()).orElseThrow();
            QueueRows.remove(handle, older.task());
            waiting.add(before.moved(TaskStatus.WAITING));
        }
        if (!waiting.isEmpty()) {
            TaskMoves.put(handle, waiting, now);
            GridRows.set(handle, branch, waiting);
        }
        var since = new HashMap<String, Instant>();
        free.forEach(it -> since.put(it.target(), it.since()));
        return since;
    }

    private static List<Older> inLine(
            Handle handle, BranchKey branch, long position, Collection<String> targets) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select t.id, t.position, t.target, q.enqueued_at
                                from target_summary s
                                join task t on t.repository_id = s.repository_id
                                    and t.branch = s.branch and t.target = s.target
                                    and t.position = s.newest_run_position
                                join dispatch_queue q on q.task_id = t.id
                                where s.repository_id = :repository and s.branch = :branch
                                    and s.target in (<targets>) and t.position < :position
                                    and t.status = 'queued' and q.cause = 'plan'
                                    and q.lease_owner is null
                                order by t.position, t.id
                                """))
                .bind("position", position)
                .bindList("targets", List.copyOf(targets))
                .map(
                        (row, _) ->
                                new Older(
                                        row.getString("id"),
                                        row.getLong("position"),
                                        row.getString("target"),
                                        Rows.time(row, "enqueued_at")))
                .list();
    }

    /// Those that nobody else is at: what is being claimed right now begins.
    private static List<Older> free(Handle handle, List<Older> found) {
        if (found.isEmpty()) {
            return found;
        }
        var locked =
                handle.createQuery(
                                """
                                select task_id from dispatch_queue
                                where task_id in (<tasks>) and lease_owner is null
                                    and cause = 'plan'
                                order by task_id for update skip locked
                                """)
                        .bindList("tasks", found.stream().map(Older::task).toList())
                        .mapTo(String.class)
                        .set();
        return found.stream().filter(it -> locked.contains(it.task())).toList();
    }
}
