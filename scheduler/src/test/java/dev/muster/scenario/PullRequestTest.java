package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.checks.Wanted;
import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Pull requests from the first delivery to the verdict.
final class PullRequestTest {

    private final GitHubStage stage = GitHubStage.on(Databases.h2());

    @AfterEach
    void close() {
        stage.close();
    }

    private static NewPullRequest change(String path) {
        return NewPullRequest.titled("Change " + path, "ada", Map.of(path, "changed"));
    }

    @Test
    void the_aggregate_check_names_a_reason_for_every_target() {
        var repository = stage.repository("acme/harbour");

        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();

        var check = stage.required(repository, pull.head());
        assertThat(check.title()).isEqualTo("0 of 1 passed");
        assertThat(check.text())
                .contains("Linux unit")
                .contains("Linux docs")
                .contains("run&#95;if&#95;unmatched");
    }

    @Test
    void its_branch_is_not_watched_and_its_configuration_read_once() {
        var repository = stage.repository("acme/harbour");
        stage.github.calls().clear();

        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();

        assertThat(stage.github.calls().all())
                .filteredOn(it -> it.installation() != 0)
                .extracting(it -> it.operation())
                .containsExactlyInAnyOrder(
                        "GET /repos/{owner}/{repo}/contents/{path}",
                        "GET /repos/{owner}/{repo}/pulls/{pull_number}",
                        "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
                        "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
                        "POST /repos/{owner}/{repo}/check-runs",
                        "POST /repos/{owner}/{repo}/check-runs");
        assertThat(stage.required(repository, pull.head()).title()).isEqualTo("0 of 1 passed");
    }

    @Test
    void a_branch_is_watched_from_the_push_on_that_declares_targets_for_it() {
        var repository = stage.repository("acme/harbour");
        repository.push("experiment", "Try", Map.of("src/sea.c", "changed"));
        stage.settle();
        var own = GitHubStage.CONFIG.replace("[main,", "[main, experiment,");

        var watched = repository.push("experiment", "Test this", Map.of(".ci.yaml", own));
        stage.settle();

        assertThat(stage.statuses(repository, watched)).isNotEmpty();
    }

    @Test
    void the_check_succeeds_when_every_job_did() {
        var repository = stage.repository("acme/harbour");
        var pull = repository.openPullRequest(change("docs/chart.md"));

        stage.work(repository);

        var check = stage.required(repository, pull.head());
        assertThat(check.conclusion()).isEqualTo("success");
        assertThat(check.title()).isEqualTo("All 2 passed");
        assertThat(stage.jobs(repository, pull.head()))
                .containsExactly("Linux docs 1", "Linux unit 1");
    }

    @Test
    void the_check_fails_where_a_job_fails_and_its_target_is_named() {
        var repository = stage.repository("acme/harbour");
        stage.jobsEnd(target -> target.equals("Linux docs") ? "failure" : "success");
        var pull = repository.openPullRequest(change("docs/chart.md"));

        stage.work(repository);

        var check = stage.required(repository, pull.head());
        assertThat(check.conclusion()).isEqualTo("failure");
        assertThat(check.title()).isEqualTo("1 of 2 failed");
        assertThat(check.text()).contains("Linux docs");
    }

    @Test
    void a_target_cannot_take_the_place_of_the_check_that_decides() {
        var config =
                GitHubStage.CONFIG.replace(
                        "targets:",
                        "  required: {runs_on: [ubuntu-24.04]}\n"
                                + "targets:\n"
                                + "  - {name: required, run: [x]}");
        var repository = stage.repository("acme/harbour", config);
        repository.permit("ada", "write");
        stage.jobsEnd(target -> target.equals("required") ? "success" : "failure");
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.work(repository);

        assertThat(stage.required(repository, pull.head()).title()).isEqualTo("1 of 2 failed");
        var own =
                repository.checkRuns(pull.head()).stream()
                        .filter(it -> it.name().startsWith("muster / required #"))
                        .findFirst()
                        .orElseThrow();
        assertThat(own.conclusion()).isEqualTo("success");

        repository.rerequest(own, "ada");
        stage.settle();

        assertThat(stage.statuses(repository, pull.head()))
                .containsExactly("Linux unit failed", "required dispatched");
    }

    @Test
    void a_configuration_with_errors_fails_at_its_line_and_mends_with_the_next_push() {
        var repository = stage.repository("acme/harbour");
        var pull =
                repository.openPullRequest(
                        NewPullRequest.titled(
                                "Break it",
                                "ada",
                                Map.of(".ci.yaml", GitHubStage.CONFIG + "tragets: 1\n")));
        stage.settle();

        var broken = repository.checkRun(pull.head(), Wanted.CONFIG);
        assertThat(broken).isNotNull();
        assertThat(broken.conclusion()).isEqualTo("failure");
        assertThat(broken.annotations()).isNotEmpty();
        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("failure");

        var mended = pull.push(Map.of(".ci.yaml", GitHubStage.CONFIG));
        stage.work(repository);
        assertThat(stage.required(repository, mended).conclusion()).isEqualTo("success");
    }

