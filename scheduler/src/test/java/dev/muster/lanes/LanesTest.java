package dev.muster.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;

/// Several things at once, in the order of their lanes.
final class LanesTest {

    @Test
    @Timeout(20)
    void things_of_different_lanes_are_done_at_once() {
        var together = new CyclicBarrier(3);

        new Lanes(3)
                .each(
                        List.of("a", "b", "c"),
                        it -> it,
                        _ -> {
                            try {
                                together.await();
                            } catch (Exception broken) {
                                throw new IllegalStateException(broken);
                            }
                        });

        assertThat(together.isBroken()).isFalse();
    }

    @Test
    void things_of_one_lane_keep_their_order() {
        var done = new ConcurrentHashMap<Object, List<Integer>>();
        var things = IntStream.range(0, 300).boxed().toList();

        new Lanes(8)
                .each(
                        things,
                        it -> it % 7,
                        it -> done.computeIfAbsent(it % 7, _ -> new ArrayList<>()).add(it));

        assertThat(done.values()).hasSize(7).allSatisfy(it -> assertThat(it).isSorted());
        assertThat(done.values().stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(things);
    }

    @Test
    void nothing_is_done_by_another_thread_where_there_is_one_lane() {
        var threads = ConcurrentHashMap.<Thread>newKeySet();

        new Lanes(8).each(List.of(1, 2, 3), _ -> "one", _ -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void what_a_step_throws_is_thrown_even_where_it_is_an_error() {
        var crash = new AssertionError("power cut");

        assertThatThrownBy(
                        () ->
                                new Lanes(2)
                                        .each(
                                                List.of(1, 2, 3),
                                                it -> it,
                                                it -> {
                                                    if (it == 2) {
                                                        throw crash;
                                                    }
                                                }))
                .isSameAs(crash);
    }

    @Test
    void there_must_be_a_lane() {
        assertThatThrownBy(() -> new Lanes(0)).hasMessageContaining("0");
    }
}
