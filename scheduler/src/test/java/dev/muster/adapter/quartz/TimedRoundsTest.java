package dev.muster.adapter.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.Database;
import dev.muster.testkit.Databases;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Rounds by the clock, of services that share a process.
final class TimedRoundsTest {

    private static final Duration SOON = Duration.ofMillis(50);

    private final BlockingQueue<String> rounds = new LinkedBlockingQueue<>();

    @Test
    void two_services_in_one_process_run_their_own_rounds() throws Exception {
        try (var one = Databases.h2();
                var two = Databases.h2();
                var first = timed(one, "one");
                var second = timed(two, "two")) {
            first.start();
            second.start();

            var seen = new HashSet<String>();
            while (seen.size() < 2) {
                seen.add(next());
            }

            assertThat(seen).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void a_service_that_ends_leaves_the_other_going() throws Exception {
        try (var one = Databases.h2();
                var two = Databases.h2();
                var second = timed(two, "two")) {
            try (var first = timed(one, "one")) {
                first.start();
                second.start();
            }
            rounds.clear();

            assertThat(next()).isEqualTo("two");
        }
    }

    private TimedRounds timed(Database database, String name) {
        var timed = new TimedRounds(database.dataSource(), false, "same");
        timed.every(SOON, "round", () -> rounds.add(name));
        return timed;
    }

    private String next() throws InterruptedException {
        var next = rounds.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("a round within half a minute").isNotNull();
        return next;
    }
}
