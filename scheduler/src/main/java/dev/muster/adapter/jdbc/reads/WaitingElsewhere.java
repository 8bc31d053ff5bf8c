package dev.muster.adapter.jdbc.reads;

import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.backfill.Waiting;
import dev.muster.core.ci.TaskId;

import org.jdbi.v3.core.Jdbi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Why a task has not begun that is out of our hands: another scheduler runs it, or GitHub did not
/// take its run yet.
final class WaitingElsewhere implements Waiting {

    private static final String EXTERNAL =
            "the scheduler '%s' runs it, and has not said that it began";
    private static final String REFUSED = "GitHub has not taken its run: %s";
    private static final String GATHERED = "it shares a run at GitHub with others of its commit";
    private static final String ASKED = "GitHub is asked for its run";
    private static final String NO_JOB =
            "GitHub has its run, and no runner there has begun its job";
    private static final String PULLED =
            "the workflow on pull requests takes it, once GitHub starts it: that of a fork after"
                    + " somebody there approved it";

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
                                        select b.pool, b.state, d.state as asked, d.fault, d.due_at
                                        from task t
                                        join actions_build b on b.task_id = t.id
                                            and b.number = t.attempts
                                        left join actions_dispatch d on d.id = b.dispatch_id
                                        where t.id = :task and t.status = 'dispatched'
                                            and b.state in ('due', 'asked')
                                        """)
                                .bind("task", task.value())
                                .map((row, _) -> github(row))
                                .findOne());
    }

    private static Answer github(ResultSet row) throws SQLException {
        if (row.getString("pool").equals("pull")) {
            return new Answer(PULLED, null, null);
        }
        var asked = row.getString("asked");
        if (asked == null) {
            return new Answer(GATHERED, null, null);
        }
        var fault = row.getString("fault");
        return switch (asked) {
            case "due", "unknown" ->
                    new Answer(
                            fault == null ? ASKED : REFUSED.formatted(fault),
                            null,
                            Rows.time(row, "due_at"));
            case "sending" -> new Answer(ASKED, null, null);
            default -> new Answer(NO_JOB, null, null);
        };
    }
}
