package dev.muster.core.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.attempt.Attempt;
import dev.muster.core.ci.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

class ExecutionsTest {

    private static final Instant NOW = at(50);
    private static final Executions NONE = new Executions(List.of());

    private static Instant at(int minute) {
        return Instant.parse("2026-03-01T12:00:00Z").plusSeconds(60L * minute);
    }

    /// A post in the words of a sender, such as `failed attempt=2 run=7 start=3 end=9 flaky`; times
    /// are minutes.
    static Post post(String words) {
        var parts = Arrays.asList(words.split(" "));
        return new Post(
                PostedStatus.of(parts.getFirst()).orElseThrow(),
                number(parts, "attempt"),
                value(parts, "run"),
                minute(parts, "start"),
                minute(parts, "end"),
                parts.contains("flaky"),
                "");
    }

    private static @Nullable String value(List<String> parts, String name) {
        return parts.stream()
                .filter(it -> it.startsWith(name + "="))
                .map(it -> it.substring(name.length() + 1))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Integer number(List<String> parts, String name) {
        var value = value(parts, name);
        return value == null ? null : Integer.valueOf(value);
    }

    private static @Nullable Instant minute(List<String> parts, String name) {
        var minute = number(parts, name);
        return minute == null ? null : at(minute);
    }

    static Executions after(Executions before, String... posts) {
        var executions = before;
        for (var words : posts) {
            executions = executions.with(executions.after(post(words), NOW));
        }
        return executions;
    }

    private static String told(Executions executions) {
        var standing = Standing.of(executions);
        return "%s %d%s"
                .formatted(
                        standing.status().word(),
                        standing.attempts(),
                        standing.flaky() ? " flaky" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    running                                        | running 1
                    succeeded                                      | succeeded 1
                    running ; succeeded                            | succeeded 1
                    succeeded ; running                            | succeeded 1
                    succeeded ; succeeded                          | succeeded 1
                    failed ; succeeded                             | succeeded 2 flaky
                    failed ; succeeded ; running                   | succeeded 2 flaky
                    failed end=9 ; succeeded end=3                 | failed 1
                    failed end=9 ; running start=10                | running 2
                    failed end=9 ; running start=10 ; failed       | failed 2
                    failed end=9 ; failed start=10 end=12          | failed 2
                    failed start=1 end=9 ; running start=1         | failed 1
                    infra_failure ; succeeded                      | succeeded 2
                    timed_out ; succeeded                          | succeeded 2 flaky
                    cancelled ; succeeded                          | succeeded 2
                    succeeded flaky                                | succeeded 1 flaky
                    failed flaky                                   | failed 1
                    running flaky ; succeeded                      | succeeded 1 flaky
                    """)
    void posts_that_do_not_count_are_about_the_newest_execution_or_a_later_one(
            String posts, String expected) {
        assertThat(told(after(NONE, posts.strip().split(" ; ")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    running attempt=1 ; failed attempt=1 ; succeeded attempt=2   | succeeded 2 flaky
                    succeeded attempt=2 ; failed attempt=1 ; running attempt=1   | succeeded 2 flaky
                    succeeded attempt=3                                          | succeeded 3
                    failed attempt=2 ; succeeded attempt=1                       | failed 2
                    succeeded attempt=1 ; failed attempt=1                       | succeeded 1
                    running attempt=2 ; failed attempt=1                         | running 2
                    running run=a ; running run=b ; failed run=a ; succeeded run=b | succeeded 2 flaky
                    running run=b ; succeeded run=b ; succeeded run=b            | succeeded 1
                    running ; succeeded run=a                                    | succeeded 1
                    failed run=a ; failed run=b                                  | failed 2
                    """)
    void posts_that_name_their_execution_are_about_that(String posts, String expected) {
        assertThat(told(after(NONE, posts.strip().split(" ; ")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(PostedStatus.class)
    void no_post_changes_an_execution_that_has_ended(PostedStatus status) {
        for (var verdict : Verdict.values()) {
            var ended = new Execution(1, "a", new Attempt.Ended(verdict, at(1), at(2)), false);
            var again = post(status.word() + " attempt=1 run=b flaky");

            assertThat(new Executions(List.of(ended)).after(again, NOW)).isEqualTo(ended);
        }
    }

    @Test
    void no_time_lies_behind_the_moment_of_the_post() {
        var execution = NONE.after(post("failed start=70 end=90"), NOW);

        assertThat(execution.attempt()).isEqualTo(new Attempt.Ended(Verdict.FAILED, NOW, NOW));
    }

    @Test
    void the_end_keeps_the_start_that_was_told_before() {
        assertThat(after(NONE, "running start=3", "succeeded end=9").all().getFirst().attempt())
                .isEqualTo(new Attempt.Ended(Verdict.PASSED, at(3), at(9)));
    }
}
