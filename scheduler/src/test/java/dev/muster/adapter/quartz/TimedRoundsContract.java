package dev.muster.adapter.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.api.Pulse;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Rounds by the clock, of services that share a process.
abstract class TimedRoundsContract {

    private static final Duration SOON = Duration.ofMillis(50);

    final BlockingQueue<String> rounds = new LinkedBlockingQueue<>();

    abstract Database open();

    abstract boolean postgresql();

    @Test
    void two_services_in_one_process_run_their_own_rounds() throws Exception {
        try (var one = open();
                var two = open();
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
        try (var one = open();
                var two = open();
                var second = timed(two, "two")) {
            try (var first = timed(one, "one")) {
                first.start();
                second.start();
            }
            rounds.clear();

            assertThat(next()).isEqualTo("two");
        }
    }

    @Test
    void a_round_tells_how_it_went_and_when_it_comes_next() throws Exception {
        try (var database = open();
                var timed = timed(database, "one")) {
            assertThat(timed.beats().getFirst().tally()).isEqualTo(Pulse.Tally.NONE);
            timed.start();
            next();
            next();

            var beat = timed.beats().getFirst();

            assertThat(beat.name()).isEqualTo("round");
            assertThat(beat.every()).isEqualTo(SOON);
            assertThat(beat.tally().rounds()).isPositive();
            assertThat(beat.tally().faults()).isZero();
            assertThat(beat.nextAt()).isNotNull();
        }
    }

    @Test
    void an_error_ends_its_round_and_is_counted() throws Exception {
        try (var database = open();
                var timed = timed(database, "one")) {
            timed.every(
                    SOON,
                    "broken",
                    () -> {
                        rounds.add("broken");
                        throw new AssertionError("planted");
                    });
            timed.start();
            for (var seen = 0; seen < 3; ) {
                seen += next().equals("broken") ? 1 : 0;
            }

            var broken = timed.beats().getFirst();

            assertThat(broken.name()).isEqualTo("broken");
            assertThat(broken.tally().faults()).isGreaterThanOrEqualTo(2);
        }
    }

    final TimedRounds timed(Database database, String name) {
        var timed = new TimedRounds(database.dataSource(), postgresql(), "same", Clock.systemUTC());
        timed.every(SOON, "round", () -> rounds.add(name));
        return timed;
    }

    final String next() throws InterruptedException {
        var next = rounds.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("a round within half a minute").isNotNull();
        return next;
    }
}
