package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.inbox.Claim;
import dev.muster.inbox.Inbox;
import dev.muster.inbox.Message;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The inbox.
public final class JdbcInbox implements Inbox {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int FAULT_LENGTH = 2000;

    private final Transactions transactions;
    private final Clock clock;

    public JdbcInbox(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public Receipt put(Message message) {
        return transactions.in(handle -> put(handle, message, clock.instant()));
    }

    static Receipt put(Handle handle, Message message, Instant now) {
        return put(handle, List.of(message), now).getFirst();
    }

    /// Stores messages in their order.
    static List<Receipt> put(Handle handle, List<Message> messages, Instant now) {
        var batch =
                handle.prepareBatch(
                        """
                        insert into inbox (source, delivery, kind, repository_id, payload,
                            received_at, due_at)
                        values (:source, :delivery, :kind, :repository, :payload, :now, :now)
                        on conflict do nothing
                        """);
        messages.forEach(
                message ->
                        batch.bind("source", message.source())
                                .bind("delivery", message.delivery())
                                .bind("kind", message.kind())
                                .bind("repository", message.repository())
                                .bind("payload", message.payload())
                                .bind("now", now)
                                .add());
        return Arrays.stream(batch.execute())
                .mapToObj(stored -> stored == 1 ? Receipt.NEW : Receipt.KNOWN)
                .toList();
    }

    /// Makes a message that was put away due again; nothing where it is due or not known.
    public static void reopen(Handle handle, String source, String delivery, Instant now) {
        handle.createUpdate(
                        """
                        update inbox set done_at = null, fault = null, tries = 0, due_at = :now,
                            lease_owner = null, lease_until = null
                        where source = :source and delivery = :delivery and done_at is not null
                        """)
                .bind("source", source)
                .bind("delivery", delivery)
                .bind("now", now)
                .execute();
    }

    @Override
    public List<Claim> claim(String kind, String owner, Duration lease, int limit) {
        var now = clock.instant();
        var until = now.plus(lease);
        return transactions.in(
                handle -> {
                    var found = oldest(handle, kind, owner, now, until, limit);
                    return found.isEmpty() ? found : taken(handle, found, now);
                });
    }

    /// Without locks: H2 locks whatever it looks at, which is all that waits.
    private static List<Claim> oldest(
            Handle handle, String kind, String owner, Instant now, Instant until, int limit) {
        return handle.createQuery(
                        """
                        select * from inbox
                        where kind = :kind and done_at is null and due_at <= :now
                            and (lease_until is null or lease_until < :now)
                        order by kind, done_at, due_at, id
                        limit :limit
                        """)
                .bind("kind", kind)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, _) -> read(row, owner, until))
                .list();
    }

    /// Those of them that nobody else has taken meanwhile. One after the other by their keys: of a
    /// list of keys PostgreSQL thinks that reading the whole table is quicker for as long as it
    /// takes the table for small, which is until it has counted it.
    private static List<Claim> taken(Handle handle, List<Claim> found, Instant now) {
        var batch =
                handle.prepareBatch(
                        """
                        update inbox set lease_owner = :owner, lease_until = :until,
                            tries = :tries
                        where id = :id and tries = :tries - 1 and done_at is null
                            and (lease_until is null or lease_until < :now)
                        """);
        found.forEach(
                claim ->
                        batch.bind("owner", claim.owner())
                                .bind("until", claim.until())
                                .bind("tries", claim.tries())
                                .bind("id", claim.id())
                                .bind("now", now)
                                .add());
        var counts = batch.execute();
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 1)
                .mapToObj(found::get)
                .toList();
    }

    @Override
    public void release(String kind, String owner) {
        transactions.run(
                handle ->
                        handle.createUpdate(
                                        """
                                        update inbox set lease_owner = null, lease_until = null
                                        where kind = :kind and done_at is null
                                            and lease_owner = :owner
                                        """)
                                .bind("kind", kind)
                                .bind("owner", owner)
                                .execute());
    }

    @Override
    public void complete(List<Claim> claims) {
        if (!claims.isEmpty()) {
            transactions.run(handle -> complete(handle, claims, clock.instant()));
        }
    }

    static void complete(Handle handle, List<Claim> claims, Instant now) {
        var batch =
                handle.prepareBatch(
                        """
                        update inbox set done_at = :now, lease_owner = null, lease_until = null,
                            fault = null
                        where id = :id and done_at is null and lease_owner = :owner
                            and tries = :tries
                        """);
        claims.forEach(
                claim ->
                        batch.bind("now", now)
                                .bind("id", claim.id())
                                .bind("owner", claim.owner())
                                .bind("tries", claim.tries())
                                .add());
        batch.execute();
    }

    @Override
    public void retryLater(Claim claim, String why) {
        var now = clock.instant();
        settle(
                claim,
                why,
                """
                update inbox set due_at = :at, lease_owner = null, lease_until = null,
                    fault = :why
                where id = :id and done_at is null and lease_owner = :owner and tries = :tries
                """,
                now.plus(pause(claim.tries())));
    }

    @Override
    public void giveUp(Claim claim, String why) {
        settle(
                claim,
                why,
                """
                update inbox set done_at = :at, lease_owner = null, lease_until = null,
                    fault = :why
                where id = :id and done_at is null and lease_owner = :owner and tries = :tries
                """,
                clock.instant());
    }

    private void settle(Claim claim, String why, String statement, Instant at) {
        transactions.run(
                handle ->
                        handle.createUpdate(statement)
                                .bind("at", at)
                                .bind("why", Texts.fit(why, FAULT_LENGTH))
                                .bind("id", claim.id())
                                .bind("owner", claim.owner())
                                .bind("tries", claim.tries())
                                .execute());
    }

    /// The pause after a number of tries.
    public static Duration pause(int tries) {
        var doublings = Math.clamp(tries - 1L, 0, 20);
        var pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static Claim read(ResultSet row, String owner, Instant until) throws SQLException {
        return new Claim(
                row.getLong("id"),
                new Message(
                        row.getString("source"),
                        row.getString("delivery"),
                        row.getString("kind"),
                        Rows.number(row, "repository_id"),
                        row.getString("payload")),
                owner,
                until,
                row.getInt("tries") + 1);
    }
}
