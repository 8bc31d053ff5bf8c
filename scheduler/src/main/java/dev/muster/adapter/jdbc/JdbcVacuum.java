package dev.muster.adapter.jdbc;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.people.Sessions;
import dev.muster.reporting.Vacuum;

import java.time.Clock;
import java.time.Instant;

/// Deletes what nobody will ask for again.
final class JdbcVacuum implements Vacuum {

    /// The newest event stays: its number is the version of all documents, which never goes back.
    private static final String OLD_EVENTS =
            """
            delete from event_log
            where at < :before and seq < (select max(seq) from event_log)
            """;

    private final Transactions transactions;
    private final Clock clock;

    JdbcVacuum(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public int round() {
        var now = clock.instant();
        return delete(OLD_EVENTS, now.minus(EVENTS_KEPT))
                + delete("delete from inbox where done_at < :before", now.minus(MESSAGES_KEPT))
                + delete("delete from idempotency_key where at < :before", now.minus(EVENTS_KEPT))
                + delete("delete from departure where until < :before", now)
                + delete(
                        "delete from web_session where used_at < :before", now.minus(Sessions.IDLE))
                + delete(
                        "delete from web_session where opened_at < :before",
                        now.minus(Sessions.LONGEST));
    }

    private int delete(String statement, Instant before) {
        return transactions.in(
                handle -> handle.createUpdate(statement).bind("before", before).execute());
    }
}
