package dev.muster.core.stability;

import static dev.muster.core.stability.Footing.BLOCKING;
import static dev.muster.core.stability.Footing.BRINGUP;
import static dev.muster.core.stability.Footing.QUARANTINED;
import static dev.muster.core.stability.Footing.WATCHED;
import static dev.muster.core.stability.StabilityPolicy.DEFAULT;
import static dev.muster.core.stability.StabilityPolicy.STRICT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.LongStream;

class StabilityTest {

    /// What is left of 'an advice' is its first word.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    p*49                | MoreRuns       | 49 of 50 clean runs in a row
                    p*50                | Promote        | the newest 50 runs passed; with probability 0.84 at most 2 % of its runs flake
                    p*48 f p            | MoreRuns       | 1 of 50 clean runs in a row
                    p*48 f p*49         | MoreRuns       | 49 of 50 clean runs in a row
                    p*48 f p*50         | MoreConfidence | with probability 0.73 its flake rate is tolerable, it takes 0.80
                    y p*60              | MoreConfidence | with probability 0.52 its flake rate is tolerable, it takes 0.80
                    p*48 y p*80         | Promote        | the newest 80 runs passed; with probability 0.84 at most 2 % of its runs flake
                    p*200 f*8 p*50      | Promote        | the newest 50 runs passed; with probability 0.84 at most 2 % of its runs flake
                    p*50 fff            | SearchCulprit  | the newest 3 runs failed
                    """)
    void a_target_on_trial(String runs, String advice, String sentence) {
        var assessment = Stability.assess(BRINGUP, Runs.evidence(runs), DEFAULT);

        assertThat(assessment.advice().getClass().getSimpleName()).isEqualTo(advice);
        assertThat(assessment.advice().sentence()).isEqualTo(sentence);
    }

    @Test
    void the_strict_preset_takes_95_clean_runs() {
        assertThat(DEFAULT.wantedRuns()).isEqualTo(50);
        assertThat(STRICT.wantedRuns()).isEqualTo(95);
        assertThat(Stability.assess(BRINGUP, Runs.evidence("p*94"), STRICT).advice())
                .isInstanceOf(Advice.MoreConfidence.class);
        assertThat(Stability.assess(BRINGUP, Runs.evidence("p*95"), STRICT).advice())
                .isInstanceOf(Advice.Promote.class);
    }

    @Test
    void clean_runs_of_few_commits_do_not_promote() {
        var nine = LongStream.range(1, 10).mapToObj(it -> new CommitRuns(it, 8, 0)).toList();

        assertThat(Stability.assess(BRINGUP, Evidence.of(new History(nine)), DEFAULT).advice())
                .isEqualTo(new Advice.MoreCommits(9, 10));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    p*100                                  | stable | Leave
                    p*20 y p*15                            | stable | Leave
                    p*30 y p*30 y p*20 y p*10 y p*4        | watch  | TellOwner
                    p*20 y p*20 y p*20 y p*10 y p*10 y p*8 | watch  | Quarantine
                    p*40 ff                                | stable | Leave
                    p*40 fff                               | broken | SearchCulprit
                    p*99 y                                 | stable | Leave
                    """)
    void a_blocking_target(String runs, String state, String advice) {
        var assessment = Stability.assess(BLOCKING, Runs.evidence(runs), DEFAULT);

        assertThat(assessment.state().word()).isEqualTo(state);
        assertThat(assessment.advice().getClass().getSimpleName()).isEqualTo(advice);
    }

    @Test
    void a_watched_target_is_let_go_only_when_it_is_as_sure_that_it_is_well() {
        var flaky = "p*30 y p*30 y p*30 ";

        assertThat(state(WATCHED, flaky + "p*5", DEFAULT)).isEqualTo("watch");
        assertThat(state(BLOCKING, flaky + "p*5", DEFAULT)).isEqualTo("stable");
        assertThat(state(WATCHED, flaky + "p*200", DEFAULT)).isEqualTo("stable");
    }

    @Test
    void a_quarantine_is_lifted_by_clean_runs_alone() {
        var mended = Evidence.of(Runs.of("p*9 y*9 p*50").after(18));
        var unmended = Evidence.of(Runs.of("p*9 y*9 p*49").after(18));

        assertThat(Stability.assess(QUARANTINED, mended, DEFAULT).advice())
                .isInstanceOf(Advice.LiftQuarantine.class);
        assertThat(Stability.assess(QUARANTINED, unmended, DEFAULT).advice())
                .isEqualTo(new Advice.MoreRuns(49, 50));
    }

    @Test
    void a_target_of_which_flakes_are_ignored_is_left_alone() {
        var flaky = Runs.evidence("pppy*30");

        assertThat(Stability.assess(BLOCKING, flaky, DEFAULT.ignoring()))
                .isEqualTo(new Assessment(new TargetState.Stable(), new Advice.LeaveIgnored()));
        assertThat(Stability.assess(BRINGUP, Runs.evidence("p*80"), DEFAULT.ignoring()).advice())
                .isEqualTo(new Advice.LeaveIgnored());
    }

    @Test
    void a_broken_target_of_which_flakes_are_ignored_is_shown_and_not_searched() {
        var broken = Runs.evidence("p*40 fff");

        for (var footing : Footing.values()) {
            assertThat(Stability.assess(footing, broken, DEFAULT.ignoring()))
                    .as(footing.name())
                    .isEqualTo(
                            new Assessment(new TargetState.Broken(3), new Advice.LeaveIgnored()));
        }
    }

    @Test
    void a_target_may_have_a_threshold_of_its_own() {
        var flaky = "p*20 y p*20 y p*20 y p*10 y p*10 y p*8";

        assertThat(state(BLOCKING, flaky, DEFAULT.tolerating(0.1))).isEqualTo("stable");
        assertThat(DEFAULT.tolerating(0)).isEqualTo(DEFAULT);
        assertThatThrownBy(() -> DEFAULT.with(Threshold.PROMOTION_CONFIDENCE, 1.5))
                .hasMessageContaining("between 0 and 1");
    }

    @Test
    void what_is_nearer_to_a_target_goes_before_what_is_further_away() {
        var repository = Thresholds.of("promotion_runs=5 watch_runs=60");

        assertThat(repository.over(DEFAULT).promotionCommits()).isEqualTo(5);
        assertThat(Thresholds.of("watch_runs=9").over(repository).text())
                .isEqualTo("promotion_runs=5 watch_runs=9");
        assertThat(Thresholds.of("stability=strict").over(repository).over(DEFAULT))
                .isEqualTo(STRICT);
        assertThatThrownBy(() -> Thresholds.of("watch_commits=0"))
                .hasMessage("watch_commits takes a whole number from 1 to 400, and is '0'");
    }

    @Test
    void a_gate_of_many_targets_needs_retries() {
        var hundred = java.util.Collections.nCopies(100, new GateBudget.Gate("t", 0.02, 0));
        var retried = java.util.Collections.nCopies(100, new GateBudget.Gate("t", 0.02, 1));

        assertThat(1 - GateBudget.of(hundred).falseRed()).isBetween(0.132, 0.134);
        assertThat(1 - GateBudget.of(retried).falseRed()).isBetween(0.960, 0.962);
        assertThat(GateBudget.permitted(300, 1, 0.1)).isBetween(0.018, 0.019);
        assertThat(GateBudget.of(List.of()).falseRed()).isZero();
    }

    @Test
    void a_budget_names_who_uses_it_up() {
        var budget =
                GateBudget.of(
                        List.of(
                                new GateBudget.Gate("Linux a", 0.001, 0),
                                new GateBudget.Gate("Linux b", 0.05, 0)));

        assertThat(budget.targets().getFirst().target()).isEqualTo("Linux b");
        assertThat(budget.targets().getFirst().part()).isGreaterThan(0.97);
        assertThat(budget.with(new GateBudget.Gate("Linux c", 0.1, 0)))
                .isGreaterThan(budget.falseRed() + 0.09);
    }

    private static String state(Footing footing, String runs, StabilityPolicy policy) {
        return Stability.assess(footing, Runs.evidence(runs), policy).state().word();
    }
}
