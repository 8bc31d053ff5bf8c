package dev.muster.core.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

class UlidsTest {

    private final SettableClock clock = new SettableClock();
    private final Ulids ulids = new Ulids(clock, RandomGenerator.of("L64X128MixRandom"));

    @Test
    void names_made_in_the_same_millisecond_sort_in_the_order_of_their_making() {
        var names = Stream.generate(ulids::next).limit(1000).toList();

        assertThat(names).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_later_name_sorts_behind() {
        var first = ulids.next();
        clock.pass(Duration.ofMillis(1));

        assertThat(ulids.next()).isGreaterThan(first);
    }

    @Test
    void a_name_counted_up_past_its_last_digit_stays_a_name() {
        var full = new Ulids(clock, () -> -1L);

        var names = Stream.generate(full::next).limit(40).toList();

        assertThat(names).isSorted().allMatch(TaskId::isTaskId);
    }
}
