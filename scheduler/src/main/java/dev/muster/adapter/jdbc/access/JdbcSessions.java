package dev.muster.adapter.jdbc.access;

import dev.muster.access.Secret;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.people.Person;
import dev.muster.people.Sessions;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The browsers that people signed in with, of which only hashes are kept.
public final class JdbcSessions implements Sessions {

    private static final Duration USED_STEP = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final RandomGenerator random;
    private final Clock clock;

    /// @param random of cryptographic strength
    public JdbcSessions(Database database, Clock clock, RandomGenerator random) {
        this.transactions = new Transactions(database.jdbi());
        this.random = random;
        this.clock = clock;
    }

    @Override
    public void begin(String state, String back) {
        var until = clock.instant().plus(PENDING);
        transactions.run(
                handle -> {
                    makeRoom(handle);
                    handle.createUpdate(
                                    """
                                    insert into departure (state, back, until)
                                    values (:state, :back, :until)
                                    """)
                            .bind("state", state)
                            .bind("back", back)
                            .bind("until", until)
                            .execute();
                });
    }

    /// Whoever floods the door drives out those who left long ago, and locks nobody out.
    private static void makeRoom(Handle handle) {
        var pending =
                handle.createQuery("select count(*) from departure").mapTo(Integer.class).one();
        if (pending >= MOST_PENDING) {
            handle.createUpdate(
                            """
                            delete from departure where state in (
                                select state from departure order by until limit :some)
                            """)
                    .bind("some", MOST_PENDING / 10)
                    .execute();
        }
    }

    /// Who deletes the row is the one who comes back.
    @Override
    public Optional<String> finish(String state) {
        var now = clock.instant();
        return transactions.in(
                handle -> {
                    var back =
                            handle.createQuery(
                                            """
                                            select back from departure
                                            where state = :state and until > :now for update
                                            """)
                                    .bind("state", state)
                                    .bind("now", now)
                                    .mapTo(String.class)
                                    .findOne();
                    var deleted =
                            handle.createUpdate("delete from departure where state = :state")
                                    .bind("state", state)
                                    .execute();
                    return deleted == 1 ? back : Optional.empty();
                });
    }

    @Override
    public Secret open(Person person) {
        var session = Secret.fresh(random);
        var now = clock.instant();
        transactions.run(
                handle ->
                        handle.createUpdate(
                                        """
                                        insert into web_session (hash, person_id, login, opened_at,
                                            used_at)
                                        values (:hash, :person, :login, :now, :now)
                                        """)
                                .bind("hash", session.hash())
                                .bind("person", person.id())
                                .bind("login", person.login())
                                .bind("now", now)
                                .execute());
        return session;
    }

    private record Open(Person person, Instant openedAt, Instant usedAt) {

        static Open read(ResultSet row) throws SQLException {
            return new Open(
                    new Person(row.getLong("person_id"), row.getString("login")),
                    Rows.time(row, "opened_at"),
                    Rows.time(row, "used_at"));
        }

        boolean holds(Instant now) {
            return now.isBefore(usedAt.plus(IDLE)) && now.isBefore(openedAt.plus(LONGEST));
        }
    }

    @Override
    public Optional<Person> owner(Secret session) {
        var now = clock.instant();
        return transactions.in(
                handle -> {
                    var open =
                            handle.createQuery("select * from web_session where hash = :hash")
                                    .bind("hash", session.hash())
                                    .map((row, _) -> Open.read(row))
                                    .findOne()
                                    .filter(it -> it.holds(now));
                    open.filter(it -> it.usedAt.plus(USED_STEP).isBefore(now))
                            .ifPresent(_ -> used(handle, session, now));
                    return open.map(Open::person);
                });
    }

    private static void used(Handle handle, Secret session, Instant now) {
        handle.createUpdate("update web_session set used_at = :now where hash = :hash")
                .bind("now", now)
                .bind("hash", session.hash())
                .execute();
    }

    @Override
    public void close(Secret session) {
        transactions.run(
                handle ->
                        handle.createUpdate("delete from web_session where hash = :hash")
                                .bind("hash", session.hash())
                                .execute());
    }

    @Override
    public void closeAll(Person person) {
        transactions.run(
                handle ->
                        handle.createUpdate("delete from web_session where person_id = :id")
                                .bind("id", person.id())
                                .execute());
    }
}
