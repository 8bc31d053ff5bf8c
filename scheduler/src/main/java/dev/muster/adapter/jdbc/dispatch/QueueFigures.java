package dev.muster.adapter.jdbc.dispatch;

import dev.muster.adapter.jdbc.ground.Rows;

import org.jdbi.v3.core.Handle;

import java.time.Instant;

/// How much there is to do and how much was done. What may be long is counted up to [#MOST].
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

    /// Lines longer than this are not counted to their end.
    public static final int MOST = 100_000;

    private static final double MILLIS = 1000;

    public static QueueFigures read(Handle handle, Instant now) {
        return handle.createQuery(
                        """
                        select
                            (select count(*) from (
                                select 1 as one from dispatch_queue
                                where lease_owner is null and due_at <= :now
                                order by lease_owner, due_at limit :most) line) as queued,
                            (select count(*) from dispatch_queue
                                where lease_owner is not null) as dispatched,
                            (select due_at from dispatch_queue
                                where lease_owner is null and due_at <= :now
                                order by lease_owner, due_at limit 1) as oldest,
                            (select count(*) from (
                                select 1 as one from inbox
                                where kind = 'commit_landed' and done_at is null
                                limit :most) news) as messages,
                            coalesce(sum(passed), 0) as passed,
                            coalesce(sum(failed), 0) as failed,
                            coalesce(sum(flaky), 0) as flaky
                        from target_summary
                        """)
                .bind("now", now)
                .bind("most", MOST)
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
