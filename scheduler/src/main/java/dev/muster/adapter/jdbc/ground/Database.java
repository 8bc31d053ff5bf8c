package dev.muster.adapter.jdbc.ground;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.jdbi.v3.core.Jdbi;

import java.nio.file.Path;
import java.util.Locale;

import javax.sql.DataSource;

/// A database with this product's tables in it.
public final class Database implements AutoCloseable {

    /// What makes H2 understand the same statements as PostgreSQL, and leaves closing it to us.
    private static final String H2_MODE =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                    + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=20000";

    /// H2 writes what was committed half a second later unless it is told to at once; a process
    /// that is killed in between would lose what it has answered for.
    private static final String AT_ONCE = ";WRITE_DELAY=0";

    private static final int CONNECTIONS = 10;

    private final HikariDataSource source;
    private final Jdbi jdbi;

    private Database(HikariDataSource source) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
    }

    /// The URL of an H2 database in a file.
    ///
    /// @param file without the ending that H2 adds
    public static String h2(Path file) {
        return "jdbc:h2:file:" + file.toAbsolutePath() + H2_MODE;
    }

    /// The URL of an H2 database in memory, for tests; it lives until it is closed.
    public static String h2InMemory(String name) {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1" + H2_MODE;
    }

    /// Where the migrations for a URL lie.
    public static String[] migrations(String url) {
        var vendor = url.startsWith("jdbc:postgresql:") ? "postgresql" : "h2";
        return new String[] {"classpath:db/common", "classpath:db/" + vendor};
    }

    /// Connects to a database and brings its tables up to date. What is committed there outlives
    /// this process, however it ends; who is killed while tables are changed begins that again.
    ///
    /// @param user empty where the URL says all
    public static Database open(String url, String user, String password) {
        var before = BeforeMigration.of(url);
        before.ifPresent(BeforeMigration::restore);
        var database = connect(url, user, password);
        try {
            Flyway.configure()
                    .dataSource(database.source)
                    .locations(migrations(url))
                    .failOnMissingLocations(false)
                    .javaMigrations(new QuartzTables(url))
                    .callbacks(before.stream().toArray(Callback[]::new))
                    .load()
                    .migrate();
            before.ifPresent(BeforeMigration::forget);
        } catch (RuntimeException broken) {
            database.close();
            throw broken;
        }
        return database;
    }

    /// Connects to a database whose tables are known to be up to date.
    ///
    /// @param user empty where the URL says all
    public static Database connect(String url, String user, String password) {
        var config = new HikariConfig();
        config.setJdbcUrl(lasting(url));
        config.setMaximumPoolSize(CONNECTIONS);
        if (!user.isEmpty()) {
            config.setUsername(user);
            config.setPassword(password);
        }
        return new Database(new HikariDataSource(config));
    }

    private static String lasting(String url) {
        return url.startsWith("jdbc:h2:") && !url.toUpperCase(Locale.ROOT).contains(";WRITE_DELAY=")
                ? url + AT_ONCE
                : url;
    }

    /// The pool, for what speaks JDBC itself.
    public DataSource dataSource() {
        return source;
    }

    /// The pool as the stores use it.
    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        source.close();
    }
}
