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

    @Test
    void more_are_read_the_less_often_the_more_there_are() {
        reads.read("run");

        clock.pass(Duration.ofSeconds(899));
        assertThat(reads.next("run", MANY)).isEqualTo(Workflows.Jobs.WHEN_OVER);
        clock.pass(Duration.ofSeconds(1));
        assertThat(reads.next("run", MANY)).isEqualTo(Workflows.Jobs.READ);
    }

    @Test
    void what_nobody_asked_about_for_an_hour_is_forgotten() {
        reads.read("run");
        clock.pass(Duration.ofMinutes(61));

        reads.roundOver();

        assertThat(reads.next("run", MANY))
                .as("as if it had just begun")
                .isEqualTo(Workflows.Jobs.WHEN_OVER);
    }

    @Test
    void what_is_asked_about_is_kept() {
        reads.read("run");
        for (var minutes = 0; minutes < 90; minutes += 10) {
            clock.pass(Duration.ofMinutes(10));
            reads.next("run", MANY);
            reads.roundOver();
        }

        assertThat(reads.next("run", MANY)).isEqualTo(Workflows.Jobs.READ);
    }
}
