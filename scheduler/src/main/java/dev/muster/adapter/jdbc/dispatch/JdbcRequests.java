package dev.muster.adapter.jdbc.dispatch;

import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.planning.PlanWriter;
import dev.muster.adapter.jdbc.tasks.QueueRows;
import dev.muster.adapter.jdbc.tasks.TaskMoves;
import dev.muster.core.ci.TaskId;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Ulids;
import dev.muster.dispatch.Requests;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// Reruns and cancellations, each with its line in the audit log.
public final class JdbcRequests implements Requests {

    private static final int PRIORITY_ASKED = 29;
    private static final int WHO_LENGTH = 200;
    private static final int REASON_LENGTH = 1000;

    private final Transactions transactions;
    private final NamedStarts starts;
    private final Clock clock;

    /// @param random for the names of tasks
    public JdbcRequests(Database database, Clock clock, RandomGenerator random) {
        this.transactions = new Transactions(database.jdbi());
        this.starts = new NamedStarts(new PlanWriter(new Ulids(clock, random)));
        this.clock = clock;
    }

    @Override
    public Started start(Order order) {
        var request = request(order.who(), order.reason());
        return transactions.in(handle -> starts.start(handle, order, request));
    }

    @Override
    public Outcome rerun(TaskId task, String who, String reason) {
        var request = request(who, reason);
        return transactions.in(
                handle -> {
                    QueueRows.lock(handle, task.value());
                    return TaskRow.lock(handle, task.value())
                            .map(row -> rerun(handle, row, request))
                            .orElseGet(Outcome.NotFound::new);
                });
    }

    /// Asks for a task again. The caller holds the locks of its place in the queue and its row.
    public static Outcome rerun(Handle handle, TaskRow task, QueueRows.Request request) {
        if (task.external()) {
            return new Outcome.NotPossible(
                    "'%s' is run by another scheduler; ask there".formatted(task.target()));
        }
        return task.underWay()
                .<Outcome>map(Outcome.NotPossible::new)
                .orElseGet(
                        () -> {
                            cancelAsked(handle, task, null, request.at());
                            QueueRows.ask(handle, task, request);
                            TaskMoves.save(
                                    handle, task, task.moved(TaskStatus.QUEUED), request.at());
                            audit(handle, task, "rerun", request);
                            return new Outcome.Accepted(new TaskId(task.id()));
                        });
    }

    @Override
    public Outcome cancel(TaskId task, String who, String reason) {
        var request = request(who, reason);
        return transactions.in(
                handle -> {
                    QueueRows.lock(handle, task.value());
                    return TaskRow.lock(handle, task.value())
                            .map(row -> cancel(handle, row, request))
                            .orElseGet(Outcome.NotFound::new);
                });
    }

    /// Stops a task. The caller holds the locks of its place in the queue and its row.
    static Outcome cancel(Handle handle, TaskRow task, QueueRows.Request request) {
        if (task.status().ended()) {
            return new Outcome.NotPossible("'%s' has ended already".formatted(task.target()));
        }
        cancelAsked(handle, task, request.who(), request.at());
        if (task.status() == TaskStatus.WAITING || task.status() == TaskStatus.QUEUED) {
            QueueRows.remove(handle, task.id());
            TaskMoves.save(handle, task, task.moved(TaskStatus.CANCELLED), request.at());
        }
        audit(handle, task, "cancel", request);
        return new Outcome.Accepted(new TaskId(task.id()));
    }

    static void cancelAsked(Handle handle, TaskRow task, @Nullable String who, Instant now) {
        handle.createUpdate(
                        """
                        update task set cancel_asked_at = :at, cancel_asked_by = :who
                        where id = :id
                        """)
                .bind("at", who == null ? null : now)
                .bind("who", who)
                .bind("id", task.id())
                .execute();
    }

    private static void audit(
            Handle handle, TaskRow task, String action, QueueRows.Request request) {
        Audit.append(
                handle,
                request.at(),
                request.who(),
                action,
                "%s %s '%s' %s"
                        .formatted(task.branch().slug(), task.sha(), task.target(), task.id()),
                request.reason());
    }

    private QueueRows.Request request(String who, String reason) {
        return new QueueRows.Request(
                Texts.fit(who, WHO_LENGTH),
                Texts.fit(reason, REASON_LENGTH),
                PRIORITY_ASKED,
                clock.instant());
    }
}
