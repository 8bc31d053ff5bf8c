package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.limits.Fault;
import dev.muster.simulation.repos.Changes;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Deliveries that never come, come twice or in another order.
final class LostMessagesTest {

    private final GitHubStage stage = GitHubStage.on(Databases.h2());

    @AfterEach
    void close() {
        stage.close();
    }

    private static NewPullRequest change(String path) {
        return NewPullRequest.titled("Change " + path, "ada", Map.of(path, "changed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pull_request",
                "workflow_run",
                "workflow_run.requested",
                "workflow_run.completed",
                "workflow_job",
                "workflow_job.completed",
                "check_run",
                "*"
            })
    void whatever_is_lost_the_verdict_comes(String lost) {
        var repository = stage.repository("acme/harbour");
        stage.github.deliveryFaults().loseEvery(lost);

        var pull = repository.openPullRequest(change("docs/chart.md"));
        stage.pass(Duration.ofMinutes(3)).work(repository).pass(Duration.ofMinutes(3));

        assertDone(repository, pull.head());
    }

    @Test
    void what_is_known_of_a_job_is_never_older_than_stated_and_never_told_younger() {
        var repository = stage.repository("acme/harbour");
        repository.openPullRequest(change("docs/chart.md"));
        stage.settle();
        repository.unfinishedJobs().forEach(SimulatedJob::begin);
        stage.github.deliveryFaults().loseEvery("*");
        stage.pass(Duration.ofMinutes(11));
        var whileReachable = sinceAgreed();

        stage.github.callFaults().every("*", new Fault.ServerFault(503));
        stage.pass(Duration.ofMinutes(20));

        assertThat(whileReachable).isLessThanOrEqualTo(Duration.ofMinutes(2));
        assertThat(sinceAgreed()).isGreaterThanOrEqualTo(Duration.ofMinutes(20));
    }

    /// For how long nobody asked GitHub about what has gone longest without.
    private Duration sinceAgreed() {
        var runner = stage.stores.reads().health().path("runners").path(0);
        return Duration.between(
                Instant.parse(runner.path("agreedAt").asText()), stage.clock.instant());
    }

    @Test
    void everything_twice_is_done_once() {
        var repository = stage.repository("acme/harbour");
        stage.github.deliveryFaults().doubleEvery("*");

        var pull = repository.openPullRequest(change("docs/chart.md"));
        stage.work(repository).pass(Duration.ofMinutes(3));

        assertDone(repository, pull.head());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void in_whatever_order_it_comes_the_verdict_is_the_same(long seed) {
        var repository = stage.repository("acme/harbour");
        var faults = stage.github.deliveryFaults();
        faults.hold("*");
        var pull = repository.openPullRequest(change("docs/chart.md"));
        var head = pull.push(Map.of("docs/map.md", "second"));
        faults.releaseShuffled(seed);
        stage.pass(Duration.ofMinutes(1));
        faults.releaseShuffled(seed + 1);
        stage.work(repository);
        faults.releaseShuffled(seed + 2);
        stage.pass(Duration.ofMinutes(3)).work(repository);
        faults.clear();
        faults.release();
        stage.pass(Duration.ofMinutes(3));

        assertDone(repository, head);
    }

    @Test
    void every_commit_of_a_push_is_planned_also_when_nothing_was_said_of_it() {
        var repository = stage.repository("acme/harbour");
        stage.github.deliveryFaults().loseEvery("push");
        var pushed =
                repository.pushMany(
                        "main",
                        "ada",
                        List.of(
                                Changes.of(Map.of("docs/a.md", "a")),
                                Changes.of(Map.of("src/b.c", "b")),
                                Changes.of(Map.of("docs/c.md", "c"))));

        stage.pass(Duration.ofMinutes(3)).work(repository);

        assertThat(pushed)
                .allSatisfy(
                        sha ->
                                assertThat(stage.statuses(repository, sha))
                                        .contains("Linux unit succeeded"));
    }

    /// A branch that only its own configuration enables.
    private static String alone(SimulatedRepository repository, String branch) {
        var config = GitHubStage.CONFIG.replace("main,", "main, " + branch + ",");
        return repository.push(branch, "Go my own way", Map.of(".ci.yaml", config));
    }

    @Test
    void a_branch_that_only_it_enables_itself_is_found_when_all_said_of_it_was_lost() {
        var repository = stage.repository("acme/harbour");
        stage.pass(Duration.ofMinutes(1));
        stage.github.deliveryFaults().loseEvery("*");
        var sha = alone(repository, "spike");

        stage.pass(Duration.ofMinutes(3)).work(repository).pass(Duration.ofMinutes(3));

        assertThat(stage.statuses(repository, sha)).contains("Linux unit succeeded");
    }

    @Test
    void a_branch_whose_creation_alone_is_told_before_all_were_seen_is_found() {
        var repository = stage.repository("acme/harbour");
        stage.github.deliveryFaults().loseEvery("push");
        var sha = alone(repository, "spike");
        stage.settle();

        stage.pass(Duration.ofMinutes(1)).work(repository);

        assertThat(stage.statuses(repository, sha)).contains("Linux unit succeeded");
    }

    @Test
    void of_branches_from_before_one_configuration_is_read_with_each_sweep() {
        var repository = stage.repository("acme/harbour");
        stage.github.deliveryFaults().loseEvery("*");
        for (var number = 0; number < 30; number++) {
            repository.branch("old-" + number, repository.tip("main"));
        }
        var sha = alone(repository, "spike");
        stage.pass(Duration.ofMinutes(1));
        stage.github.calls().clear();

        stage.pass(Duration.ofMinutes(80)).work(repository).pass(Duration.ofMinutes(3));

        assertThat(stage.statuses(repository, sha)).contains("Linux unit succeeded");
        assertThat(stage.github.calls().of("GET /repos/{owner}/{repo}/contents/{path}"))
                .hasSizeLessThan(40);
    }

    @Test
    void failed_deliveries_are_asked_for_again() {
        var repository = stage.repository("acme/harbour");
        repository.permit("ada", "write");
        stage.jobsEnd(_ -> "failure");
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.work(repository);
        stage.jobsEnd(_ -> "success");
        stage.github.deliveryFaults().failNext("check_run.requested_action");
        repository.press(stage.required(repository, pull.head()), "rerun_failed", "ada");

        stage.pass(Duration.ofMinutes(10)).work(repository);

        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
    }

    @Test
    void the_service_tells_what_github_cannot_hand_over() throws Exception {
        var repository = stage.repository("acme/harbour");
        stage.github.deliveryFaults().failEvery("pull_request");
        var began = stage.clock.instant();
        repository.openPullRequest(change("src/sea.c"));

        stage.pass(Duration.ofMinutes(1));

        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(stage.uri("/api/v1/service")).build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                    .contains(
                            "\"deliveries\":{\"missed\":1,\"givenUp\":0,\"since\":\"%s\"}"
                                    .formatted(began));
        }
    }

    private void assertDone(SimulatedRepository repository, String head) {
        assertThat(stage.required(repository, head).conclusion()).isEqualTo("success");
        assertThat(stage.statuses(repository, head))
                .containsExactly("Linux docs succeeded", "Linux unit succeeded");
        assertThat(stage.startedTwice(repository)).isEmpty();
    }

    @Test
    void where_the_app_is_installed_is_known_within_ten_minutes_though_nothing_was_said_of_it() {
        var repository = stage.repository("acme/harbour");
        var installation = stage.github.installation("acme");
        stage.settle();
        stage.github.deliveryFaults().loseEvery("*");

        repository.rename("haven");
        stage.repository("umbrella/app");
        stage.pass(Duration.ofMinutes(12));
        assertThat(known()).containsExactlyInAnyOrder("acme/haven", "umbrella/app");

        installation.suspend();
        stage.pass(Duration.ofMinutes(12));
        assertThat(known()).containsExactly("umbrella/app");

        installation.unsuspend();
        stage.github.installation("umbrella").uninstall();
        stage.pass(Duration.ofMinutes(12));
        assertThat(known()).containsExactly("acme/haven");
    }

    private List<String> known() {
        return stage.stores.installations().active().stream()
                .map(it -> it.slug().toString())
                .toList();
    }
}
