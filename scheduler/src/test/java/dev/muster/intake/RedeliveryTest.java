package dev.muster.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.intake.SentDeliveries.Sent;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/// Which deliveries GitHub is asked to send once more.
final class RedeliveryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Sent tried(long id, String guid, int minutesAgo, boolean taken) {
        return new Sent(id, guid, NOON.minusSeconds(60L * minutesAgo), taken);
    }

    private static List<Long> due(Sent... deliveries) {
        return Redelivery.due(List.of(deliveries), NOON).stream().map(Sent::id).toList();
    }

    @Test
    void one_that_arrived_is_left_alone() {
        assertThat(due(tried(1, "a", 5, true))).isEmpty();
    }

    @Test
    void one_that_did_not_is_asked_for() {
        assertThat(due(tried(1, "a", 5, false))).containsExactly(1L);
    }

    @Test
    void one_that_arrived_at_a_later_try_is_left_alone() {
        assertThat(due(tried(2, "a", 4, true), tried(1, "a", 5, false))).isEmpty();
    }

    @Test
    void after_two_tries_it_waits_longer() {
        assertThat(due(tried(2, "a", 1, false), tried(1, "a", 3, false))).isEmpty();
        assertThat(due(tried(2, "a", 2, false), tried(1, "a", 4, false))).containsExactly(2L);
    }

    @Test
    void after_six_tries_it_is_given_up() {
        assertThat(
                        due(
                                tried(6, "a", 50, false),
                                tried(5, "a", 60, false),
                                tried(4, "a", 70, false),
                                tried(3, "a", 80, false),
                                tried(2, "a", 90, false),
                                tried(1, "a", 99, false)))
                .isEmpty();
    }

    @Test
    void the_oldest_come_first() {
        assertThat(due(tried(9, "b", 5, false), tried(3, "a", 9, false))).containsExactly(3L, 9L);
    }
}
