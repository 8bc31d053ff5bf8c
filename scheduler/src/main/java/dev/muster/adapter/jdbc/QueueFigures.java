package dev.muster.adapter.jdbc;

import org.jdbi.v3.core.Handle;

import java.time.Instant;

/// How much there is to do and how much was done, counted over small tables only.
///
/// @param queued tasks that are due and not handed to a runner
/// @param dispatched tasks that a runner has
/// @param oldestSeconds how long the first of the queued tasks has been due
/// @param messages commits that were noticed and are not planned
/// @param passed tasks that ended well
/// @param failed tasks that ended badly
/// @param flaky tasks that failed and then passed on the same commit
public record QueueFigures(
        long queued,
        long dispatched,
        double oldestSeconds,
        long messages,
        long passed,
        long failed,
        long flaky) {

    private static final double MILLIS = 1000;

    static QueueFigures read(Handle handle, Instant now) {
        return handle.createQuery(
                        """
                        select
                            (select count(*) from dispatch_queue
                                where lease_owner is null and due_at <= :now) as queued,
                            (select count(*) from dispatch_queue
                                where lease_owner is not null) as dispatched,
                            (select min(due_at) from dispatch_queue
                                where lease_owner is null and due_at <= :now) as oldest,
                            (select count(*) from inbox
                                where kind = 'commit_landed' and done_at is null) as messages,
                            coalesce(sum(passed), 0) as passed,
                            coalesce(sum(failed), 0) as failed,
                            coalesce(sum(flaky), 0) as flaky
                        from target_summary
                        """)
                .bind("now", now)
                .map(
                        (row, _) -> {
                            var oldest = Rows.instant(row, "oldest");
                            return new QueueFigures(
                                    row.getLong("queued"),
                                    row.getLong("dispatched"),
                                    oldest == null
                                            ? 0
                                            : (now.toEpochMilli() - oldest.toEpochMilli()) / MILLIS,
                                    row.getLong("messages"),
                                    row.getLong("passed"),
                                    row.getLong("failed"),
                                    row.getLong("flaky"));
                        })
                .one();
    }
}
