package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.ci.TaskStatus;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Commits whose blocking targets all passed, and for the others the first thing in the way.
final class GreenCommits {

    private GreenCommits() {}

    /// @param target the target
    /// @param status where it stands
    private record Blocking(String target, TaskStatus status) {}

    static ObjectNode of(Handle handle, BranchKey branch, int commits, Instant now) {
        var tasks = tasks(handle, branch, commits);
        var quarantined = QuarantineRows.targets(handle, branch, now);
        var document =
                Json.object().put("repo", branch.slug().toString()).put("branch", branch.name());
        var list = document.putArray("commits");
        branch.bind(
                        handle.createQuery(
                                """
                                select position, sha, subject, author, committed_at, config_state
                                from landed_commit
                                where repository_id = :repository and branch = :branch
                                order by position desc limit :commits
                                """))
                .bind("commits", commits)
                .map((row, _) -> commit(row, tasks, quarantined))
                .forEach(list::add);
        return document;
    }

    private static ObjectNode commit(
            ResultSet row, Map<Long, List<Blocking>> tasks, List<String> quarantined)
            throws SQLException {
        var state = row.getString("config_state");
        var inTheWay =
                state.equals("valid") || state.equals("warnings")
                        ? inTheWay(
                                tasks.getOrDefault(row.getLong("position"), List.of()), quarantined)
                        : Optional.of(new InTheWay(null, "its configuration is " + state));
        var document =
                Json.object()
                        .put("sha", row.getString("sha"))
                        .put("subject", row.getString("subject"))
                        .put("author", row.getString("author"))
                        .put("at", Rows.time(row, "committed_at").toString())
                        .put("green", inTheWay.isEmpty());
        return document.put("target", inTheWay.map(InTheWay::target).orElse(null))
                .put("inTheWay", inTheWay.map(InTheWay::why).orElse(null));
    }

    /// @param target null where it is none
    /// @param why in words
    private record InTheWay(@Nullable String target, String why) {}

    /// What failed is named before what has not ended.
    private static Optional<InTheWay> inTheWay(List<Blocking> tasks, List<String> quarantined) {
        var counting = tasks.stream().filter(it -> !quarantined.contains(it.target())).toList();
        if (counting.isEmpty()) {
            return Optional.of(new InTheWay(null, "no blocking target ran on it"));
        }
        return counting.stream()
                .filter(it -> it.status().isRed())
                .findFirst()
                .or(
                        () ->
                                counting.stream()
                                        .filter(it -> it.status() != TaskStatus.SUCCEEDED)
                                        .findFirst())
                .map(
                        it ->
                                new InTheWay(
                                        it.target(),
                                        "'%s' %s".formatted(it.target(), said(it.status()))));
    }

    private static String said(TaskStatus status) {
        return switch (status) {
            case WAITING, QUEUED -> "is waiting";
            case DISPATCHED -> "is with its runner";
            case RUNNING -> "is running";
            case SUCCEEDED -> "passed";
            case FAILED -> "failed";
            case TIMED_OUT -> "ran out of time";
            case INFRA_FAILURE -> "ended for a cause outside the code";
            case CANCELLED -> "was cancelled";
            case SKIPPED -> "was skipped";
            case NEUTRAL -> "ended without a judgement";
        };
    }

    private static Map<Long, List<Blocking>> tasks(Handle handle, BranchKey branch, int commits) {
        var found = new LinkedHashMap<Long, List<Blocking>>();
        branch.bind(
                        handle.createQuery(
                                """
                                select t.position, t.target, t.status from task t
                                where t.repository_id = :repository and t.branch = :branch
                                    and t.blocking
                                    and t.position > (select newest_position - :commits from branch
                                        where repository_id = :repository and name = :branch)
                                order by t.position, t.target
                                """))
                .bind("commits", commits)
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getLong("position"),
                                        new Blocking(
                                                row.getString("target"),
                                                TaskStatus.of(row.getString("status")))))
                .forEach(
                        it ->
                                found.computeIfAbsent(it.getKey(), _ -> new ArrayList<>())
                                        .add(it.getValue()));
        return found;
    }
}
