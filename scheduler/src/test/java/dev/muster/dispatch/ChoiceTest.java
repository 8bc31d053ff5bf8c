package dev.muster.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.Choice.Candidate;
import dev.muster.dispatch.Choice.Pool;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
                        1);

        assertThat(names(chosen)).isEqualTo("pull");
    }

    @Test
    void a_capacity_of_nothing_runs_nothing() {
        assertThat(choose(10, candidate("a", LINUX, 30, 1, 0))).isEmpty();
    }

    private static String choose(int room, Candidate... candidates) {
        return names(Choice.of(List.of(candidates), Map.of(), room));
    }

    private static String names(List<Candidate> chosen) {
        return chosen.stream().map(Candidate::task).collect(Collectors.joining(" "));
    }

    private static Candidate candidate(
            String task, Pool pool, int priority, long second, @Nullable Integer capacity) {
        return new Candidate(task, pool, priority, Instant.ofEpochSecond(second), capacity);
    }
}
