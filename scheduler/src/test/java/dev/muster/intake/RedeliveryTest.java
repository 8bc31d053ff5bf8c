package dev.muster.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.intake.MissedDeliveries.Missed;
import dev.muster.intake.SentDeliveries.Sent;
import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

    /// What GitHub tells that it sent, and from when on it was asked for that.
    private static final class Log implements SentDeliveries {

        private final List<Sent> sent = new ArrayList<>();
        private final List<Long> again = new ArrayList<>();
        private Instant asked = Instant.MAX;

        @Override
        public Listed since(Instant time) {
            asked = time;
            return new Listed.Found(sent.stream().filter(it -> !it.at().isBefore(time)).toList());
        }

        @Override
        public boolean again(long id) {
            return again.add(id);
        }
    }

    private final Log log = new Log();
    private final SettableClock clock = new SettableClock();
    private final Redelivery redelivery = new Redelivery(log, clock);

    private void triedSixTimes(String guid) {
        IntStream.of(50, 60, 70, 80, 90, 99)
                .forEach(minutes -> log.sent.add(tried(minutes, guid, minutes, false)));
    }

    @Test
    void nothing_is_missing_where_all_arrived_at_last() {
        log.sent.add(tried(2, "a", 5, true));
        log.sent.add(tried(1, "a", 50, false));

        redelivery.round();

        assertThat(redelivery.missed()).isEqualTo(new Missed(0, 0, null));
    }

    @Test
    void what_never_arrived_is_told_with_the_time_of_its_first_try() {
        triedSixTimes("a");
        log.sent.add(tried(9, "b", 5, false));

        redelivery.round();

        assertThat(log.again).containsExactly(9L);
        assertThat(redelivery.missed())
                .isEqualTo(new Missed(2, 1, NOON.minus(Duration.ofMinutes(99))));
    }

    @Test
    void the_list_is_not_read_from_what_was_given_up_nor_from_what_arrived_at_last() {
        triedSixTimes("a");
        log.sent.add(tried(2, "b", 30, true));
        log.sent.add(tried(1, "b", 55, false));
        redelivery.round();

        redelivery.round();

        assertThat(log.asked).isEqualTo(NOON.minus(Duration.ofMinutes(4)));
        assertThat(redelivery.missed())
                .isEqualTo(new Missed(1, 1, NOON.minus(Duration.ofMinutes(99))));
    }

    @Test
    void what_was_given_up_is_not_asked_for_when_its_last_try_alone_is_listed() {
        triedSixTimes("a");
        log.sent.add(tried(7, "a", 2, false));
        redelivery.round();

        redelivery.round();

        assertThat(log.again).isEmpty();
    }

    @Test
    void somebody_who_sends_it_once_more_by_hand_ends_it() {
        triedSixTimes("a");
        redelivery.round();
        log.sent.add(tried(7, "a", 1, true));

        redelivery.round();

        assertThat(redelivery.missed()).isEqualTo(new Missed(0, 0, null));
    }

    @Test
    void what_github_has_forgotten_is_missed_no_more() {
        triedSixTimes("a");
        redelivery.round();
        log.sent.clear();
        clock.pass(Duration.ofDays(3));

        redelivery.round();

        assertThat(redelivery.missed()).isEqualTo(new Missed(0, 0, null));
    }

    @Test
    void the_oldest_come_first() {
        assertThat(due(tried(9, "b", 5, false), tried(3, "a", 9, false))).containsExactly(3L, 9L);
    }
}
