package dev.muster.adapter.jdbc;

import dev.muster.api.Repeats;

import java.time.Clock;
import java.util.Optional;

/// Keeps answers beside everything else; the vacuum forgets them after a day.
public final class JdbcRepeats implements Repeats {

    private final Transactions transactions;
    private final Clock clock;

    public JdbcRepeats(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public Optional<Kept> find(String key) {
        return transactions.in(
                handle ->
                        handle.createQuery(
                                        """
                                        select request_digest, status, body from idempotency_key
                                        where id = :key
                                        """)
                                .bind("key", key)
                                .map(
                                        (row, _) ->
                                                new Kept(
                                                        row.getString("request_digest"),
                                                        row.getInt("status"),
                                                        row.getString("body")))
                                .findOne());
    }

    @Override
    public void keep(String key, Kept answer) {
        transactions.run(
                handle ->
                        handle.createUpdate(
                                        """
                                        insert into idempotency_key
                                            (id, request_digest, status, body, at)
                                        values (:key, :request, :status, :body, :now)
                                        on conflict do nothing
                                        """)
                                .bind("key", key)
                                .bind("request", answer.request())
                                .bind("status", answer.status())
                                .bind("body", answer.body())
                                .bind("now", clock.instant())
                                .execute());
    }
}
