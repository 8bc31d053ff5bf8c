package dev.muster.adapter.jdbc.actions;

import dev.muster.actions.ActionsStore.Running;
import dev.muster.adapter.jdbc.evidence.TaskRuns;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The runs that were asked for and go on.
final class ActionsRuns {

    private static final String OPEN =
            """
            select d.id, d.repository_id, d.run_id, d.cancel_sent_at, d.forced_at, r.owner, r.name,
                d.cancel_asked_at is not null
                    and not exists (select 1 from actions_build b
                        where b.dispatch_id = d.id and b.state <> 'ended'
                            and b.cancel_why is null) as stop,
                (select count(*) from actions_build b where b.dispatch_id = d.id) as jobs,
                (select count(*) from actions_build b
                    where b.dispatch_id = d.id and b.state <> 'ended') as open
            from actions_dispatch d
            join repository r on r.id = d.repository_id
            where d.state = 'sent'
            """;

    private ActionsRuns() {}

    static List<Running> toLook(Handle handle, Instant notSince, int limit) {
        return handle.createQuery(
                        OPEN
                                + """
                                and (d.looked_at is null or d.looked_at <= :since
                                    or (d.cancel_asked_at is not null
                                        and d.cancel_sent_at is null))
                                order by d.looked_at limit :limit
                                """)
                .bind("since", notSince)
                .bind("limit", limit)
                .map((row, _) -> running(row))
                .list();
    }

    static Optional<Running> find(Handle handle, long repository, long runId) {
        return handle.createQuery(OPEN + "and d.repository_id = :repository and d.run_id = :run")
                .bind("repository", repository)
                .bind("run", runId)
                .map((row, _) -> running(row))
                .findOne();
    }

    private static Running running(ResultSet row) throws SQLException {
        return new Running(
                row.getString("id"),
                row.getLong("repository_id"),
                new RepoSlug(row.getString("owner"), row.getString("name")),
                row.getLong("run_id"),
                row.getBoolean("stop"),
                Rows.instant(row, "cancel_sent_at"),
                Rows.instant(row, "forced_at") != null,
                row.getInt("jobs"),
                row.getInt("open"));
    }

    static void glanced(Handle handle, Running run, Instant now) {
        handle.createUpdate("update actions_dispatch set looked_at = :now where id = :id")
                .bind("now", now)
                .bind("id", run.id())
                .execute();
    }

    /// GitHub was asked for a run: all that goes on in it is as GitHub says.
    static void looked(Handle handle, Running run, Instant now) {
        glanced(handle, run, now);
        handle.createUpdate(
                        """
                        update attempt set agreed_at = :now
                        where %s and (task_id, number) in (
                            select task_id, number from actions_build where dispatch_id = :id)
                        """
                                .formatted(TaskRuns.NOT_OVER))
                .bind("now", now)
                .bind("id", run.id())
                .execute();
    }

    static void cancelSent(Handle handle, Running run, boolean forced, Instant now) {
        handle.createUpdate(
                        """
                        update actions_dispatch set
                            cancel_sent_at = coalesce(cancel_sent_at, :now), forced_at = :forced
                        where id = :id
                        """)
                .bind("now", now)
                .bindByType("forced", forced ? now : null, Instant.class)
                .bind("id", run.id())
                .execute();
    }
}
