package dev.muster.adapter.jdbc;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jdbi.v3.core.Handle;

import java.time.Instant;

/// Appends what the dashboard is told, in the transaction of what it tells.
final class EventLog {

    private EventLog() {}

    static void commit(Handle handle, BranchKey branch, String sha, Instant now) {
        var payload = common(branch).put("sha", sha);
        append(handle, branch.repository(), "commit", payload.toString(), now);
    }

    static void config(Handle handle, BranchKey branch, String sha, String state, Instant now) {
        var payload = common(branch).put("sha", sha).put("config", state);
        append(handle, branch.repository(), "config", payload.toString(), now);
    }

    static void task(Handle handle, TaskRow task, Instant now) {
        var payload =
                common(task.branch())
                        .put("sha", task.sha())
                        .put("target", task.target())
                        .put("id", task.id())
                        .put("status", task.status().word())
                        .put("cell", String.valueOf(task.cell()));
        append(handle, task.branch().repository(), "task", payload.toString(), now);
    }

    static void tree(Handle handle, BranchKey branch, String payload, Instant now) {
        append(handle, branch.repository(), "tree", payload, now);
    }

    private static ObjectNode common(BranchKey branch) {
        return Json.object().put("repo", branch.slug().toString()).put("branch", branch.name());
    }

    private static void append(
            Handle handle, long repository, String kind, String payload, Instant now) {
        handle.createUpdate(
                        """
                        insert into event_log (repository_id, kind, payload, at)
                        values (:repository, :kind, :payload, :now)
                        """)
                .bind("repository", repository)
                .bind("kind", kind)
                .bind("payload", payload)
                .bind("now", now)
                .execute();
    }
}
