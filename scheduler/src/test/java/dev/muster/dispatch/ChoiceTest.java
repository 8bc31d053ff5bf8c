package dev.muster.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.Choice.Candidate;
import dev.muster.dispatch.Choice.Pool;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ChoiceTest {

    private static final Pool LINUX = new Pool(1, "linux");
    private static final Pool MAC = new Pool(1, "mac");

    @Test
    void lower_priorities_go_first_then_who_waited_longer_then_the_older_name() {
        var chosen =
                choose(
                        10,
                        candidate("d", LINUX, 30, 2, null),
                        candidate("c", LINUX, 30, 1, null),
                        candidate("b", LINUX, 30, 1, null),
                        candidate("a", LINUX, 35, 0, null),
                        candidate("e", LINUX, 29, 9, null));

        assertThat(chosen).isEqualTo("e b c d a");
    }

    @Test
    void no_more_are_chosen_than_there_is_room_for() {
        assertThat(choose(1, candidate("a", LINUX, 30, 1, null), candidate("b", MAC, 30, 1, null)))
                .isEqualTo("a");
    }

    @Test
    void a_full_platform_does_not_hold_up_the_others() {
        var chosen =
                Choice.of(
                        List.of(
                                candidate("a", LINUX, 29, 1, 2),
                                candidate("b", LINUX, 29, 2, 2),
                                candidate("c", MAC, 35, 3, 1)),
                        Map.of(LINUX, 1),
                        Map.of(),
                        10);

        assertThat(names(chosen)).isEqualTo("a c");
    }

    @Test
    void the_same_platform_of_another_repository_has_its_own_capacity() {
        var chosen =
                choose(
                        10,
                        candidate("a", LINUX, 30, 1, 1),
                        candidate("b", new Pool(2, "linux"), 30, 1, 1));

        assertThat(chosen).isEqualTo("a b");
    }

    @Test
    void a_repository_with_two_shares_is_handed_two_for_one() {
        var small = new Pool(2, "linux");
        var line =
                IntStream.range(0, 12)
                        .mapToObj(
                                it -> candidate("t" + it, it % 2 == 0 ? LINUX : small, 30, 1, null))
                        .toList();

        var chosen = Choice.of(line, Map.of(), Map.of(), Map.of(2L, 2), 6);

        assertThat(chosen).filteredOn(it -> it.pool().equals(small)).hasSize(4);
    }

    @Test
    void equally_urgent_ones_are_taken_from_the_repository_that_has_least() {
        var small = new Pool(2, "linux");

        var chosen =
                Choice.of(
                        List.of(
                                candidate("a", LINUX, 30, 1, null),
                                candidate("b", LINUX, 30, 2, null),
                                candidate("c", small, 30, 8, null),
                                candidate("d", small, 30, 9, null)),
                        Map.of(MAC, 1),
                        Map.of(),
                        4);

        assertThat(names(chosen)).isEqualTo("c a d b");
    }

    @Test
    void a_pull_request_of_a_busy_repository_goes_before_what_landed_in_an_idle_one() {
        var chosen =
                Choice.of(
                        List.of(
                                candidate("landed", new Pool(2, "linux"), 30, 1, null),
                                candidate("pull", LINUX, 20, 9, null)),
                        Map.of(LINUX, 7),
                        Map.of(),
                        1);

        assertThat(names(chosen)).isEqualTo("pull");
    }

    @Test
    void a_capacity_of_nothing_runs_nothing() {
        assertThat(choose(10, candidate("a", LINUX, 30, 1, 0))).isEmpty();
    }

    @Test
    void every_eighth_is_what_waits_longest_whatever_is_more_urgent() {
        var line = new ArrayList<Candidate>();
        line.add(candidate("landed", LINUX, 30, 0, null));
        for (var i = 1; i <= 9; i++) {
            line.add(candidate("pull" + i, LINUX, 20, i, null));
        }

        var chosen = Choice.of(line, Map.of(), Map.of(LINUX, 5L), 4);

        assertThat(names(chosen)).isEqualTo("pull1 pull2 landed pull3");
    }

    @Test
    void the_eighth_of_a_platform_is_its_own_longest_though_others_wait_longer() {
        var chosen =
                Choice.of(
                        List.of(
                                candidate("pull", LINUX, 20, 9, null),
                                candidate("landed", LINUX, 30, 8, null),
                                candidate("elsewhere", MAC, 30, 1, null)),
                        Map.of(),
                        Map.of(LINUX, 7L, MAC, 2L),
                        1);

        assertThat(names(chosen)).isEqualTo("landed");
    }

    @Test
    void the_turn_of_all_goes_to_the_repository_that_has_least() {
        var small = new Pool(2, "linux");

        var chosen =
                Choice.of(
                        List.of(
                                candidate("pull", LINUX, 20, 9, null),
                                candidate("old", MAC, 30, 1, null),
                                candidate("small", small, 30, 5, null)),
                        Map.of(LINUX, 3),
                        Map.of(LINUX, 4L, small, 3L),
                        1);

        assertThat(names(chosen)).isEqualTo("small");
    }

    private static String choose(int room, Candidate... candidates) {
        return names(Choice.of(List.of(candidates), Map.of(), Map.of(), room));
    }

    private static String names(List<Candidate> chosen) {
        return chosen.stream().map(Candidate::task).collect(Collectors.joining(" "));
    }

    private static Candidate candidate(
            String task, Pool pool, int priority, long second, @Nullable Integer capacity) {
        return new Candidate(task, pool, priority, Instant.ofEpochSecond(second), capacity);
    }
}
