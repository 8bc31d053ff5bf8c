package dev.muster.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

final class JobReadsTest {

    private static final int MANY = 250;

    private final SettableClock clock = new SettableClock();
    private final JobReads reads = new JobReads(clock);

    @BeforeEach
    void begin() {
        reads.roundOver();
    }

    @Test
    void up_to_a_hundred_jobs_are_read_at_each_look() {
        reads.read("run");

        assertThat(reads.next("run", 100)).isEqualTo(Workflows.Jobs.READ);
    }

    /// Large runs that begin at once and go on for an hour, each asked about every hundred seconds.
    ///
    /// @return how often the jobs of all were read together
    private int readInAnHour(int runs) {
        var read = 0;
        for (var seconds = 0; seconds < 3600; seconds += 100) {
            for (var run = 0; run < runs; run++) {
                if (reads.next("run " + run, MANY) == Workflows.Jobs.READ) {
                    reads.read("run " + run);
                    read++;
                }
            }
            clock.pass(Duration.ofSeconds(100));
        }
        return read;
    }

    @Test
    void those_of_a_large_run_are_read_at_each_look_but_the_first() {
        assertThat(readInAnHour(1)).isEqualTo(35);
    }

    @Test
    void those_of_nine_large_runs_are_read_at_each_look_but_the_first() {
        assertThat(readInAnHour(9)).isEqualTo(9 * 35);
    }

    @Test
    void many_large_runs_take_a_thousand_pages_an_hour_together() {
        assertThat(3 * readInAnHour(33)).isBetween(750, 1_000);
    }

    @Test
    void however_many_there_are_those_of_each_are_read_every_quarter_of_an_hour() {
        assertThat(readInAnHour(200)).isEqualTo(200 * 3);
    }

    @Test
    void large_runs_that_are_over_take_nothing_from_others() {
        readInAnHour(200);
        clock.pass(Duration.ofSeconds(200));

        assertThat(readInAnHour(1)).isEqualTo(36);
    }

    @Test
    void what_nobody_asked_about_for_an_hour_is_forgotten() {
        reads.next("run", MANY);
        clock.pass(Duration.ofMinutes(61));

        reads.roundOver();

        assertThat(reads.next("run", MANY))
                .as("as if it had just begun")
                .isEqualTo(Workflows.Jobs.WHEN_OVER);
    }

    @Test
    void what_is_asked_about_is_kept() {
        reads.next("run", MANY);
        for (var minutes = 0; minutes < 90; minutes += 10) {
            clock.pass(Duration.ofMinutes(10));
            reads.next("run", MANY);
            reads.roundOver();
        }

        assertThat(reads.next("run", MANY)).isEqualTo(Workflows.Jobs.READ);
    }
}
