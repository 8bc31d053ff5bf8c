package dev.muster.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/// When storing deliveries goes before handling them.
final class RushTest {

    private final SettableClock clock = new SettableClock();
    private final Rush rush = new Rush(clock);

    @ParameterizedTest(name = "{0} in half a second, {1} at the door: {2}")
    @CsvSource({
        "50, 16, false",
        "1000, 1, false",
        "499, 16, false",
        "500, 4, true",
        "1000, 16, true"
    })
    void many_that_wait_for_each_other_are_a_rush(int deliveries, int atTheDoor, boolean on) {
        come(deliveries, atTheDoor);
        clock.pass(Duration.ofMillis(500));
        rush.came(1);

        assertThat(rush.on()).isEqualTo(on);
    }

    @Test
    void it_is_over_when_nothing_comes_any_more() {
        come(1000, 16);
        clock.pass(Duration.ofMillis(500));
        rush.came(1);
        clock.pass(Duration.ofSeconds(1));

        assertThat(rush.on()).isFalse();
    }

    @Test
    void it_is_over_when_less_comes() {
        come(1000, 16);
        clock.pass(Duration.ofMillis(500));
        come(50, 1);
        clock.pass(Duration.ofMillis(500));
        rush.came(1);

        assertThat(rush.on()).isFalse();
    }

    private void come(int deliveries, int atTheDoor) {
        for (var i = 0; i < deliveries; i++) {
            rush.came(atTheDoor);
        }
    }
}
