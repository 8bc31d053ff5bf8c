package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.adapter.jdbc.ground.FullDisk;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.testkit.Databases;

import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

final class FullDiskTest {

    private static RuntimeException failed(String message) {
        var disk = new IOException(message);
        return new UnableToExecuteStatementException(new SQLException("COMMIT", disk), null);
    }

    @Test
    void a_full_disk_of_the_database_is_told_as_such_and_nothing_else_is() {
        try (var database = Databases.h2()) {
            var transactions = new Transactions(database.jdbi());

            assertThatThrownBy(
                            () ->
                                    transactions.run(
                                            _ -> {
                                                throw failed("No space left on device");
                                            }))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("the disk of the database is full; make room, and work goes on");
        }
        assertThat(FullDisk.in(failed("Connection reset by peer"))).isEmpty();
    }
}
