package dev.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.ground.Json;
import dev.muster.simulation.repos.Changes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pull requests and the merge queue: what is told, and where lists end.
class PullsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private SimulatedPullRequest large(int files) {
        var all = new LinkedHashMap<String, String>();
        for (var number = 1; number <= files; number++) {
            all.put("many/%05d.txt".formatted(number), "x\n");
        }
        return stage.harbour.openPullRequest(NewPullRequest.titled("Large", "dana", all));
    }

    @Test
    void changed_files_end_at_three_thousand_and_those_of_a_comparison_at_three_hundred() {
        var pull = large(3001);
        var files = "/pulls/" + pull.number() + "/files?per_page=100&page=";

        var compared = stage.get("/compare/main..." + pull.head()).json();

        assertThat(stage.get(files + 30).json()).hasSize(100);
        assertThat(stage.get(files + 31).json()).isEmpty();
        assertThat(compared.path("files")).hasSize(300);
    }

    @Test
    void the_commits_of_a_pull_request_end_at_250() {
        var pull = stage.pullRequest();
        var commits = new ArrayList<Changes>();
        for (var number = 1; number <= 300; number++) {
            commits.add(Changes.write("a.txt", "version " + number));
        }
        stage.harbour.pushMany(pull.state().headRef(), "dana", commits);

        var list = "/pulls/" + pull.number() + "/commits?per_page=100&page=";

        assertThat(stage.get(list + 3).json()).hasSize(50);
        assertThat(stage.get("/compare/main..." + pull.head()).json().path("total_commits").asInt())
                .isEqualTo(301);
    }

    @Test
    void events_about_a_forks_commit_name_no_pull_request() {
        var fork = stage.harbour.fork("stranger");
        var pull =
                stage.harbour.openPullRequest(
                        NewPullRequest.titled("From afar", "stranger", Map.of("z", "z"))
                                .fromFork(fork));
        stage.write(
                "POST",
                "/check-runs",
                Json.object().put("name", "muster").put("head_sha", pull.head()));

        var suite = stage.bodies("check_suite.requested").getLast().path("check_suite");

        assertThat(suite.path("head_sha").asText()).isEqualTo(pull.head());
        assertThat(suite.path("pull_requests")).isEmpty();
        assertThat(suite.path("head_branch").isNull()).isTrue();
        assertThat(
                        stage.bodies("check_run.created")
                                .getLast()
                                .path("check_run")
                                .path("pull_requests"))
                .isEmpty();
    }

    @Test
    void a_forks_workflow_waits_until_a_maintainer_lets_it_and_its_jobs_get_no_token() {
        var text = "name: Pulls\non: pull_request\njobs:\n  plan:\n    runs-on: ubuntu-latest\n";
        stage.harbour.push("main", "Add", Map.of(".github/workflows/pulls.yml", text));
        var fork = stage.harbour.fork("stranger");
        var pull =
                stage.harbour.openPullRequest(
                        NewPullRequest.titled("From afar", "stranger", Map.of("z", "z"))
                                .fromFork(fork));
        var held = stage.harbour.runs().getFirst();
        var waiting = held.conclusion();

        pull.approveRuns();

        var job = stage.harbour.unfinishedJobs().getFirst();
        assertThat(waiting).isEqualTo("action_required");
        assertThat(job.runId()).isEqualTo(held.id());
        assertThat(job.ref()).isEqualTo("refs/pull/" + pull.number() + "/merge");
        assertThat(job.headSha()).isEqualTo(pull.head());
        assertThat(job.environment()).isEmpty();
    }

    @Test
    void a_job_for_forks_is_skipped_where_the_commit_is_in_the_repository_itself() {
        var text =
                """
                name: Pulls
                on: pull_request
                jobs:
                  plan:
                    name: Plan
                    if: ${{ github.event.pull_request.head.repo.id != github.event.pull_request.base.repo.id }}
                    runs-on: ubuntu-latest
                  gate:
                    needs: plan
                    runs-on: ubuntu-latest
                """;
        stage.harbour.push("main", "Add", Map.of(".github/workflows/pulls.yml", text));

        stage.pullRequest();

        assertThat(stage.harbour.unfinishedJobs()).isEmpty();
        assertThat(stage.harbour.runs().getFirst().conclusion()).isEqualTo("skipped");
        assertThat(stage.bodies("workflow_job.completed").getLast().at("/workflow_job/conclusion"))
                .hasToString("\"skipped\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'', opened synchronize reopened",
        "'    types: [opened, ready_for_review]', opened ready_for_review",
        "'    types:|      - labeled|      - closed', closed labeled",
        "'    branches: [main]|    types: reopened', reopened"
    })
    void what_becomes_of_a_pull_request_starts_a_workflow_that_names_it(
            String types, String expected) {
        var text =
                "on:\n  pull_request:\n"
                        + types.replace('|', '\n')
                        + "\njobs:\n  plan:\n    runs-on: ubuntu-latest\n";
        stage.harbour.push("main", "Add", Map.of(".github/workflows/pulls.yml", text));
        var started = new ArrayList<String>();
        var pull =
                stage.harbour.openPullRequest(
                        NewPullRequest.titled("Later", "dana", Map.of("b.txt", "b")).asDraft());
        note(started, "opened");
        pull.push(Map.of("b.txt", "c"));
        note(started, "synchronize");
        pull.close("dana");
        note(started, "closed");
        pull.reopen("dana");
        note(started, "reopened");
        pull.readyForReview();
        note(started, "ready_for_review");
        pull.label("ripe", "dana");
        note(started, "labeled");

        assertThat(started).containsExactly(expected.split(" "));
    }

    private void note(List<String> started, String action) {
        if (stage.harbour.runs().size() > started.size()) {
            started.add(action);
        }
    }

    @Test
    void a_push_cancels_the_run_of_a_workflow_whose_concurrency_says_so() {
        var text =
                """
                name: Pulls
                on: pull_request
                concurrency:
                  group: pulls-${{ github.event.pull_request.number }}
                  cancel-in-progress: true
                jobs:
                  plan:
                    runs-on: ubuntu-latest
                """;
        stage.harbour.push("main", "Add", Map.of(".github/workflows/pulls.yml", text));
        var pull = stage.pullRequest();
        var first = stage.harbour.runs().getFirst();

        pull.push(Map.of("more", "more"));

        assertThat(first.conclusion()).isEqualTo("cancelled");
        assertThat(stage.harbour.runs().getFirst().status()).isEqualTo("queued");
    }

    @Test
    void a_merge_group_is_thrown_away_and_built_anew_when_the_branch_moves() {
        var pull = stage.pullRequest();
        pull.enqueue("dana");
        var before = stage.harbour.mergeGroups("main").getFirst();
        stage.harbour.push("main", "Move", Map.of("m", "m"));

        stage.harbour.rebuildMergeGroups("main");

        var after = stage.harbour.mergeGroups("main").getFirst();
        assertThat(after.headSha()).isNotEqualTo(before.headSha());
        assertThat(stage.bodies("merge_group.destroyed").getFirst().path("reason").asText())
                .isEqualTo("invalidated");
        assertThat(stage.bodies("merge_group.checks_requested")).hasSize(2);
        assertThat(stage.get("/git/ref/" + before.ref().substring("refs/".length())).status())
                .isEqualTo(404);
    }

    @Test
    void a_group_merges_once_its_required_checks_have_passed_and_leaves_once_one_failed() {
        stage.harbour.requireChecks("main", "muster");
        var good = stage.pullRequest();
        var bad =
                stage.harbour.openPullRequest(
                        NewPullRequest.titled("Bad", "dana", Map.of("bad", "bad")));
        good.enqueue("dana");
        bad.enqueue("dana");
        var groups = stage.harbour.mergeGroups("main");

        conclude(groups.getLast().headSha(), "failure");
        conclude(groups.getFirst().headSha(), "success");

        assertThat(good.state().mergedAt()).isNotNull();
        assertThat(bad.state().issue().isOpen()).isTrue();
        assertThat(stage.bodies("pull_request.dequeued"))
                .extracting(it -> it.path("reason").asText())
                .containsExactly("CI_FAILURE", "MERGE");
        assertThat(stage.harbour.tip("main")).isEqualTo(groups.getFirst().headSha());
    }

    private void conclude(String sha, String conclusion) {
        stage.write(
                "POST",
                "/check-runs",
                Json.object()
                        .put("name", "muster")
                        .put("head_sha", sha)
                        .put("conclusion", conclusion));
    }

    @Test
    void a_file_is_written_over_the_version_that_was_read() {
        var old = stage.get("/contents/a.txt").json().path("sha").asText();
        var body = Json.object().put("message", "m").put("content", "Yg==").put("branch", "main");

        var first = stage.write("PUT", "/contents/a.txt", body.deepCopy().put("sha", old));
        var second = stage.write("PUT", "/contents/a.txt", body.deepCopy().put("sha", old));
        var none = stage.write("PUT", "/contents/a.txt", body);

        assertThat(List.of(first.status(), second.status(), none.status()))
                .containsExactly(200, 409, 422);
    }

    @Test
    void workflow_files_take_a_permission_of_their_own() {
        var body = Json.object().put("message", "m").put("content", "Yg==").put("branch", "main");

        var refused = stage.write("PUT", "/contents/.github/workflows/new.yml", body);

        assertThat(refused.status()).isEqualTo(403);
    }
}
