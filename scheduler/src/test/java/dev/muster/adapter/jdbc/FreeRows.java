package dev.muster.adapter.jdbc;

import dev.muster.adapter.jdbc.ground.Database;

import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The rows of a table that nobody has locked.
///
/// @param key the column that tells them apart
record FreeRows(Database database, String table, String key) {

    /// Those in the middle of a claim: once it has first written that it holds rows.
    List<String> during(Runnable claim) {
        var seen = new ArrayList<List<String>>();
        database.jdbi()
                .setSqlLogger(
                        new SqlLogger() {
                            @Override
                            public void logAfterExecution(StatementContext statement) {
                                if (statement.getRawSql().startsWith("update " + table)) {
                                    seen.add(now());
                                }
                            }
                        });
        claim.run();
        database.jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return seen.getFirst();
    }

    /// Those at this moment.
    List<String> now() {
        try (var connection = database.dataSource().getConnection();
                var query =
                        connection.prepareStatement(
                                "select %s from %s for update skip locked".formatted(key, table));
                var rows = query.executeQuery()) {
            var free = new ArrayList<String>();
            while (rows.next()) {
                free.add(rows.getString(1));
            }
            return free;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
