package dev.muster.testkit;

import dev.muster.adapter.jdbc.ground.Database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Fresh databases for tests.
public final class Databases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Databases() {}

    /// An H2 database in memory, with the tables of one that was brought up to date.
    public static Database h2() {
        var url = Database.h2InMemory("test" + COUNT.incrementAndGet());
        var database = Database.connect(url, "", "");
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var line : Script.LINES) {
                statement.execute(line);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException("H2 does not understand its own script", broken);
        }
        return database;
    }

    /// A database of a real PostgreSQL server, which is started once for all tests. Its tables are
    /// copied from one that was brought up to date, which takes a fraction of the time.
    public static Database postgres() {
        return Database.connect(fresh("template " + Template.NAME), "", "");
    }

    /// The address of a new database of that server, without tables.
    public static String postgresUrl() {
        return fresh("");
    }

    private static String fresh(String from) {
        return Server.INSTANCE.getJdbcUrl(
                "postgres", named("test" + COUNT.incrementAndGet(), from));
    }

    private static String named(String name, String from) {
        try (var connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " " + from);
            return name;
        } catch (SQLException broken) {
            throw new IllegalStateException("the test server makes no databases", broken);
        }
    }

    /// What makes the tables of H2 as the migrations do, with what they put into them.
    private static final class Script {
        static final List<String> LINES = read();

        private static List<String> read() {
            var url = Database.h2InMemory("up_to_date");
            try (var database = Database.open(url, "", "")) {
                return database.jdbi()
                        .withHandle(it -> it.createQuery("script").mapTo(String.class).list());
            }
        }
    }

    private static final class Template {
        static final String NAME = make();

        private static String make() {
            var name = named("up_to_date", "");
            Database.open(Server.INSTANCE.getJdbcUrl("postgres", name), "", "").close();
            return name;
        }
    }

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        /// Its own way to remove the data of hundreds of databases, file by file while the process
        /// ends, takes longer than Surefire waits.
        private static EmbeddedPostgres start() {
            System.setProperty("ot.epg.no-cleanup", "true");
            try {
                var data = Files.createTempDirectory("muster-postgres");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> removeLater(data)));
                return EmbeddedPostgres.builder().setDataDirectory(data).start();
            } catch (IOException broken) {
                throw new UncheckedIOException("PostgreSQL does not start", broken);
            }
        }

        /// A process that outlives this one removes it, once the server is gone.
        private static void removeLater(Path data) {
            var script = "while [ -e \"$0/postmaster.pid\" ]; do sleep 1; done; rm -rf \"$0\"";
            try {
                new ProcessBuilder("sh", "-c", script, data.toString())
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
