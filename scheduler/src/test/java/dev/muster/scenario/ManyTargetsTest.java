package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.NewPullRequest;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Repositories with hundreds of targets stay within what GitHub allows an hour.
final class ManyTargetsTest {

    private static final String LINUX =
            """
            enabled_branches: [main]
            platform_properties:
              linux:
                runs_on: [ubuntu-24.04]
            targets:
            """;

    @Test
    void a_pull_request_with_120_targets_costs_few_calls() {
        try (var stage = GitHubStage.on(Databases.h2())) {
            var hour = new BusyHour(stage, 120);

            hour.open(2, Duration.ofMinutes(4));

            assertThat(hour.verdicts()).containsExactly(Map.entry("success: All 120 passed", 2L));
            assertThat(hour.lostOrDoubled()).isEmpty();
            assertThat(hour.calls().size()).as(hour::told).isLessThanOrEqualTo(2 * 40);
            assertThat(hour.writes()).as(hour::told).isLessThanOrEqualTo(2 * 30);
        }
    }

    @Test
    void what_failed_among_many_is_shown_as_passed_once_it_passed() {
        var config =
                LINUX
                        + IntStream.range(0, 60)
                                .mapToObj(
                                        "  - {name: Linux %d, run: [x], postsubmit: false}\n"
                                                ::formatted)
                                .collect(Collectors.joining());
        try (var stage = GitHubStage.on(Databases.h2())) {
            var repository = stage.repository("acme/harbour", config);
            repository.permit("ada", "write");
            stage.jobsEnd(target -> target.equals("Linux 7") ? "failure" : "success");
            var pull =
                    repository.openPullRequest(
                            NewPullRequest.titled("Change", "ada", Map.of("sea.c", "changed")));
            stage.work(repository);
            var check = "muster / Linux 7";
            assertThat(repository.checkRun(pull.head(), check).conclusion()).isEqualTo("failure");

            stage.jobsEnd(_ -> "success");
            stage.clock.pass(Duration.ofSeconds(5));
            pull.comment("ada", "/muster rerun Linux 7");
            stage.work(repository);

            assertThat(stage.required(repository, pull.head()).title()).isEqualTo("All 60 passed");
            assertThat(repository.checkRun(pull.head(), check).conclusion()).isEqualTo("success");
        }
    }

    @Test
    void long_names_are_spread_over_runs_that_github_takes() {
        var config =
                LINUX
                        + IntStream.range(0, 60)
                                .mapToObj(
                                        it ->
                                                "  - name: 'Linux %d %s'\n    run: [\"true\"]\n    postsubmit: false\n"
                                                        .formatted(it, "\"".repeat(250)))
                                .collect(Collectors.joining());
        try (var stage = GitHubStage.on(Databases.h2())) {
            var repository = stage.repository("acme/harbour", config);

            var pull =
                    repository.openPullRequest(
                            NewPullRequest.titled("Change", "ada", Map.of("sea.c", "changed")));
            stage.work(repository);

            assertThat(stage.required(repository, pull.head()).title()).isEqualTo("All 60 passed");
            assertThat(repository.runs()).hasSizeBetween(2, 4);
        }
    }
}
