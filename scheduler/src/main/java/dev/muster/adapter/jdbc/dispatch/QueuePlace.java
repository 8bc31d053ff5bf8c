package dev.muster.adapter.jdbc.dispatch;

import dev.muster.adapter.jdbc.ground.Rows;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// How many tasks of a repository's platform are due before one that waits.
public final class QueuePlace {

    private static final int MOST = 10_000;

    private QueuePlace() {}

    /// From 1; those behind the ten-thousandth are all told that place. Null where the task is not
    /// in the queue or is claimed.
    public static @Nullable Integer of(Handle handle, String task) {
        return handle.createQuery(
                        """
                        select priority, enqueued_at from dispatch_queue
                        where task_id = :task and lease_owner is null
                        """)
                .bind("task", task)
                .map(
                        (row, _) ->
                                upTo(
                                        handle,
                                        row.getInt("priority"),
                                        Rows.time(row, "enqueued_at"),
                                        task))
                .findOne()
                .orElse(null);
    }

    private static int upTo(Handle handle, int priority, Instant enqueuedAt, String task) {
        return handle.createQuery(
                        """
                        select count(*) from (
                            select 1 from dispatch_queue
                            where lease_owner is null
                                and (priority, enqueued_at, task_id) <= (:priority, :at, :task)
                            order by lease_owner, priority, enqueued_at, task_id
                            limit :most) ahead
                        """)
                .bind("priority", priority)
                .bind("at", enqueuedAt)
                .bind("task", task)
                .bind("most", MOST)
                .mapTo(Integer.class)
                .one();
    }
}
