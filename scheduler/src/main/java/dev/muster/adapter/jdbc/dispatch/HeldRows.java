package dev.muster.adapter.jdbc.dispatch;

import dev.muster.adapter.jdbc.evidence.TaskRuns;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.attempt.Attempt;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.dispatch.Held;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Reads and renews the unfinished attempts that instances hold.
final class HeldRows {

    private static final String SELECT =
            """
            select q.task_id, q.lease_owner, q.lease_until, r.owner as repository_owner,
                r.name as repository_name, t.branch, t.sha, t.target, t.config_path,
                t.timeout_seconds, t.cancel_asked_by, t.attempts
            from dispatch_queue q
            join task t on t.id = q.task_id
            join repository r on r.id = t.repository_id
            where q.lease_owner is not null
            """;

    private static final int AT_ONCE = 500;

    private HeldRows() {}

    /// A task that an instance holds.
    private record Place(
            AttemptKey key,
            String owner,
            Instant leaseUntil,
            Held.TaskFacts task,
            @Nullable String cancellation) {

        Held with(Try attempt) {
            return new Held(
                    key, owner, leaseUntil, attempt.attempt(), task, attempt.place(), cancellation);
        }
    }

    /// Its attempt that has not ended.
    private record Try(AttemptKey key, Instant dispatchedAt, Attempt attempt, String place) {}

    static List<Held> of(Handle handle, String owner) {
        var places =
                places(
                        handle.createQuery(SELECT + " and q.lease_owner = :owner")
                                .bind("owner", owner));
        return open(handle, places);
    }

    /// Those of tasks, in the tasks' order.
    static List<Held> some(Handle handle, List<String> tasks) {
        var found =
                open(handle, named(handle, tasks)).stream()
                        .collect(Collectors.toMap(it -> it.key().task().value(), it -> it));
        return tasks.stream().map(it -> Objects.requireNonNull(found.get(it), it)).toList();
    }

    /// Those of an instance that somebody asked to stop: few of many, so first which.
    static List<Held> unwanted(Handle handle, String owner) {
        var tasks =
                handle.createQuery(
                                """
                                select q.task_id from dispatch_queue q
                                join task t on t.id = q.task_id
                                where q.lease_owner = :owner and t.cancel_asked_by is not null
                                order by q.task_id
                                """)
                        .bind("owner", owner)
                        .mapTo(String.class)
                        .list();
        return tasks.isEmpty() ? List.of() : open(handle, named(handle, tasks));
    }

    static Optional<Held> one(Handle handle, String task) {
        return open(handle, named(handle, List.of(task))).stream().findFirst();
    }

    private static List<Place> named(Handle handle, List<String> tasks) {
        return places(
                handle.createQuery(SELECT + " and q.task_id in (<tasks>)")
                        .bindList("tasks", tasks));
    }

    private static List<Place> places(Query query) {
        return query.map((row, _) -> place(row)).list();
    }

    /// With the attempts that go on, the longest first. These are read by themselves: a join of
    /// tasks and attempts on two columns is one row in PostgreSQL's eyes as long as it has counted
    /// neither, and then it looks through the queue anew for each of them.
    private static List<Held> open(Handle handle, List<Place> places) {
        var tries = new HashMap<AttemptKey, Try>();
        parts(
                places.stream().map(it -> it.key().task().value()).toList(),
                part -> tries(handle, part).forEach(it -> tries.put(it.key(), it)));
        return places.stream()
                .filter(it -> tries.containsKey(it.key()))
                .sorted(
                        Comparator.comparing(
                                        (Place it) ->
                                                Objects.requireNonNull(tries.get(it.key()))
                                                        .dispatchedAt())
                                .thenComparing(it -> it.key().task().value()))
                .map(it -> it.with(Objects.requireNonNull(tries.get(it.key()))))
                .toList();
    }

