package dev.muster.adapter.jdbc.tasks;

import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Writes;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/// Changes to single places in the dispatch queue.
public final class QueueRows {

    /// The priority of what a pull request waits for, whoever asks for it. What waits for a merge
    /// has a lower number, and keeps it too.
    public static final int PULL_REQUEST = 20;

    private static final String INSERT =
            """
            insert into dispatch_queue (task_id, repository_id, platform, priority,
                enqueued_at, due_at, cause, requested_by, requested_reason, parameters,
                capacity)
            select id, repository_id, platform,
                case when priority <= %d and priority < cast(:priority as int)
                    then priority else cast(:priority as int) end,
                cast(:now as timestamp with time zone),
                cast(:now as timestamp with time zone),
                :cause, :who, :reason, :parameters, capacity
            from task where id = :task
            """
                    .formatted(PULL_REQUEST);

    /// What [#lock] does.
    public static final String LOCK =
            "select task_id from dispatch_queue where task_id = :task for update";

    private QueueRows() {}

    /// Locks a task's place, if it has one: always before the task itself.
    public static void lock(Handle handle, String task) {
        handle.createQuery(LOCK).bind("task", task).mapTo(String.class).findOne();
    }

    /// Puts a claimed task back in line for a retry, and never further back than it was.
    public static void again(Writes writes, String task, Instant due, int priority) {
        writes.add(
                        """
                        update dispatch_queue set lease_owner = null, lease_until = null,
                            cause = 'retry', due_at = :due,
                            priority = least(priority, cast(:priority as int)),
                            requested_by = null, requested_reason = null
                        where task_id = :task
                        """)
                .bind("due", due)
                .bind("priority", priority)
                .bind("task", task);
    }

    /// Puts a task in line because somebody asked.
    public static void ask(Handle handle, TaskRow task, Request request) {
        bind(handle.createUpdate(INSERT), task.id(), "rerun", request)
                .bindByType("parameters", null, String.class)
                .execute();
    }

    /// Puts a task in line because somebody asked for it by name.
    ///
    /// @param parameters a JSON object; null: none
    public static void start(
            Handle handle, TaskRow task, Request request, @Nullable String parameters) {
        bind(handle.createUpdate(INSERT), task.id(), "dispatch", request)
                .bindByType("parameters", parameters, String.class)
                .execute();
    }

    /// Puts tasks in line because they were worth most.
    ///
    /// @param requests by task
    public static void backfill(Handle handle, Map<String, Request> requests) {
        var batch = handle.prepareBatch(INSERT);
        requests.forEach(
                (task, request) ->
                        bind(batch, task, "backfill", request)
                                .bindByType("parameters", null, String.class)
                                .add());
        batch.execute();
    }

    private static <S extends SqlStatement<S>> S bind(
            S statement, String task, String cause, Request request) {
        return statement
                .bind("cause", cause)
                .bind("priority", request.priority())
                .bind("now", request.at())
                .bind("who", request.who())
                .bind("reason", request.reason())
                .bind("task", task);
    }

    private static final String REMOVE = "delete from dispatch_queue where task_id = :task";

    public static void remove(Handle handle, String task) {
        handle.createUpdate(REMOVE).bind("task", task).execute();
    }

    public static void remove(Writes writes, String task) {
        writes.add(REMOVE).bind("task", task);
    }

    /// What somebody asked for.
    ///
    /// @param who the person or program
    /// @param reason for people
    /// @param priority lower first
    /// @param at when
    public record Request(String who, String reason, int priority, Instant at) {}
}
