package dev.muster.adapter.jdbc.dispatch;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Transactions;

import org.jdbi.v3.core.Handle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How long the queue was, looked at every few minutes, for nothing else remembers it.
public final class QueueSamples {

    private static final Duration KEPT = Duration.ofDays(8);

    private final Transactions transactions;
    private final Clock clock;

    public QueueSamples(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    /// What was seen at a time, of all platforms together.
    ///
    /// @param at when
    /// @param waiting tasks that were due and had no runner
    /// @param capacity what there was room for; -1: some platform had no limit
    public record Sample(Instant at, int waiting, int capacity) {}

    /// Looks once, and forgets what is old.
    public void round() {
        var now = clock.instant();
        transactions.in(
                handle ->
                        handle.createUpdate(
                                        """
                                        insert into queue_sample
                                            (sampled_at, repository_id, platform, waiting, capacity)
                                        select cast(:now as timestamp with time zone),
                                            repository_id, platform,
                                            count(case when lease_owner is null and due_at <= :now
                                                then 1 end),
                                            max(capacity)
                                        from dispatch_queue group by repository_id, platform
                                        on conflict do nothing
                                        """)
                                .bind("now", now)
                                .execute());
        transactions.in(
                handle ->
                        handle.createUpdate("delete from queue_sample where sampled_at < :before")
                                .bind("before", now.minus(KEPT))
                                .execute());
    }

    /// The samples since a time, oldest first.
    public static List<Sample> since(Handle handle, Instant from) {
        return handle.createQuery(
                        """
                        select sampled_at, sum(waiting) as waiting,
                            case when count(*) = count(capacity) then sum(capacity)
                                else -1 end as capacity
                        from queue_sample where sampled_at >= :from
                        group by sampled_at order by sampled_at
                        """)
                .bind("from", from)
                .map(
                        (row, _) ->
                                new Sample(
                                        Rows.time(row, "sampled_at"),
                                        row.getInt("waiting"),
                                        row.getInt("capacity")))
                .list();
    }
}
