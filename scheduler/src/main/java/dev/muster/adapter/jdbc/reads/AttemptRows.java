package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/// The attempts of a task as documents.
final class AttemptRows {

    private AttemptRows() {}

    static ArrayNode of(Handle handle, String task, boolean external) {
        var list = Json.array();
        handle.createQuery(
                        """
                        select a.*, f.signature from attempt a
                        left join failure f on f.task_id = a.task_id and f.number = a.number
                        where a.task_id = :task order by a.number
                        """)
                .bind("task", task)
                .map((row, _) -> attempt(row, external))
                .forEach(list::add);
        return list;
    }

    private static ObjectNode attempt(ResultSet row, boolean external) throws SQLException {
        var started = Rows.instant(row, "started_at");
        var finished = Rows.instant(row, "finished_at");
        var agreed = Rows.instant(row, "agreed_at");
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
                        .put("agreedAt", agreed == null ? null : agreed.toString())
                        .put("note", row.getString("note"))
                        .put("runId", row.getString("build"))
                        .put("testFlaky", row.getBoolean("test_flaky"))
                        .put("signature", row.getString("signature"))
                        .put("logUrl", logUrl(row, external));
        late(row, document);
        document.set("parameters", Json.orNull(row.getString("parameters")));
        if (exited) {
            document.put("exitCode", row.getInt("exit_code"));
        } else {
            document.putNull("exitCode");
        }
        return started == null || finished == null
                ? document.putNull("durationMillis")
                : document.put("durationMillis", Duration.between(started, finished).toMillis());
    }

    /// What was told of it when it was over.
    private static void late(ResultSet row, ObjectNode document) throws SQLException {
        var reports = row.getInt("late_reports");
        if (reports == 0) {
            document.putNull("late");
        } else {
            document.putObject("late")
                    .put("reports", reports)
                    .put("at", Rows.time(row, "late_at").toString())
                    .put("said", row.getString("late_said"));
        }
    }

    /// Where the log is read: with us what ran here, elsewhere what ran elsewhere.
    private static @Nullable String logUrl(ResultSet row, boolean external) throws SQLException {
        var elsewhere = row.getString("log_url");
        return elsewhere != null || external
                ? elsewhere
                : "/api/v1/tasks/%s/attempts/%d/log"
                        .formatted(row.getString("task_id"), row.getInt("number"));
    }
}
