package dev.muster.adapter.jdbc.reporting;

import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskStatus;

import org.jdbi.v3.core.Handle;

import java.time.Instant;

/// Reports of attempts that are over. They change nothing and are counted; one that contradicts
/// what stands, and did not say so before, is also in the audit log.
public final class LateReports {

    private LateReports() {}

    /// @param by who told it
    /// @param said where the attempt stands by the report
    public static void count(
            Handle handle, AttemptKey key, String by, TaskStatus said, Instant now) {
        var news = contradicts(handle, key, said);
        var counted =
                handle.createUpdate(
                                """
                                update attempt set late_reports = late_reports + 1, late_at = :now,
                                    late_said = :said
                                where task_id = :task and number = :number
                                    and finished_at is not null
                                """)
                        .bind("now", now)
                        .bind("said", said.word())
                        .bind("task", key.task().value())
                        .bind("number", key.number())
                        .execute();
        if (news && counted > 0) {
            audit(handle, key, by, said, now);
        }
    }

    private static boolean contradicts(Handle handle, AttemptKey key, TaskStatus said) {
        return said.ended()
                && handle.createQuery(
                                """
                                select 1 from attempt
                                where task_id = :task and number = :number and status <> :said
                                    and coalesce(late_said, '') <> :said
                                """)
                        .bind("task", key.task().value())
                        .bind("number", key.number())
                        .bind("said", said.word())
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent();
    }

    private static void audit(
            Handle handle, AttemptKey key, String by, TaskStatus said, Instant now) {
        handle.createQuery(
                        """
                        select r.owner, r.name, t.sha, t.target, a.status
                        from task t join repository r on r.id = t.repository_id
                        join attempt a on a.task_id = t.id and a.number = :number
                        where t.id = :task
                        """)
                .bind("task", key.task().value())
                .bind("number", key.number())
                .map(
                        (row, _) ->
                                new String[] {
                                    "%s/%s %s '%s' %s"
                                            .formatted(
                                                    row.getString("owner"),
                                                    row.getString("name"),
                                                    row.getString("sha"),
                                                    row.getString("target"),
                                                    key.task()),
                                    "%s came for attempt %d when that was over: %s; it stays"
                                            .formatted(
                                                    said.word(),
                                                    key.number(),
                                                    row.getString("status"))
                                })
                .findOne()
                .ifPresent(it -> Audit.append(handle, now, by, "late-report", it[0], it[1]));
    }
}
