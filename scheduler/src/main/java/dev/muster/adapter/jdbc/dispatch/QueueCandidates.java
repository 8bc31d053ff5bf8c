package dev.muster.adapter.jdbc.dispatch;

import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.dispatch.Choice;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads what may be claimed, at a cost that does not grow with what waits: from one stretch of the
/// index to the next, and of each stretch that has room the most urgent and the oldest tasks only.
final class QueueCandidates {

    private static final String URGENT =
            """
            select task_id from dispatch_queue
            where repository_id = :repository and platform = :platform
                and bound = :bound and lease_owner is null and due_at <= :now
            order by lease_owner, priority, enqueued_at, task_id limit :most
            """;

    private static final String LONGEST =
            URGENT.replace("lease_owner, priority, enqueued_at", "lease_owner, enqueued_at");

    private final Handle handle;
    private final Set<Long> repositories;
    private final Instant now;

    /// @param kind the kind of the repositories whose tasks are looked at
    QueueCandidates(Handle handle, String kind, Instant now) {
        this.handle = handle;
        this.repositories =
                handle.createQuery("select id from repository where kind = :kind")
                        .bind("kind", kind)
                        .mapTo(Long.class)
                        .set();
        this.now = now;
    }

    /// The tasks of a platform that share a capacity.
    ///
    /// @param pool the platform
    /// @param bound its capacity; a number that nothing reaches where it is unbounded
    private record Stretch(Choice.Pool pool, int bound) {

        /// Lies before all of a repository.
        static Stretch before(long repository) {
            return new Stretch(new Choice.Pool(repository, ""), 0);
        }
    }

    /// How many tasks of each pool are claimed.
    static Map<Choice.Pool, Integer> inUse(Handle handle) {
        var counts = new HashMap<Choice.Pool, Integer>();
        handle.createQuery(
                        """
                        select repository_id, platform, count(*) as used from dispatch_queue
                        where lease_owner is not null group by repository_id, platform
                        """)
                .map(
                        (row, _) ->
                                Map.entry(
                                        new Choice.Pool(
                                                row.getLong("repository_id"),
                                                row.getString("platform")),
                                        row.getInt("used")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /// The most urgent due tasks of each pool that has room, and those that wait longest; locked.
    ///
    /// @param most of one stretch
    List<Choice.Candidate> locked(Map<Choice.Pool, Integer> inUse, int most) {
        var found = new ArrayList<Choice.Candidate>();
        var next = after(Stretch.before(0));
        while (next.isPresent()) {
            var stretch = next.get();
            var repository = stretch.pool().repository();
            if (repositories.contains(repository)) {
                var free = stretch.bound() - inUse.getOrDefault(stretch.pool(), 0);
                if (free > 0) {
                    found.addAll(of(stretch, Math.min(free, most)));
                }
                next = after(stretch);
            } else {
                next = after(Stretch.before(repository + 1));
            }
        }
        return found;
    }

    private Optional<Stretch> after(Stretch last) {
        return handle.createQuery(
                        """
                        select repository_id, platform, bound from dispatch_queue
                        where lease_owner is null
                            and (repository_id, platform, bound) > (:repository, :platform, :bound)
                        order by repository_id, platform, bound limit 1
                        """)
                .bind("repository", last.pool().repository())
                .bind("platform", last.pool().platform())
                .bind("bound", last.bound())
                .map(
                        (row, _) ->
                                new Stretch(
                                        new Choice.Pool(
                                                row.getLong("repository_id"),
                                                row.getString("platform")),
                                        row.getInt("bound")))
                .findOne();
    }

    private Collection<Choice.Candidate> of(Stretch stretch, int most) {
        var found = new LinkedHashSet<Choice.Candidate>();
        found.addAll(first(URGENT, stretch, most));
        found.addAll(first(LONGEST, stretch, Choice.reserved(most)));
        return found;
    }

    /// Chosen without locks, and then locked: H2 locks whatever it looks at to choose.
    private List<Choice.Candidate> first(String query, Stretch stretch, int most) {
        var tasks =
                handle.createQuery(query)
                        .bind("repository", stretch.pool().repository())
                        .bind("platform", stretch.pool().platform())
                        .bind("bound", stretch.bound())
                        .bind("now", now)
                        .bind("most", most)
                        .mapTo(String.class)
                        .list();
        if (tasks.isEmpty()) {
            return List.of();
        }
        var locked = locked(stretch, tasks);
        return tasks.stream().map(locked::get).filter(Objects::nonNull).toList();
    }

    private Map<String, Choice.Candidate> locked(Stretch stretch, List<String> tasks) {
        return handle.createQuery(
                        """
                        select task_id, priority, enqueued_at, capacity from dispatch_queue
                        where task_id in (<tasks>) and lease_owner is null and due_at <= :now
                        order by task_id for update skip locked
                        """)
                .bindList("tasks", tasks)
                .bind("now", now)
                .map(
                        (row, _) ->
                                new Choice.Candidate(
                                        row.getString("task_id"),
                                        stretch.pool(),
                                        row.getInt("priority"),
                                        Rows.time(row, "enqueued_at"),
                                        row.getObject("capacity", Integer.class)))
                .collect(Collectors.toMap(Choice.Candidate::task, Function.identity()));
    }
}
