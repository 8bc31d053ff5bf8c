package dev.muster.adapter.jdbc.backfill;

import dev.muster.adapter.jdbc.evidence.TargetSummaries;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.tasks.GridRows;
import dev.muster.adapter.jdbc.tasks.QueueRows;
import dev.muster.adapter.jdbc.tasks.TaskMoves;
import dev.muster.core.backfill.Pick;
import dev.muster.core.ci.TaskStatus;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Queues what backfill picked of one branch: all in one transaction, each statement once.
final class PickRows {

    private static final String WHO = "backfill";

    private PickRows() {}

    /// Queues those of the picks that still wait. The tree stays as it is: nothing was judged.
    ///
    /// @param picks of this branch
    /// @return how many were queued
    static int queue(Handle handle, BranchKey branch, List<Pick> picks, Instant now) {
        var found = find(handle, branch, picks);
        var queued = new ArrayList<TaskRow>();
        for (var task : TaskRow.lock(handle, found.keySet())) {
            if (task.status() == TaskStatus.WAITING && !task.external()) {
                queued.add(task.moved(TaskStatus.QUEUED));
            }
        }
        if (queued.isEmpty()) {
            return 0;
        }
        insert(handle, queued, found, now);
        TaskMoves.put(handle, queued, now);
        var newest = new TreeMap<String, Long>();
        queued.forEach(it -> newest.merge(it.target(), it.position(), Math::max));
        TargetSummaries.queued(handle, branch, newest);
        GridRows.set(handle, branch, queued);
        return queued.size();
    }

    /// The picks by the ids of their tasks.
    private static Map<String, Pick> find(Handle handle, BranchKey branch, List<Pick> picks) {
        var found = new HashMap<String, Pick>();
        picks.stream()
                .collect(Collectors.groupingBy(it -> it.commit().value()))
                .forEach(
                        (sha, ofCommit) -> {
                            var byTarget =
                                    ofCommit.stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            Pick::target,
                                                            Function.identity(),
                                                            (first, _) -> first));
                            branch.bind(
                                            handle.createQuery(
                                                    """
                                                    select id, target from task
                                                    where repository_id = :repository
                                                        and branch = :branch and sha = :sha
                                                        and target in (<targets>)
                                                    """))
                                    .bind("sha", sha)
                                    .bindList("targets", List.copyOf(byTarget.keySet()))
                                    .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                                    .forEach(
                                            it ->
                                                    found.put(
                                                            it.getKey(),
                                                            byTarget.get(it.getValue())));
                        });
        return found;
    }

    private static void insert(
            Handle handle, List<TaskRow> tasks, Map<String, Pick> picks, Instant now) {
        var requests = new HashMap<String, QueueRows.Request>();
        for (var task : tasks) {
            var pick = Objects.requireNonNull(picks.get(task.id()));
            var cause = pick.cause();
            var why = cause.words(pick.size());
            requests.put(task.id(), new QueueRows.Request(WHO, why, cause.priority(), now));
        }
        QueueRows.backfill(handle, requests);
    }
}
