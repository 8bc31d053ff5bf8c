package dev.muster.core.culprit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.muster.core.ci.CommitSha;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class CulpritSearchTest {

    private static final Noise STEADY = Noise.of(0.01);

    @Test
    void halves_the_range_when_nothing_speaks_for_any_commit() {
        assertThat(search(8).finding()).isEqualTo(new Finding.Undecided(4));
    }

    @Test
    void asks_first_where_a_weighty_suspect_would_show() {
        var suspects =
                List.of(
                        Suspect.of(sha(1), 1, false),
                        Suspect.of(sha(2), 40, true),
                        Suspect.of(sha(3), 1, false),
                        Suspect.of(sha(4), 1, false));
        var search = CulpritSearch.over(new SuspectRange(sha(0), suspects), STEADY);

        assertThat(search.probability(2)).isGreaterThan(0.7);
        assertThat(search.finding()).isEqualTo(new Finding.Undecided(2));
    }

    @Test
    void names_the_commit_between_a_pass_and_a_failure() {
        var search = search(8, pass(4), fail(6), pass(5), pass(5));

        assertThat(search.finding())
                .isInstanceOfSatisfying(
                        Finding.Named.class,
                        named -> {
                            assertThat(named.culprit()).isEqualTo(sha(6));
                            assertThat(named.probability()).isGreaterThan(0.95);
                        });
    }

    @Test
    void offers_a_revert_only_when_nearly_certain_and_the_parent_passed() {
        var once = search(2, pass(1), fail(2));
        var thrice = search(2, pass(1), fail(2), pass(1), pass(1));
        var alone = search(1, fail(1), fail(1));

        assertThat(((Finding.Named) once.finding()).revert()).isFalse();
        assertThat(((Finding.Named) thrice.finding()).revert()).isTrue();
        assertThat(((Finding.Named) alone.finding()).revert()).isTrue();
    }

    @Test
    void says_that_nobody_did_it_when_all_that_is_run_again_passes() {
        var search = search(4, pass(4), pass(4), pass(4));

        assertThat(search.finding()).isInstanceOf(Finding.NoCulprit.class);
    }

    @Test
    void one_flake_does_not_mislead_for_long() {
        var noise = Noise.of(0.05);
        var search =
                CulpritSearch.over(range(8), noise)
                        .saw(fail(2)) // a flake: the sixth did it
                        .saw(pass(2))
                        .saw(pass(4))
                        .saw(pass(5))
                        .saw(fail(6))
                        .saw(pass(5))
                        .saw(pass(5))
                        .saw(fail(6));

        assertThat(search.finding())
                .isInstanceOfSatisfying(
                        Finding.Named.class, named -> assertThat(named.place()).isEqualTo(6));
    }

    @Test
    void asks_only_for_what_can_be_run() {
        assertThat(search(8).finding(place -> place == 6)).isEqualTo(new Finding.Undecided(6));
        assertThat(search(8).finding(_ -> false)).isInstanceOf(Finding.GivenUp.class);
    }

    @Test
    void gives_up_where_more_runs_will_not_help() {
        var search = CulpritSearch.over(range(2), new Noise(0.5, 0.5));
        for (var round = 0; round < 20; round++) {
            search = search.saw(round % 2 == 0 ? pass(1) : fail(1));
        }

        assertThat(search.finding()).isInstanceOf(Finding.GivenUp.class);
    }

    @Test
    void a_search_does_not_depend_on_the_order_of_runs() {
        var one = search(5, pass(2), fail(3), pass(1));
        var other = search(5, pass(1), pass(2), fail(3));

        for (var place = 0; place <= 5; place++) {
            assertThat(one.probability(place)).isCloseTo(other.probability(place), within(1e-12));
        }
    }

    @Test
    void refuses_what_is_not_in_the_range() {
        assertThatThrownBy(() -> search(2, pass(3))).hasMessageContaining("no such place");
        assertThatThrownBy(() -> new SuspectRange(sha(0), List.of()))
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> new Suspect(sha(1), Double.NaN)).hasMessageContaining("positive");
        assertThat(range(3).placeOf(sha(2))).isEqualTo(2);
        assertThat(range(3).placeOf(sha(9))).isEqualTo(-1);
    }

    private static CulpritSearch search(int commits, Sighting... runs) {
        var search = CulpritSearch.over(range(commits), STEADY);
        for (var run : runs) {
            search = search.saw(run);
        }
        return search;
    }

    static SuspectRange range(int commits) {
        return new SuspectRange(
                sha(0),
                IntStream.rangeClosed(1, commits)
                        .mapToObj(it -> Suspect.of(sha(it), 1, false))
                        .toList());
    }

    static CommitSha sha(int number) {
        return new CommitSha("%040x".formatted(number));
    }

    private static Sighting pass(int place) {
        return new Sighting(place, true);
    }

    private static Sighting fail(int place) {
        return new Sighting(place, false);
    }
}
