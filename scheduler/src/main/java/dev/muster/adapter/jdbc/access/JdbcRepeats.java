package dev.muster.adapter.jdbc.access;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.api.Repeats;

import org.jdbi.v3.core.Handle;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps answers beside everything else; the vacuum forgets them after a day.
///
/// The name is the first thing that a transaction writes: another one that comes with it waits
/// until the first has ended, and then finds either its answer or nothing.
public final class JdbcRepeats implements Repeats {

    private static final int FIRST_REFUSAL = 400;

    private final Transactions transactions;
    private final Clock clock;

    public JdbcRepeats(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public Optional<Kept> unlessAnswered(String name, Supplier<Kept> act) {
        return transactions.in(
                handle -> {
                    if (!taken(handle, name, clock.instant())) {
                        return Optional.of(find(handle, name));
                    }
                    var answer = act.get();
                    if (answer.status() < FIRST_REFUSAL) {
                        keep(handle, name, answer);
                    } else {
                        forget(handle, name);
                    }
                    return Optional.empty();
                });
    }

    private static boolean taken(Handle handle, String name, Instant now) {
        return handle.createUpdate(
                                """
                                insert into idempotency_key (id, request_digest, status, body, at)
                                values (:name, '', 0, '', :now)
                                on conflict do nothing
                                """)
                        .bind("name", name)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    private static Kept find(Handle handle, String name) {
        return handle.createQuery(
                        "select request_digest, status, body from idempotency_key where id = :name")
                .bind("name", name)
                .map(
                        (row, _) ->
                                new Kept(
                                        row.getString("request_digest"),
                                        row.getInt("status"),
                                        row.getString("body")))
                .one();
    }

    private static void keep(Handle handle, String name, Kept answer) {
        handle.createUpdate(
                        """
                        update idempotency_key
                        set request_digest = :request, status = :status, body = :body
                        where id = :name
                        """)
                .bind("request", answer.request())
                .bind("status", answer.status())
                .bind("body", answer.body())
                .bind("name", name)
                .execute();
    }

    private static void forget(Handle handle, String name) {
        handle.createUpdate("delete from idempotency_key where id = :name")
                .bind("name", name)
                .execute();
    }
}
