package dev.muster.adapter.github;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.counting;

import dev.muster.adapter.github.Budget.Use;
import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    @Test
    void what_only_adorns_is_told_to_come_one_after_the_other() {
        writes(Use.DETAIL);
        var turns = new ArrayList<Instant>();

        for (var i = 0; i < 1000; i++) {
            turns.add(budget.take(true, Use.DETAIL).orElseThrow());
        }

        var perSecond =
                turns.stream().collect(Collectors.groupingBy(Instant::getEpochSecond, counting()));
        assertThat(perSecond.keySet()).hasSizeBetween(60, 62);
        assertThat(perSecond.values()).allMatch(it -> it < 50);
        assertThat(turns).allMatch(it -> it.isAfter(clock.instant()));
    }

    @Test
    void requests_to_slow_down_that_come_at_once_are_one() {
        var first = budget.slowDown(Duration.ZERO);

        for (var i = 0; i < 8; i++) {
            assertThat(budget.slowDown(Duration.ZERO)).isEqualTo(first);
        }

        assertThat(Duration.between(clock.instant(), first)).hasMinutes(1);
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
        assertThat(budget.take(true, Use.WORK)).isEmpty();

        budget.told(5000, 500, reset);
        assertThat(budget.take(true, Use.WORK)).contains(reset);
        assertThat(budget.take(true, Use.VERDICT)).isEmpty();

        budget.told(5000, 0, reset);
        assertThat(budget.take(true, Use.VERDICT)).contains(reset);
    }
}
