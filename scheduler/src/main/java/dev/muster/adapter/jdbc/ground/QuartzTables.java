package dev.muster.adapter.jdbc.ground;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The tables of the timer library, by the script that it brings for each database.
final class QuartzTables implements JavaMigration {

    private final String script;

    QuartzTables(String url) {
        this.script = url.startsWith("jdbc:postgresql:") ? "tables_postgres.sql" : "tables_h2.sql";
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("2");
    }

    @Override
    public String getDescription() {
        return "quartz tables";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
        try (var statement = context.getConnection().createStatement()) {
            for (var sql : text().split(";\\s*(\\r?\\n|$)")) {
                if (!sql.isBlank() && !sql.strip().equalsIgnoreCase("commit")) {
                    statement.execute(sql);
                }
            }
        }
    }

    /// The script without its comments.
    private String text() throws IOException {
        var name = "/org/quartz/impl/jdbcjobstore/" + script;
        try (var in = Objects.requireNonNull(Scheduler.class.getResourceAsStream(name), name)) {
            var all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return all.lines()
                    .filter(it -> !it.strip().startsWith("--") && !it.strip().startsWith("#"))
                    .reduce("", (a, b) -> a + b + "\n");
        }
    }
}
