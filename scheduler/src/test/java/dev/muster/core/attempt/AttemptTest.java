package dev.muster.core.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.attempt.Attempt.Dispatched;
import dev.muster.core.attempt.Attempt.Ended;
import dev.muster.core.attempt.Attempt.Running;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

class AttemptTest {

    private static final Instant AT_1 = Instant.parse("2026-03-01T12:00:01Z");
    private static final Instant AT_2 = Instant.parse("2026-03-01T12:00:02Z");
    private static final Instant AT_3 = Instant.parse("2026-03-01T12:00:03Z");

    private static final Attempt DISPATCHED = new Dispatched(AT_1);
    private static final Attempt RUNNING = new Running(AT_2);

    private static Report.Finished finished(Verdict verdict) {
        return new Report.Finished(verdict, AT_2, AT_3, 0, "");
    }

    private static Stream<Report> everyReport() {
        return Stream.concat(
                Stream.of(
                        new Report.Started(AT_3),
                        new Report.Lost("gone", AT_3),
                        new Report.Refused("no", AT_3),
                        new Report.Stopped("asked", AT_3)),
                Arrays.stream(Verdict.values()).map(AttemptTest::finished));
    }

    @Test
    void a_dispatched_attempt_that_starts_is_running() {
        assertThat(Attempt.after(DISPATCHED, new Report.Started(AT_2))).isEqualTo(RUNNING);
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void a_dispatched_attempt_may_end_without_having_been_seen_running(Verdict verdict) {
        assertThat(Attempt.after(DISPATCHED, finished(verdict)))
                .isEqualTo(new Ended(verdict, AT_2, AT_3));
    }

    @Test
    void a_dispatched_attempt_that_is_lost_ended_for_a_cause_outside_the_code() {
        assertThat(Attempt.after(DISPATCHED, new Report.Lost("gone", AT_3)))
                .isEqualTo(new Ended(Verdict.INFRA_FAILED, AT_3, AT_3));
    }

    @Test
    void a_refused_attempt_ended_for_a_cause_outside_the_code() {
        assertThat(Attempt.after(DISPATCHED, new Report.Refused("no", AT_3)))
                .isEqualTo(new Ended(Verdict.INFRA_FAILED, AT_3, AT_3));
    }

    @Test
    void an_attempt_stopped_before_the_runner_saw_it_is_cancelled() {
        assertThat(Attempt.after(DISPATCHED, new Report.Stopped("asked", AT_3)))
                .isEqualTo(new Ended(Verdict.CANCELLED, AT_3, AT_3));
    }

    @Test
    void a_running_attempt_that_starts_again_stays_as_it_is() {
        assertThat(Attempt.after(RUNNING, new Report.Started(AT_3))).isEqualTo(RUNNING);
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void a_running_attempt_ends_with_its_verdict(Verdict verdict) {
        assertThat(Attempt.after(RUNNING, finished(verdict)))
                .isEqualTo(new Ended(verdict, AT_2, AT_3));
    }

    @Test
    void a_running_attempt_that_is_lost_keeps_its_start() {
        assertThat(Attempt.after(RUNNING, new Report.Lost("gone", AT_3)))
                .isEqualTo(new Ended(Verdict.INFRA_FAILED, AT_2, AT_3));
    }

    @Test
    void a_running_attempt_that_is_stopped_keeps_its_start() {
        assertThat(Attempt.after(RUNNING, new Report.Stopped("asked", AT_3)))
                .isEqualTo(new Ended(Verdict.CANCELLED, AT_2, AT_3));
    }

    @Test
    void a_refusal_of_what_runs_is_not_believed() {
        assertThat(Attempt.after(RUNNING, new Report.Refused("no", AT_3))).isEqualTo(RUNNING);
    }

    @ParameterizedTest
    @MethodSource("everyReport")
    void no_report_changes_an_attempt_that_ended(Report report) {
        for (var verdict : Verdict.values()) {
            var ended = new Ended(verdict, AT_1, AT_2);

            assertThat(Attempt.after(ended, report)).isSameAs(ended);
        }
    }

    @ParameterizedTest
    @MethodSource("everyReport")
    void a_repeated_report_changes_nothing(Report report) {
        for (var before : new Attempt[] {DISPATCHED, RUNNING}) {
            var once = Attempt.after(before, report);

            assertThat(Attempt.after(once, report)).isEqualTo(once);
        }
    }

    @Test
    void each_state_has_the_status_that_people_see() {
        assertThat(DISPATCHED.status()).isEqualTo(TaskStatus.DISPATCHED);
        assertThat(RUNNING.status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(new Ended(Verdict.TIMED_OUT, AT_1, AT_2).status())
                .isEqualTo(TaskStatus.TIMED_OUT);
    }
}
