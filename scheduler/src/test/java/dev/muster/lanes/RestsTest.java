package dev.muster.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.SettableClock;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/// How long a repository is left alone.
final class RestsTest {

    private final SettableClock clock = new SettableClock();
    private final Rests rests = new Rests(Duration.ofSeconds(5), clock);

    @ParameterizedTest
    @CsvSource({"1, 5", "5, 5", "40, 40", "1800, 60"})
    void until_there_is_room_but_no_shorter_than_a_rest_and_no_longer_than_a_minute(
            int room, int rest) {
        rests.begin(7, clock.instant().plusSeconds(room));

        clock.pass(Duration.ofSeconds(rest - 1));
        assertThat(rests.now()).containsExactly(7L);
        clock.pass(Duration.ofSeconds(1));
        assertThat(rests.now()).isEmpty();
    }
}
