package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/// The tasks of one target, newest first, by the index over target and position.
final class TargetHistory {

    private TargetHistory() {}

    static ObjectNode of(
            Handle handle, BranchKey branch, String target, int limit, @Nullable Long before) {
        var document = Json.object();
        var list = document.putArray("tasks");
        var oldest = new long[] {0};
        branch.bind(
                        handle.createQuery(
                                """
                                select t.*, c.subject, a.started_at, a.finished_at as ended_at
                                from task t
                                join landed_commit c on c.repository_id = t.repository_id
                                    and c.branch = t.branch and c.position = t.position
                                left join attempt a on a.task_id = t.id and a.number = t.attempts
                                where t.repository_id = :repository and t.branch = :branch
                                    and t.target = :target and t.position < :before
                                order by t.position desc limit :limit
                                """))
                .bind("target", target)
                .bind("before", before == null ? Long.MAX_VALUE : before)
                .bind("limit", limit)
                .map(
                        (row, _) -> {
                            oldest[0] = row.getLong("position");
                            return entry(row);
                        })
                .forEach(list::add);
        if (list.size() == limit) {
            document.put("next", String.valueOf(oldest[0]));
        } else {
            document.putNull("next");
        }
        return document;
    }

    private static ObjectNode entry(ResultSet row) throws SQLException {
        var started = Rows.instant(row, "started_at");
        var ended = Rows.instant(row, "ended_at");
        var entry =
                Json.object()
                        .put("id", row.getString("id"))
                        .put("sha", row.getString("sha"))
                        .put("subject", row.getString("subject"))
                        .put("status", row.getString("status"))
                        .put("flaky", row.getBoolean("flaky"))
                        .put("attempts", row.getInt("attempts"))
                        .put("finishedAt", ended == null ? null : ended.toString());
        return started == null || ended == null
                ? entry.putNull("durationMillis")
                : entry.put("durationMillis", Duration.between(started, ended).toMillis());
    }
}
