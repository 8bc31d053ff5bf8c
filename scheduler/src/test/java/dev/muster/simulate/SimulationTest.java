package dev.muster.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.ci.CommitSha;
import dev.muster.simulate.History.Break;
import dev.muster.simulate.History.Landed;
import dev.muster.simulate.History.Subject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

class SimulationTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    /// A commit each hour, two targets of ten minutes, the second broken by the 31st commit.
    private static History hourly(int runners) {
        var commits =
                IntStream.range(0, 80)
                        .mapToObj(
                                it ->
                                        new Landed(
                                                new CommitSha("%040x".formatted(it + 1)),
                                                BEGIN.plus(Duration.ofHours(it)),
                                                1))
                        .toList();
        var targets =
                List.of(
                        new Subject("linux a", "linux", Duration.ofMinutes(10), 0),
                        new Subject("linux b", "linux", Duration.ofMinutes(10), 0));
        return new History(
                commits,
                targets,
                List.of(new Break(1, 30, 70)),
                Set.of(),
                Map.of("linux", runners),
                7);
    }

    @Test
    void every_commit_shows_a_break_after_one_run() {
        var outcome = Simulation.of(hourly(2), Policy.GUARANTEED);

        assertThat(outcome.minutesToSee(0.5)).isEqualTo(10);
        assertThat(outcome.range(0.5)).isEqualTo(1);
        assertThat(outcome.named()).isEqualTo(1);
        assertThat(outcome.gaps()).isZero();
    }

    @Test
    void what_two_targets_of_ten_minutes_take_is_counted() {
        var outcome = Simulation.of(hourly(2), Policy.GUARANTEED);

        assertThat(outcome.runs()).isBetween(160L, 200L);
        assertThat(outcome.machineTime()).isEqualTo(Duration.ofMinutes(10 * outcome.runs()));
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void a_break_is_seen_and_its_culprit_named_by_every_policy(Policy policy) {
        var outcome = Simulation.of(hourly(1), policy);

        assertThat(outcome.seen()).isEqualTo(1);
        assertThat(outcome.named()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void the_same_history_gives_the_same_outcome(Policy policy) {
        var history = hourly(1);

        assertThat(Simulation.of(history, policy)).isEqualTo(Simulation.of(history, policy));
    }

    @Test
    void a_budget_bounds_what_backfill_spends() {
        var history = hourly(2);
        var free = Simulation.of(history, Policy.VALUE).machineTime();
        var budget = new Simulation.Budget(new TreeMap<>(Map.of(BEGIN, Duration.ofHours(1))));

        assertThat(Simulation.of(history, Policy.VALUE, budget).machineTime())
                .isGreaterThan(Duration.ofHours(1))
                .isLessThan(free);
    }

    @Test
    void what_a_policy_spends_is_a_budget_that_it_keeps() {
        var history = hourly(1);
        var budget = Simulation.unbounded(history, Policy.COCOON).spending();

        assertThat(budget.spent().lastEntry().getValue())
                .isEqualTo(Simulation.of(history, Policy.COCOON).machineTime());
    }

    @Test
    void nobody_sees_a_break_that_never_runs() {
        var outcome = new Outcome(Policy.VALUE, Duration.ZERO, 0, 1, List.of(NEVER));

        assertThat(outcome.minutesToSee(0.5)).isInfinite();
        assertThat(outcome.range(0.5)).isNaN();
    }

    private static final Outcome.Found NEVER =
            new Outcome.Found(false, Duration.ZERO, 0, false, Duration.ZERO, 0);
}
