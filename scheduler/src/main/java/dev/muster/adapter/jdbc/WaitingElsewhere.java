package dev.muster.adapter.jdbc;

import dev.muster.backfill.Waiting;
import dev.muster.core.ci.TaskId;

import org.jdbi.v3.core.Jdbi;

import java.util.Optional;

/// Why a task has not begun that is out of our hands: another scheduler runs it, or GitHub did not
/// take its run yet.
final class WaitingElsewhere implements Waiting {

    private static final String EXTERNAL =
            "the scheduler '%s' runs it, and has not said that it began";
    private static final String GITHUB = "GitHub has not taken its run: %s";

    private final Jdbi jdbi;

    WaitingElsewhere(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Answer> why(TaskId task) {
        return external(task).or(() -> github(task));
    }

    private Optional<Answer> external(TaskId task) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        """
                                        select scheduler from task
                                        where id = :task and external and status = 'waiting'
                                        """)
                                .bind("task", task.value())
                                .mapTo(String.class)
                                .map(it -> new Answer(EXTERNAL.formatted(it), null, null))
                                .findOne());
    }

    private Optional<Answer> github(TaskId task) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        """
                                        select d.fault, d.due_at
                                        from task t
                                        join actions_build b on b.task_id = t.id
                                            and b.number = t.attempts
                                        join actions_dispatch d on d.id = b.dispatch_id
                                        where t.id = :task and t.status = 'dispatched'
                                            and d.state in ('due', 'unknown')
                                            and d.fault is not null
                                        """)
                                .bind("task", task.value())
                                .map(
                                        (row, _) ->
                                                new Answer(
                                                        GITHUB.formatted(row.getString("fault")),
                                                        null,
                                                        Rows.time(row, "due_at")))
                                .findOne());
    }
}
