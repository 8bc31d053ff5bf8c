package dev.muster.core.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class EvidenceTest {

    @ParameterizedTest
    @CsvSource({"50, 0.84", "95, 0.95", "30, 0.73"})
    void clean_runs_earn_this_much_confidence(int runs, double confidence) {
        assertThat(Runs.evidence("p*" + runs).posterior().atMost(0.02))
                .isCloseTo(confidence, within(0.006));
    }

    @Test
    void a_commit_that_failed_and_passed_is_a_flake() {
        var evidence = Runs.evidence("p*9 y p*10");

        assertThat(evidence.counts()).isEqualTo(new Evidence.Counts(20, 19, 0, 1));
        assertThat(evidence.flakes()).isEqualTo(1);
        assertThat(evidence.runs()).isEqualTo(21);
        assertThat(evidence.flakyCommits()).isEqualTo(1);
        assertThat(evidence.streak()).isEqualTo(new Evidence.Streak(10, 10));
    }

    @Test
    void a_failure_between_passes_is_a_flake_once_the_next_verdict_is_there() {
        assertThat(Runs.evidence("p*9 f").flakes()).isZero();
        assertThat(Runs.evidence("p*9 f").runs()).isEqualTo(9);
        assertThat(Runs.evidence("p*9 f p").flakes()).isEqualTo(1);
    }

    @Test
    void failures_in_a_row_are_no_flakes() {
        var evidence = Runs.evidence("p*20 fff p*20");

        assertThat(evidence.flakes()).isZero();
        assertThat(evidence.failedInRow()).isZero();
        assertThat(Runs.evidence("p*20 fff").failedInRow()).isEqualTo(3);
    }

    @Test
    void a_break_and_its_mending_are_change_points() {
        var evidence = Runs.evidence("p*60 f*12 p*40");

        assertThat(evidence.changePoints()).containsExactly(61L, 73L);
        assertThat(evidence.runs()).isEqualTo(40);
        assertThat(evidence.posterior()).isEqualTo(new Posterior(0.5, 40.5));
    }

    @Test
    void a_change_point_tells_what_was_seen_before_and_after() {
        var history = Runs.of("p*50 y p*9 f*12 p*40");

        assertThat(ChangePoint.of(history, Evidence.of(history).changePoints()))
                .containsExactly(
                        new ChangePoint(
                                61, new ChangePoint.Rate(60, 59), new ChangePoint.Rate(12, 0)),
                        new ChangePoint(
                                73, new ChangePoint.Rate(12, 0), new ChangePoint.Rate(40, 40)));
    }

    @Test
    void a_change_that_the_history_no_longer_reaches_is_left_out() {
        assertThat(ChangePoint.of(Runs.of("p*5"), List.of(1L, 9L))).isEmpty();
    }

    @Test
    void flakes_spread_evenly_are_no_change() {
        assertThat(Runs.evidence("pppppppppy*20").changePoints()).isEmpty();
    }

    @Test
    void a_target_that_starts_to_flake_is_judged_by_what_came_after() {
        var evidence = Runs.evidence("p*200 pppy*12");

        assertThat(evidence.changePoints()).hasSize(1);
        assertThat(evidence.flakeRate()).isGreaterThan(0.18);
    }

    @Test
    void repeats_on_one_commit_count_half() {
        var runs = new History(List.of(new CommitRuns(1, 3, 0), new CommitRuns(2, 1, 2)));

        assertThat(Evidence.of(runs).runs()).isEqualTo(2 + 2.5);
        assertThat(Evidence.of(runs).flakes()).isEqualTo(1.5);
        assertThat(Evidence.of(new History(List.of(new CommitRuns(1, 3, 0)))).streak())
                .isEqualTo(new Evidence.Streak(3, 1));
    }

    @Test
    void runs_beyond_the_window_fade() {
        var evidence = Runs.evidence("p*400");

        assertThat(evidence.counts().verdicts()).isEqualTo(200);
        assertThat(evidence.runs()).isBetween(340.0, 350.0);
        assertThat(evidence.streak().runs()).isEqualTo(400);
    }

    @Test
    void people_are_shown_the_interval_of_wilson() {
        assertThat(Interval.of(1, 20).low()).isCloseTo(0.0089, within(0.0001));
        assertThat(Interval.of(1, 20).high()).isCloseTo(0.2361, within(0.0001));
        assertThat(Interval.of(0, 0)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void a_history_is_a_short_text() {
        assertThat(Runs.of("p*50 y f . . p*3").text()).isEqualTo("1 p*50 pf f +2 p*3");
        assertThat(History.of("1 p*50 p1f f +2 p*3")).isEqualTo(Runs.of("p*50 y f . . p*3"));
        assertThat(History.of("")).isEqualTo(History.EMPTY);
        assertThatThrownBy(() -> History.of("1 q")).hasMessageContaining("'q'");
    }
}