    @Test
    void a_force_push_ends_what_runs_for_the_old_head_and_runs_the_new_one() {
        var repository = stage.repository("acme/harbour");
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();
        var old = pull.head();
        repository.unfinishedJobs().forEach(SimulatedJob::begin);
        stage.settle();

        stage.clock.pass(Duration.ofSeconds(5));
        var head = pull.forcePush(Map.of("src/wind.c", "calm"));
        stage.pass(Duration.ofMinutes(2)).work(repository);

        assertThat(stage.required(repository, old).conclusion()).isEqualTo("cancelled");
        assertThat(stage.required(repository, head).conclusion()).isEqualTo("success");
        assertThat(stage.statuses(repository, old)).containsExactly("Linux unit cancelled");
        assertThat(stage.statuses(repository, head)).containsExactly("Linux unit succeeded");
    }

    @Test
    void a_head_that_comes_back_before_its_run_has_stopped_runs_again() {
        var repository = stage.repository("acme/harbour");
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();
        var first = pull.head();
        repository.unfinishedJobs().forEach(SimulatedJob::begin);
        stage.clock.pass(Duration.ofSeconds(5));
        pull.push(Map.of("src/lake.c", "calm"));
        stage.settle();
        stage.clock.pass(Duration.ofSeconds(5));

        repository.forcePush(pull.state().headRef(), first, "ada");
        stage.pass(Duration.ofMinutes(4)).work(repository);

        assertThat(stage.required(repository, first).conclusion()).isEqualTo("success");
    }

    @Test
    void one_that_is_closed_and_opened_again_at_once_runs_again() {
        var repository = stage.repository("acme/harbour");
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();
        repository.unfinishedJobs().forEach(SimulatedJob::begin);
        stage.clock.pass(Duration.ofSeconds(5));
        pull.close("ada");
        stage.settle();
        stage.clock.pass(Duration.ofSeconds(5));

        pull.reopen("ada");
        stage.pass(Duration.ofMinutes(4)).work(repository);

        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
    }

    @Test
    void a_draft_waits_until_it_is_ready_for_review() {
        var repository = stage.repository("acme/harbour");
        var pull = repository.openPullRequest(change("src/sea.c").asDraft());
        stage.settle();
        assertThat(stage.required(repository, pull.head()).title())
                .isEqualTo("Waits: the pull request is a draft");
        assertThat(stage.unfinished(repository, pull.head())).isEmpty();

        stage.clock.pass(Duration.ofSeconds(5));
        pull.readyForReview();
        stage.work(repository);

        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
    }

    @Test
    void a_changed_base_is_planned_by_the_rules_of_the_new_base() {
        var repository = stage.repository("acme/harbour");
        repository.branch("release-1", String.valueOf(repository.tip("main")));
        repository.push(
                "release-1",
                "Only documents here",
                Map.of(".ci.yaml", GitHubStage.CONFIG.replace("Linux unit", "Linux release")));
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();

        stage.clock.pass(Duration.ofSeconds(5));
        pull.changeBase("release-1");
        stage.work(repository);

        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
    }

    @Test
    void a_closed_pull_request_gives_its_machines_back_and_may_be_opened_again() {
        var repository = stage.repository("acme/harbour");
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();

        stage.clock.pass(Duration.ofSeconds(5));
        pull.close("ada");
        stage.pass(Duration.ofMinutes(2));
        assertThat(stage.unfinished(repository, pull.head())).isEmpty();

        pull.reopen("ada");
        stage.work(repository);

        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
    }

    @Test
    void a_run_is_told_the_properties_that_hold_for_what_it_runs_for() {
        var repository =
                stage.repository(
                        "acme/harbour",
                        """
                        enabled_branches: [main]
                        platform_properties:
                          linux:
                            runs_on: [ubuntu-24.04]
                            properties: {os: Linux, scheduling_policy: guaranteed}
                        targets:
                          - name: Linux app
                            recipe: build/app
                            properties: {cores: 4}
                            postsubmit_properties: {upload: true, cores: 8}
                        """);
        var pull = repository.openPullRequest(change("src/sea.c"));

        stage.settle();

        assertThat(properties(repository, pull.head()))
                .contains("\"cores\":4", "\"os\":\"Linux\"")
                .doesNotContain("upload");
        assertThat(properties(repository, repository.tip("main")))
                .contains("\"upload\":true", "\"cores\":8", "\"os\":\"Linux\"");
    }

    /// As they stand in the rows of the runs that GitHub was asked for on a commit.
    private static String properties(SimulatedRepository repository, String sha) {
        return repository.runs().stream()
                .map(run -> run.inputs())
                .filter(inputs -> inputs.path("commit").asText().equals(sha))
                .map(inputs -> inputs.path("rows").asText().replace("\\", ""))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void more_files_than_github_lists_still_find_their_targets() {
        var repository = stage.repository("acme/harbour");
        var files = new HashMap<String, String>();
        for (var i = 0; i < 3100; i++) {
            files.put("aaa/file%04d.txt".formatted(i), "x");
        }
        files.put("docs/last.md", "told last");
        var pull = repository.openPullRequest(NewPullRequest.titled("Import", "ada", files));

        stage.work(repository);

        assertThat(stage.required(repository, pull.head()).title()).isEqualTo("All 2 passed");
    }
}
