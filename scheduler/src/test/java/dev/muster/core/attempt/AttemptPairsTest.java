package dev.muster.core.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.ci.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The state machine of an attempt as one table: a row for each report, a column for each state.
/// Times are seconds: dispatched at 1, running since 2, ended from 2 to 3, reports of 5 (finished:
/// 4 to 5).
class AttemptPairsTest {

    private static final List<Attempt> STATES =
            List.of(
                    new Attempt.Dispatched(at(1)),
                    new Attempt.Running(at(2)),
                    new Attempt.Ended(Verdict.FAILED, at(2), at(3)));

    private static final List<Report> REPORTS =
            List.of(
                    new Report.Started(at(5)),
                    finished(Verdict.PASSED),
                    finished(Verdict.FAILED),
                    finished(Verdict.TIMED_OUT),
                    finished(Verdict.CANCELLED),
                    finished(Verdict.INFRA_FAILED),
                    new Report.Lost("", at(5)),
                    new Report.Refused("", at(5)),
                    new Report.Stopped("", at(5)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    report            | dispatched 1        | running 2           | failed 2-3
                    Started           | running 5           | same                | same
                    Finished PASSED   | succeeded 4-5       | succeeded 4-5       | same
                    Finished FAILED   | failed 4-5          | failed 4-5          | same
                    Finished TIMED_OUT| timed_out 4-5       | timed_out 4-5       | same
                    Finished CANCELLED| cancelled 4-5       | cancelled 4-5       | same
                    Finished INFRA_FAILED | infra_failure 4-5 | infra_failure 4-5 | same
                    Lost              | infra_failure 5-5   | infra_failure 2-5   | same
                    Refused           | infra_failure 5-5   | same                | same
                    Stopped           | cancelled 5-5       | cancelled 2-5       | same
                    """)
    void every_report_in_every_state(
            String report, String dispatched, String running, String ended) {
        var given = REPORTS.stream().filter(it -> name(it).equals(report)).findFirst();

        var outcomes = STATES.stream().map(it -> outcome(it, given.orElseThrow())).toList();

        assertThat(outcomes).containsExactly(dispatched, running, ended);
    }

    @Test
    void no_state_and_no_report_is_missing_from_the_table() {
        assertThat(names(STATES)).isEqualTo(permitted(Attempt.class));
        assertThat(names(REPORTS)).isEqualTo(permitted(Report.class));
        assertThat(REPORTS)
                .filteredOn(it -> it instanceof Report.Finished)
                .extracting(it -> ((Report.Finished) it).verdict())
                .containsExactlyInAnyOrder(Verdict.values());
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }

    private static Report finished(Verdict verdict) {
        return new Report.Finished(verdict, at(4), at(5), 0, "");
    }

    private static String name(Report report) {
        var kind = report.getClass().getSimpleName();
        return report instanceof Report.Finished it ? kind + " " + it.verdict() : kind;
    }

    private static String outcome(Attempt before, Report report) {
        var after = Attempt.after(before, report);
        return after.equals(before) ? "same" : shown(after);
    }

    private static String shown(Attempt attempt) {
        var status = attempt.status().word();
        return switch (attempt) {
            case Attempt.Dispatched(var when) -> status + " " + when.getEpochSecond();
            case Attempt.Running(var since) -> status + " " + since.getEpochSecond();
            case Attempt.Ended(_, var from, var to) ->
                    "%s %d-%d".formatted(status, from.getEpochSecond(), to.getEpochSecond());
        };
    }

    private static Set<Class<?>> names(List<?> values) {
        return values.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    private static Set<Class<?>> permitted(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).collect(Collectors.toSet());
    }
}
