package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;

import org.jdbi.v3.core.Handle;

/// What a task's place in the queue tells people.
final class QueueDocument {

    private QueueDocument() {}

    /// Who asked for what is in line or runs; null where nobody did.
    static JsonNode asked(Handle handle, String task) {
        return handle.createQuery(
                        """
                        select requested_by, requested_reason, enqueued_at, parameters
                        from dispatch_queue
                        where task_id = :task and cause in ('rerun', 'dispatch')
                        """)
                .bind("task", task)
                .map(
                        (row, _) -> {
                            var asked =
                                    Json.object()
                                            .put("by", row.getString("requested_by"))
                                            .put("reason", row.getString("requested_reason"))
                                            .put("at", Rows.time(row, "enqueued_at").toString());
                            asked.set("parameters", Json.orNull(row.getString("parameters")));
                            return (JsonNode) asked;
                        })
                .findOne()
                .orElseGet(() -> Json.orNull(null));
    }
}
