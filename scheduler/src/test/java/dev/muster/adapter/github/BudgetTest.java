package dev.muster.adapter.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.github.Budget.Use;
import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Who gets what of GitHub's limits when they are short.
final class BudgetTest {

    private final SettableClock clock = new SettableClock();
    private final Budget budget = new Budget(clock);

    private int writes(Use use) {
        var made = 0;
        while (budget.take(true, use).isEmpty()) {
            made++;
        }
        return made;
    }

    @Test
    void what_only_adorns_leaves_most_of_the_minute_to_work() {
        assertThat(writes(Use.DETAIL)).isEqualTo(12);
        assertThat(writes(Use.WORK)).isEqualTo(148);
    }

    @Test
    void looks_leave_room_for_fifty_pull_requests_that_come_at_once() {
        var looks = 0;
        while (budget.take(false, Use.LOOK).isEmpty()) {
            looks++;
        }

        assertThat(looks).isEqualTo(60);
        for (var pull = 0; pull < 50; pull++) {
            for (var read = 0; read < 3; read++) {
                assertThat(budget.take(false, Use.WORK)).isEmpty();
            }
            assertThat(budget.take(true, Use.WORK)).as("the check of %d", pull).isEmpty();
            assertThat(budget.take(true, Use.WORK)).as("the run of %d", pull).isEmpty();
        }
    }

