package dev.muster.testkit;

import dev.muster.adapter.jdbc.Database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// Fresh databases for tests.
public final class Databases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Databases() {}

    /// An H2 database in memory.
    public static Database h2() {
        return Database.open(Database.h2InMemory("test" + COUNT.incrementAndGet()), "", "");
    }

    /// A database of a real PostgreSQL server, which is started once for all tests.
    public static Database postgres() {
        return Database.open(postgresUrl(), "", "");
    }

    /// The address of a new database of that server.
    public static String postgresUrl() {
        var name = "test" + COUNT.incrementAndGet();
        try (var connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException broken) {
            throw new IllegalStateException("the test server makes no databases", broken);
        }
        return Server.INSTANCE.getJdbcUrl("postgres", name);
    }

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException broken) {
                throw new UncheckedIOException("PostgreSQL does not start", broken);
            }
        }
    }
}
