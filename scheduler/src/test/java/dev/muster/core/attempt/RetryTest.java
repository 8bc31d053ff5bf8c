package dev.muster.core.attempt;

import static dev.muster.core.ci.Verdict.CANCELLED;
import static dev.muster.core.ci.Verdict.FAILED;
import static dev.muster.core.ci.Verdict.INFRA_FAILED;
import static dev.muster.core.ci.Verdict.PASSED;
import static dev.muster.core.ci.Verdict.TIMED_OUT;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.attempt.Retry.Cause;
import dev.muster.core.attempt.Retry.Decision;
import dev.muster.core.ci.Verdict;

import org.junit.jupiter.api.Test;

import java.util.List;

class RetryTest {

    @Test
    void an_infra_failure_is_retried_until_there_were_three() {
        assertThat(onNewest(INFRA_FAILED)).isEqualTo(Decision.AGAIN);
        assertThat(onNewest(INFRA_FAILED, INFRA_FAILED)).isEqualTo(Decision.AGAIN);
        assertThat(onNewest(INFRA_FAILED, INFRA_FAILED, INFRA_FAILED)).isEqualTo(Decision.STAY);
    }

    @Test
    void an_infra_failure_is_retried_on_older_commits_too() {
        assertThat(onOlder(INFRA_FAILED)).isEqualTo(Decision.AGAIN);
    }

    @Test
    void a_failure_of_the_newest_commit_is_run_once_more() {
        assertThat(onNewest(FAILED)).isEqualTo(Decision.AGAIN);
        assertThat(onNewest(TIMED_OUT)).isEqualTo(Decision.AGAIN);
        assertThat(onNewest(FAILED, FAILED)).isEqualTo(Decision.STAY);
        assertThat(onNewest(TIMED_OUT, FAILED)).isEqualTo(Decision.STAY);
    }

    @Test
    void an_infra_failure_in_between_does_not_use_up_the_second_run() {
        assertThat(onNewest(INFRA_FAILED, FAILED)).isEqualTo(Decision.AGAIN);
        assertThat(onNewest(FAILED, INFRA_FAILED)).isEqualTo(Decision.AGAIN);
    }

    @Test
    void a_failure_of_an_older_commit_stands() {
        assertThat(onOlder(FAILED)).isEqualTo(Decision.STAY);
    }

    @Test
    void what_passed_or_was_cancelled_is_not_repeated() {
        assertThat(onNewest(PASSED)).isEqualTo(Decision.STAY);
        assertThat(onNewest(FAILED, PASSED)).isEqualTo(Decision.STAY);
        assertThat(onNewest(CANCELLED)).isEqualTo(Decision.STAY);
    }

    @Test
    void a_lasting_cause_is_not_repeated() {
        assertThat(Retry.after(List.of(INFRA_FAILED), true, Cause.LASTING))
                .isEqualTo(Decision.STAY);
    }

    private static Decision onNewest(Verdict... verdicts) {
        return Retry.after(List.of(verdicts), true, Cause.PASSING);
    }

    private static Decision onOlder(Verdict... verdicts) {
        return Retry.after(List.of(verdicts), false, Cause.PASSING);
    }
}
