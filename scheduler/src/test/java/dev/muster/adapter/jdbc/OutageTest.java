package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Outage;
import dev.muster.testkit.Databases;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

final class OutageTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "08001, true",
        "57P01, true",
        "57P03, true",
        "90121, true",
        "42P01, false",
        "40001, false",
        "57014, false"
    })
    void a_database_that_is_away_is_told_from_one_that_refuses(String state, boolean away) {
        var trouble = new IllegalStateException(new SQLException("it said so", state));

        assertThat(Outage.in(trouble)).isEqualTo(away);
    }

    @Test
    void a_pool_that_finds_no_connection_says_so() {
        var trouble = new SQLTransientConnectionException("Connection is not available");

        assertThat(Outage.in(new IllegalStateException(trouble))).isTrue();
        assertThat(Outage.in(new IllegalStateException("of another kind"))).isFalse();
    }

    @Test
    void a_database_that_was_shut_down_is_away() {
        try (var database = Databases.h2()) {
            var trouble =
                    Assertions.catchThrowable(
                            () ->
                                    database.jdbi()
                                            .useHandle(
                                                    it -> {
                                                        it.execute("shutdown immediately");
                                                        it.execute("select count(*) from task");
                                                    }));

            assertThat(Outage.in(trouble)).as(String.valueOf(trouble)).isTrue();
        }
    }
}
