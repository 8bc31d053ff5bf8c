package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.dispatch.QueueFigures;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// The state of the service as a document. Only small tables and what is unfinished are counted.
final class HealthDocument {

    private static final int SHOWN = 200;

    private HealthDocument() {}

    static ObjectNode of(Handle handle, Instant now) {
        var document = Json.object().put("asOf", now.toString());
        document.set("database", database(handle));
        document.set("platforms", platforms(handle, now));
        document.set("runners", runners(handle));
        document.set("inbox", inbox(handle));
        document.set("checks", checks(handle));
        document.set("installations", installations(handle));
        document.set("activity", Activity.of(handle, now));
        return document;
    }

    private static ObjectNode database(Handle handle) {
        try {
            var facts = handle.getConnection().getMetaData();
            return Json.object()
                    .put("product", facts.getDatabaseProductName())
                    .put("version", facts.getDatabaseProductVersion());
        } catch (SQLException broken) {
            throw new IllegalStateException("the database does not tell what it is", broken);
        }
    }

    private static ArrayNode platforms(Handle handle, Instant now) {
        var list = Json.array();
        handle.createQuery(
                        """
                        select r.owner, r.name, q.platform, max(q.capacity) as capacity,
                            count(case when q.lease_owner is null and q.due_at <= :now
                                then 1 end) as waiting,
                            count(case when q.lease_owner is null and q.due_at > :now
                                then 1 end) as later,
                            count(q.lease_owner) as held, count(q.started_at) as running,
                            min(case when q.lease_owner is null and q.due_at <= :now
                                then q.due_at end) as oldest
                        from (
                            select repository_id, platform, capacity, lease_owner, due_at,
                                (select max(a.started_at) from attempt a
                                    where a.task_id = claimed.task_id
                                        and a.finished_at is null) as started_at
                            from dispatch_queue claimed where lease_owner is not null
                            union all
                            select repository_id, platform, capacity, lease_owner, due_at,
                                cast(null as timestamp with time zone)
                            from (
                                select * from dispatch_queue where lease_owner is null
                                order by lease_owner, due_at limit :most) line
                        ) q join repository r on r.id = q.repository_id
                        group by r.owner, r.name, q.platform
                        order by waiting desc, held desc, q.platform limit :shown
                        """)
                .bind("now", now)
                .bind("most", QueueFigures.MOST)
                .bind("shown", SHOWN)
                .map(
                        (row, _) ->
                                Json.object()
                                        .put(
                                                "repo",
                                                row.getString("owner")
                                                        + "/"
                                                        + row.getString("name"))
                                        .put("platform", row.getString("platform"))
                                        .put("capacity", Rows.number(row, "capacity"))
                                        .put("waiting", row.getInt("waiting"))
                                        .put("later", row.getInt("later"))
                                        .put("held", row.getInt("held"))
                                        .put("running", row.getInt("running"))
                                        .put("oldestSince", time(row, "oldest")))
                .forEach(list::add);
        return list;
    }

    /// The runners that have something to do. Each was last agreed with when the attempt was that
    /// waits longest for it.
    private static ArrayNode runners(Handle handle) {
        var list = Json.array();
        handle.createQuery(
                        """
                        select runner, count(*) as held, count(started_at) as running,
                            min(dispatched_at) as oldest,
                            min(coalesce(agreed_at, dispatched_at)) as agreed
                        from attempt where finished_at is null
                        group by runner order by runner
                        """)
                .map(
                        (row, _) ->
                                Json.object()
                                        .put("name", row.getString("runner"))
                                        .put("held", row.getInt("held"))
                                        .put("running", row.getInt("running"))
                                        .put("oldestSince", time(row, "oldest"))
                                        .put("agreedAt", time(row, "agreed")))
                .forEach(list::add);
        return list;
    }

    /// Messages that are not worked off, and what stands in the way of the newest that failed.
    private static ArrayNode inbox(Handle handle) {
        var list = Json.array();
        handle.createQuery(
                        """
                        select source, kind, count(*) as waiting, count(fault) as failing,
                            min(received_at) as oldest, max(fault) as fault
                        from inbox where done_at is null
                        group by source, kind order by source, kind
                        """)
                .map(
                        (row, _) ->
                                Json.object()
                                        .put("source", row.getString("source"))
                                        .put("kind", row.getString("kind"))
                                        .put("waiting", row.getInt("waiting"))
                                        .put("failing", row.getInt("failing"))
                                        .put("oldestSince", time(row, "oldest"))
                                        .put("fault", row.getString("fault")))
                .forEach(list::add);
        return list;
    }

    /// Check runs that GitHub does not show yet as they are to be.
    private static ArrayNode checks(Handle handle) {
        var list = Json.array();
        handle.createQuery(
                        """
                        select state, count(*) as number, min(wanted_at) as oldest,
                            max(fault) as fault
                        from check_run where state <> 'agreed' group by state order by state
                        """)
                .map(
                        (row, _) ->
                                Json.object()
                                        .put("state", row.getString("state"))
                                        .put("count", row.getInt("number"))
                                        .put("oldestSince", time(row, "oldest"))
                                        .put("fault", row.getString("fault")))
                .forEach(list::add);
        return list;
    }

    private static ArrayNode installations(Handle handle) {
        var list = Json.array();
        handle.createQuery("select * from installation order by account limit :shown")
                .bind("shown", SHOWN)
                .map(
                        (row, _) -> {
                            var it =
                                    Json.object()
                                            .put("id", row.getLong("id"))
                                            .put("account", row.getString("account"))
                                            .put("state", row.getString("state"))
                                            .put("seenAt", time(row, "seen_at"));
                            it.set("missing", Json.read(row.getString("missing")));
                            return it;
                        })
                .forEach(list::add);
        return list;
    }

    private static @Nullable String time(ResultSet row, String column) throws SQLException {
        var time = Rows.instant(row, column);
        return time == null ? null : time.toString();
    }
}
