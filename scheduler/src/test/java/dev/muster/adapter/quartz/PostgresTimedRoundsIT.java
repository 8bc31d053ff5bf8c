package dev.muster.adapter.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

import org.junit.jupiter.api.Test;

final class PostgresTimedRoundsIT extends TimedRoundsContract {

    @Override
    Database open() {
        return Databases.postgres();
    }

    @Override
    boolean postgresql() {
        return true;
    }

    @Test
    void the_rounds_of_a_service_that_ends_go_on_in_another_of_the_same_database()
            throws Exception {
        try (var shared = open();
                var second = timed(shared, "two")) {
            try (var first = timed(shared, "one")) {
                first.start();
                assertThat(next()).isEqualTo("one");
            }
            rounds.clear();
            second.start();

            assertThat(next()).isEqualTo("two");
        }
    }
}
