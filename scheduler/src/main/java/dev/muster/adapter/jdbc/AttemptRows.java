package dev.muster.adapter.jdbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/// The attempts of a task as documents.
final class AttemptRows {

    private AttemptRows() {}

    static ArrayNode of(Handle handle, String task) {
        var list = Json.array();
        handle.createQuery("select * from attempt where task_id = :task order by number")
                .bind("task", task)
                .map((row, _) -> attempt(row))
                .forEach(list::add);
        return list;
    }

    private static ObjectNode attempt(ResultSet row) throws SQLException {
        var started = Rows.instant(row, "started_at");
        var finished = Rows.instant(row, "finished_at");
        row.getInt("exit_code");
        var exited = !row.wasNull();
        var document =
                Json.object()
                        .put("number", row.getInt("number"))
                        .put("status", row.getString("status"))
                        .put("cause", row.getString("cause"))
                        .put("by", row.getString("requested_by"))
                        .put("runner", row.getString("runner"))
                        .put("dispatchedAt", Rows.time(row, "dispatched_at").toString())
                        .put("startedAt", started == null ? null : started.toString())
                        .put("finishedAt", finished == null ? null : finished.toString())
                        .put("note", row.getString("note"))
                        .put(
                                "logUrl",
                                "/api/v1/tasks/%s/attempts/%d/log"
                                        .formatted(row.getString("task_id"), row.getInt("number")));
        if (exited) {
            document.put("exitCode", row.getInt("exit_code"));
        } else {
            document.putNull("exitCode");
        }
        return started == null || finished == null
                ? document.putNull("durationMillis")
                : document.put("durationMillis", Duration.between(started, finished).toMillis());
    }
}