    @Test
    void looks_go_on_where_work_takes_half_of_every_minute() {
        var looks = 0;
        for (var second = 0; second < 600; second++) {
            for (var n = 0; n < 7; n++) {
                budget.take(false, Use.WORK);
            }
            while (budget.take(false, Use.LOOK).isEmpty()) {
                looks++;
            }
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(looks).isGreaterThan(600 * 2);
    }

    @Test
    void looks_at_fifty_runs_a_minute_go_on_where_work_takes_every_point_that_comes_free() {
        var looks = 0;
        for (var second = 0; second < 600; second++) {
            while (second > 62 && budget.take(false, Use.LOOK).isEmpty()) {
                looks++;
            }
            for (var n = 0; n < 13; n++) {
                budget.take(false, Use.WORK);
            }
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(looks).isBetween(50 * 8, 61 * 10);
    }

    @Test
    void no_minute_whenever_it_begins_sees_more_than_github_allows() {
        var bySecond = new ArrayList<Integer>();
        for (var second = 0; second < 200; second++) {
            bySecond.add(5 * (writes(Use.DETAIL) + writes(Use.WORK)));
            clock.pass(Duration.ofSeconds(second % 50 == 7 ? 37 : 1));
            if (second % 50 == 7) {
                bySecond.addAll(Collections.nCopies(36, 0));
            }
        }

        var most =
                IntStream.range(0, bySecond.size() - 60)
                        .map(
                                from ->
                                        bySecond.subList(from, from + 60).stream()
                                                .mapToInt(it -> it)
                                                .sum())
                        .max();

        assertThat(most).hasValue(800);
    }

    /// For ten minutes everything that need not be at once takes all that it gets.
    ///
    /// @return how many writes of a use, tried once every two seconds, found no room
    private int refusedInACrowd(Use use) {
        var refused = 0;
        for (var second = 0; second < 600; second++) {
            writes(Use.DETAIL);
            while (budget.take(false, Use.LOOK).isEmpty()) {
                // as many as there is room for
            }
            writes(Use.DETAIL);
            if (second % 2 == 0 && budget.take(true, use).isPresent()) {
                refused++;
            }
            clock.pass(Duration.ofSeconds(1));
        }
        return refused;
    }

    @ParameterizedTest
    @EnumSource(names = {"PROGRESS", "WORK", "VERDICT"})
    void what_adorns_and_what_looks_keep_no_others_waiting(Use use) {
        assertThat(refusedInACrowd(use)).isZero();
    }

    @Test
    void steps_find_room_at_once_while_everything_at_an_even_pace_takes_what_it_gets() {
        for (var second = 0; second < 600; second++) {
            writes(Use.DETAIL);
            while (budget.take(false, Use.LOOK).isEmpty()) {
                // as many as there is room for
            }
            writes(Use.PROGRESS);
            if (second % 10 == 0) {
                assertThat(budget.take(true, Use.NEWS)).as("in second %d", second).isEmpty();
            }
            clock.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void steps_of_fifty_pull_requests_leave_room_for_the_runs_of_as_many() {
        var runs = 0;
        for (var pull = 0; pull < 50; pull++) {
            for (var read = 0; read < 3; read++) {
                budget.take(false, Use.WORK);
            }
            budget.take(true, Use.WORK);
            runs += budget.take(true, Use.WORK).isEmpty() ? 1 : 0;
            budget.take(true, Use.NEWS);
        }

        assertThat(runs).isEqualTo(50);
    }

    @Test
    void requests_to_slow_down_that_come_at_once_are_one() {
        var first = budget.slowDown(Duration.ZERO);

        for (var i = 0; i < 8; i++) {
            assertThat(budget.slowDown(Duration.ZERO)).isEqualTo(first);
        }

        assertThat(Duration.between(clock.instant(), first)).hasMinutes(1);
    }

    private List<Use> written() {
        clock.pass(Duration.ofMinutes(2));
        return Stream.of(Use.values()).filter(it -> budget.take(true, it).isEmpty()).toList();
    }

    @Test
    void after_two_refusals_that_nothing_foretold_only_what_somebody_waits_for_is_written() {
        assertThat(budget.unforeseen()).isEmpty();
        assertThat(budget.unforeseen()).as("one that was under way").isEmpty();
        assertThat(written()).containsExactly(Use.values());

        assertThat(budget.unforeseen()).contains(clock.instant().plus(Duration.ofHours(1)));

        assertThat(written()).containsExactly(Use.LOOK, Use.NEWS, Use.WORK, Use.VERDICT);
        clock.pass(Duration.ofMinutes(55));
        assertThat(written()).doesNotContain(Use.DETAIL, Use.PROGRESS);
        assertThat(written()).containsExactly(Use.values());
    }

    @Test
    void each_time_that_it_happens_again_it_lasts_twice_as_long_up_to_a_day() {
        var hours = new ArrayList<Long>();
        for (var time = 0; time < 7; time++) {
            budget.unforeseen();
            clock.pass(Duration.ofMinutes(1));
            var until = budget.unforeseen().orElseThrow();
            hours.add(Duration.between(clock.instant(), until).toHours());
            clock.pass(Duration.between(clock.instant(), until).plusMinutes(61));
        }

        assertThat(hours).containsExactly(1L, 2L, 4L, 8L, 16L, 24L, 24L);
    }

    @Test
    void two_refusals_in_different_hours_mean_nothing() {
        budget.unforeseen();
        clock.pass(Duration.ofMinutes(61));

        assertThat(budget.unforeseen()).isEmpty();
    }

    @Test
    void what_has_to_wait_learns_when_there_is_room() {
        writes(Use.DETAIL);
        var at = budget.take(true, Use.DETAIL).orElseThrow();

        clock.pass(Duration.between(clock.instant(), at));

        assertThat(budget.take(true, Use.DETAIL)).isEmpty();
    }

    @Test
    void the_end_of_the_hour_is_kept_for_work_and_the_last_of_it_for_verdicts() {
        var reset = clock.instant().plus(Duration.ofMinutes(30));

        budget.told(5000, 2500, reset);
        assertThat(budget.take(true, Use.DETAIL)).contains(reset);
        assertThat(budget.take(true, Use.PROGRESS)).isEmpty();

        budget.told(5000, 1250, reset);
        assertThat(budget.take(true, Use.PROGRESS)).contains(reset);
        assertThat(budget.take(true, Use.NEWS)).isEmpty();
        assertThat(budget.take(true, Use.WORK)).isEmpty();

        budget.told(5000, 500, reset);
        assertThat(budget.take(true, Use.WORK)).contains(reset);
        assertThat(budget.take(true, Use.VERDICT)).isEmpty();

        budget.told(5000, 0, reset);
        assertThat(budget.take(true, Use.VERDICT)).contains(reset);
    }
}
