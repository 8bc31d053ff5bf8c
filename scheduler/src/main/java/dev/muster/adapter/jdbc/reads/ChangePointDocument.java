package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.stability.ChangePoint;
import dev.muster.core.stability.History;

import org.jdbi.v3.core.Handle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The commits with which a target began to behave differently, with what was seen before and
/// after.
final class ChangePointDocument {

    private ChangePointDocument() {}

    /// Oldest first.
    static ArrayNode of(Handle handle, BranchKey branch, String target) {
        var list = Json.array();
        var points =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select history, changes from target_stability
                                        where repository_id = :repository and branch = :branch
                                            and target = :target
                                        """))
                        .bind("target", target)
                        .map(
                                (row, _) ->
                                        ChangePoint.of(
                                                History.of(row.getString("history")),
                                                positions(row.getString("changes"))))
                        .findOne()
                        .orElse(List.of());
        if (points.isEmpty()) {
            return list;
        }
        var commits = commits(handle, branch, points);
        for (var point : points) {
            var document = commits.get(point.position());
            if (document != null) {
                document.set("before", rate(point.before()));
                document.set("after", rate(point.after()));
                list.add(document);
            }
        }
        return list;
    }

    private static List<Long> positions(String changes) {
        return Json.read(changes).valueStream().map(JsonNode::asLong).toList();
    }

    private static ObjectNode rate(ChangePoint.Rate rate) {
        return Json.object().put("commits", rate.commits()).put("clean", rate.clean());
    }

    private static Map<Long, ObjectNode> commits(
            Handle handle, BranchKey branch, List<ChangePoint> points) {
        var commits = new HashMap<Long, ObjectNode>();
        branch.bind(
                        handle.createQuery(
                                """
                                select position, sha, subject, author, committed_at
                                from landed_commit where repository_id = :repository
                                    and branch = :branch and position in (<positions>)
                                """))
                .bindList("positions", points.stream().map(ChangePoint::position).toList())
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getLong("position"),
                                        Json.object()
                                                .put("sha", row.getString("sha"))
                                                .put("subject", row.getString("subject"))
                                                .put("author", row.getString("author"))
                                                .put(
                                                        "committedAt",
                                                        Rows.time(row, "committed_at").toString())))
                .forEach(it -> commits.put(it.getKey(), it.getValue()));
        return commits;
    }
}
