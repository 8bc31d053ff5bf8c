package dev.muster.adapter.jdbc;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How many tasks of a repository's platform are due before one that waits.
final class QueuePlace {

    private QueuePlace() {}

    /// From 1; null where the task is not in the queue or is claimed.
    static @Nullable Integer of(Handle handle, String task) {
        return handle.createQuery(
                        """
                        select 1 + (select count(*) from dispatch_queue o
                            where o.lease_owner is null
                                and (o.priority < q.priority
                                    or (o.priority = q.priority and o.enqueued_at < q.enqueued_at)
                                    or (o.priority = q.priority and o.enqueued_at = q.enqueued_at
                                        and o.task_id < q.task_id)))
                        from dispatch_queue q where q.task_id = :task and q.lease_owner is null
                        """)
                .bind("task", task)
                .mapTo(Integer.class)
                .findOne()
                .orElse(null);
    }
}
