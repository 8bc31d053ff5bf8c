package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.actions.Job;
import dev.muster.simulation.actions.Run;
import dev.muster.simulation.ground.Json;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The runs that GitHub starts by itself for the pull requests of forks: they fail before they say
/// what runs, and they are stopped when nothing is wanted of them.
final class ForkRunsTest {

    private static final String RERUN =
            "POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs";
    private static final String CANCEL = "POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel";
    private static final String FORCE =
            "POST /repos/{owner}/{repo}/actions/runs/{run_id}/force-cancel";

    private final GitHubStage stage = GitHubStage.on(Databases.h2());
    private SimulatedRepository repository;
    private SimulatedPullRequest pull;

    @BeforeEach
    void openAndApprove() {
        repository = stage.repository("acme/harbour");
        repository.permit("ada", "write");
        var fork = repository.fork("mallory");
        pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Gift", "mallory", Map.of("src/gift.c", "horse"))
                                .fromFork(fork));
        stage.settle();
        stage.clock.pass(Duration.ofSeconds(5));
        pull.comment("ada", "/muster approve");
        stage.settle();
        pull.approveRuns();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private SimulatedJob waiting() {
        return repository.unfinishedJobs().stream()
                .filter(job -> job.event().equals("pull_request"))
                .findFirst()
                .orElseThrow();
    }

    private SimulatedJob planned() {
        var plan = waiting().begin();
        var row = new Job.Plan("Linux unit", List.of("ubuntu-24.04"), Json.object());
        var job = plan.plan(List.of(row)).getFirst();
        plan.end("success");
        return job;
    }

    private Run run(String head) {
        return repository.runs().stream()
                .filter(it -> it.event().equals("pull_request") && it.headSha().equals(head))
                .findFirst()
                .orElseThrow();
    }

    private List<String> statuses() {
        return stage.statuses(repository, pull.head());
    }

    /// The attempts of the pull request's tasks, the first first.
    private List<String> attempts() {
        return stage.database
                .jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "select a.status || ' ' || coalesce(a.note, '')"
                                                        + " from attempt a order by a.number")
                                        .mapTo(String.class)
                                        .list());
    }

    @ParameterizedTest
    @CsvSource({
        "failure, infra_failure GitHub's run ended before it said what runs",
        "success, infra_failure GitHub's run had no job for it",
        "cancelled, cancelled stopped on GitHub"
    })
    void a_run_that_runs_nothing_ends_its_tasks_as_soon_as_that_is_told(
            String conclusion, String told) {
        stage.step(Duration.ofSeconds(20));
        waiting().begin().end(conclusion);
        stage.settle();

        assertThat(attempts().getFirst()).startsWith(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"workflow_run.completed", "*"})
    void it_ends_them_within_two_minutes_where_no_message_tells_of_it(String lost) {
        stage.github.deliveryFaults().loseEvery(lost);
        stage.pass(Duration.ofMinutes(2));
        waiting().begin().end("failure");

        stage.pass(Duration.ofMinutes(2));

        assertThat(attempts().getFirst()).startsWith("infra_failure");
    }

    @Test
    void the_aggregate_check_says_why_once_trying_again_was_in_vain() {
        for (var tries = 0; tries < 3; tries++) {
            waiting().begin().end("failure");
            stage.pass(Duration.ofMinutes(4));
        }

        assertThat(statuses()).containsExactly("Linux unit infra_failure");
        var check = stage.required(repository, pull.head());
        assertThat(check.conclusion()).isEqualTo("failure");
        assertThat(check.summary() + check.text())
                .contains("GitHub's run ended before it said what runs");
    }

    @Test
    void trying_again_has_github_decide_once_more() {
        waiting().begin().end("failure");
        stage.pass(Duration.ofMinutes(4));
        planned().begin().end("success");
        stage.pass(Duration.ofMinutes(1));

        assertThat(statuses()).containsExactly("Linux unit succeeded");
        assertThat(stage.required(repository, pull.head()).title()).isEqualTo("All 1 passed");
        assertThat(stage.github.calls().of(RERUN)).hasSize(1);
    }

    @Test
    void a_closed_pull_request_stops_the_run() {
        var job = planned().begin();
        stage.pass(Duration.ofMinutes(1));

        pull.close("mallory");
        stage.pass(Duration.ofMinutes(1));

        assertThat(job.state().conclusion()).isEqualTo("cancelled");
        assertThat(statuses()).containsExactly("Linux unit cancelled");
        assertThat(stage.github.calls().of(CANCEL)).hasSize(1);
    }

    @Test
    void a_run_that_goes_on_nevertheless_is_stopped_by_force() {
        var job = planned().begin();
        job.holdOutAgainstCancel();
        stage.pass(Duration.ofMinutes(1));

        pull.close("mallory");
        stage.pass(Duration.ofMinutes(5));

        assertThat(job.state().conclusion()).isEqualTo("cancelled");
        assertThat(stage.github.calls().of(FORCE)).hasSize(1);
    }

    @Test
    void the_run_of_a_superseded_head_is_stopped_before_it_decides() {
        var old = pull.head();
        stage.clock.pass(Duration.ofSeconds(5));

        pull.push(Map.of("src/gift.c", "soldiers"));
        stage.pass(Duration.ofMinutes(1));

        assertThat(run(old).conclusion()).isEqualTo("cancelled");
        assertThat(run(pull.head()).conclusion()).isEqualTo("action_required");
    }

    @Test
    void what_was_stopped_and_is_wanted_again_runs_again() {
        planned().begin();
        stage.pass(Duration.ofMinutes(1));
        pull.close("mallory");
        stage.pass(Duration.ofMinutes(1));

        pull.reopen("mallory");
        stage.pass(Duration.ofMinutes(3));
        var again = run(pull.head());

        assertThat(again.status()).isNotEqualTo("completed");
        assertThat(statuses()).containsExactly("Linux unit dispatched");
    }
}