    private static List<Try> tries(Handle handle, List<String> tasks) {
        return handle.createQuery(
                        """
                        select task_id, number, dispatched_at, started_at, place from attempt
                        where task_id in (<tasks>) and %s
                        """
                                .formatted(TaskRuns.NOT_OVER))
                .bindList("tasks", tasks)
                .map((row, _) -> attempt(row))
                .list();
    }

    /// Begins the leases of an instance anew, where a third of one is over, and takes over those
    /// that ran out. What runs here is compared at once; what GitHub runs is only when GitHub was
    /// asked, see `JdbcActions.looked`.
    ///
    /// @param kind of the repositories whose attempts are taken over
    static void renew(Handle handle, DispatchSettings settings, String kind, Instant now) {
        take(
                handle,
                settings,
                now,
                "lease_until < :now and lease_owner <> :owner and repository_id in (select id from repository where kind = '%s')"
                        .formatted(kind));
        take(handle, settings, now, "lease_owner = :owner and lease_until < :soon");
        agree(handle, settings.owner(), now);
    }

    /// What runs on this machine was looked at. First which: H2 chooses anew for each attempt.
    private static void agree(Handle handle, String owner, Instant now) {
        var tasks =
                handle.createQuery(
                                """
                                select q.task_id from dispatch_queue q
                                join repository r on r.id = q.repository_id
                                where q.lease_owner = :owner and r.kind <> 'github'
                                """)
                        .bind("owner", owner)
                        .mapTo(String.class)
                        .list();
        parts(
                tasks,
                part ->
                        handle.createUpdate(
                                        """
                                        update attempt set agreed_at = :now
                                        where %s and task_id in (<tasks>)
                                        """
                                                .formatted(TaskRuns.NOT_OVER))
                                .bindList("tasks", part)
                                .bind("now", now)
                                .execute());
    }

    /// First which, then their leases: H2 chooses anew for each row of a statement that does both.
    private static void take(Handle handle, DispatchSettings settings, Instant now, String which) {
        var tasks =
                handle.createQuery(
                                "select task_id from dispatch_queue where %s order by task_id for update skip locked"
                                        .formatted(which))
                        .bind("owner", settings.owner())
                        .bind("now", now)
                        .bind("soon", now.plus(settings.lease().multipliedBy(2).dividedBy(3)))
                        .mapTo(String.class)
                        .list();
        parts(
                tasks,
                part ->
                        handle.createUpdate(
                                        """
                                        update dispatch_queue set lease_owner = :owner,
                                            lease_until = :until
                                        where task_id in (<tasks>)
                                        """)
                                .bindList("tasks", part)
                                .bind("owner", settings.owner())
                                .bind("until", now.plus(settings.lease()))
                                .execute());
    }

    private static void parts(List<String> tasks, Consumer<List<String>> step) {
        for (var from = 0; from < tasks.size(); from += AT_ONCE) {
            step.accept(tasks.subList(from, Math.min(from + AT_ONCE, tasks.size())));
        }
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                new AttemptKey(new TaskId(row.getString("task_id")), row.getInt("attempts")),
                row.getString("lease_owner"),
                Rows.time(row, "lease_until"),
                new Held.TaskFacts(
                        new RepoSlug(
                                row.getString("repository_owner"),
                                row.getString("repository_name")),
                        row.getString("branch"),
                        new CommitSha(row.getString("sha")),
                        row.getString("target"),
                        row.getString("config_path"),
                        Duration.ofSeconds(row.getLong("timeout_seconds"))),
                cancellation(row));
    }

    private static @Nullable String cancellation(ResultSet row) throws SQLException {
        var who = row.getString("cancel_asked_by");
        return who == null ? null : "cancelled by " + who;
    }

    private static Try attempt(ResultSet row) throws SQLException {
        var dispatched = Rows.time(row, "dispatched_at");
        var started = Rows.instant(row, "started_at");
        return new Try(
                new AttemptKey(new TaskId(row.getString("task_id")), row.getInt("number")),
                dispatched,
                started == null ? new Attempt.Dispatched(dispatched) : new Attempt.Running(started),
                row.getString("place"));
    }
}
