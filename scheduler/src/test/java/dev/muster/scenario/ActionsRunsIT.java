package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedJob;
import dev.muster.testkit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// From a pull request to its verdict: dispatched, run by the generated workflow's steps, reported
/// by the job's own word.
class ActionsRunsIT {

    @TempDir private Path folder;
    private ActionsStage stage;

    @BeforeEach
    void open() throws Exception {
        stage =
                new ActionsStage(
                        folder,
                        """
                        enabled_branches: [main]
                        platform_properties: {linux: {runs_on: ubuntu-24.04}}
                        targets:
                          - {name: Linux sea, run: 'test -f "%s" && test -f src/sea.c || {
                             echo "error: the sea is rough"; exit 1; }'}
                          - {name: Linux docs, run: 'true', run_if: ['docs/**']}
                        """
                                .formatted(folder.resolve("calm")));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private NewPullRequest change() {
        return NewPullRequest.titled("Calm the sea", "ada", Map.of("src/sea.c", "calm"));
    }

    @Test
    void a_job_says_that_its_target_passed_and_the_check_says_so() throws Exception {
        Files.createFile(folder.resolve("calm"));
        stage.github.deliveryFaults().loseEvery("workflow_job");
        stage.github.deliveryFaults().loseEvery("workflow_run");
        var pull = stage.repository.openPullRequest(change());

        var check = stage.required(pull.head(), it -> it.conclusion() != null);

        assertThat(check.conclusion()).as(stage.logs.toString()).isEqualTo("success");
        assertThat(stage.dispatched(pull.head())).hasSize(1);
        var attempts = attempts(pull.head());
        assertThat(attempts).hasSize(1);
        assertThat(attempts.path(0).path("logUrl").asText())
                .startsWith(stage.github.url() + "/acme/harbour/actions/runs/")
                .contains("/job/");
    }

    @Test
    void a_failed_run_that_is_started_again_at_github_turns_the_check() throws Exception {
        var pull = stage.repository.openPullRequest(change());
        var red = stage.required(pull.head(), it -> it.conclusion() != null);
        assertThat(red.conclusion()).isEqualTo("failure");
        assertThat(attempts(pull.head()).path(0).path("signature").asText())
                .isEqualTo("error: the sea is rough");
        var before = attempts(pull.head()).size();

        Files.createFile(folder.resolve("calm"));
        stage.repository.rerun(stage.over(pull.head()), true);

        stage.required(pull.head(), it -> "success".equals(it.conclusion()));
        var after = attempts(pull.head());
        assertThat(after).hasSize(before + 1);
        assertThat(after.path(before).path("cause").asText()).isEqualTo("rerun");
        assertThat(after.path(before).path("by").asText()).isEqualTo("somebody at GitHub");
    }

    @Test
    void nobody_else_than_the_job_itself_speaks_for_its_target() throws Exception {
        Files.createFile(folder.resolve("calm"));
        var pull = stage.repository.openPullRequest(change());
        stage.required(pull.head(), it -> it.conclusion() != null);
        var main = stage.repository.tip("main");
        stage.over(main);
        var own = job(pull.head());
        var issuer = stage.github.issuer();

        assertThat(says(own.token(stage.address()), pull.head())).as("late").isEqualTo(200);
        assertThat(says(job(main).token(stage.address()), pull.head()))
                .as("another run")
                .isEqualTo(403);
        assertThat(says(own.token("https://elsewhere.example"), pull.head()))
                .as("for somebody else")
                .isEqualTo(401);
        assertThat(says(issuer.forge(own.claims(stage.address())), pull.head()))
                .as("forged")
                .isEqualTo(401);
        assertThat(says(issuer.unsigned(own.claims(stage.address())), pull.head()))
                .as("unsigned")
                .isEqualTo(401);
        for (var claim : Map.of("repository_id", "1", "event_name", "issue_comment").entrySet()) {
            var claims = own.claims(stage.address()).put(claim.getKey(), claim.getValue());
            assertThat(says(issuer.sign(claims), pull.head())).as(claim.toString()).isEqualTo(401);
        }
        assertThat(attempts(pull.head()).path(0).path("status").asText()).isEqualTo("succeeded");
    }

    private int says(String token, String sha) throws Exception {
        return stage.says(token, sha, "Linux sea");
    }

    private SimulatedJob job(String sha) {
        return stage.jobs.stream()
                .filter(it -> it.inputs().path("commit").asText().equals(sha))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_forks_code_is_let_in_and_still_no_run_is_asked_for() throws Exception {
        var fork = stage.repository.fork("mallory");
        var what = NewPullRequest.titled("Calm the sea", "mallory", Map.of("src/sea.c", "calm"));
        var pull = stage.repository.openPullRequest(what.fromFork(fork));
        stage.required(pull.head(), it -> "Waits for approval".equals(it.title()));

        pull.label("muster: approve", "octocat");
        Await.until(
                Duration.ofMinutes(1),
                "the attempt waits for GitHub's own run",
                () -> dispatched(pull.head()));

        assertThat(stage.dispatched(pull.head())).isEmpty();
    }

    private boolean dispatched(String sha) {
        try {
            return attempts(sha).size() == 1;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode attempts(String sha) throws Exception {
        var cell =
                stage.get(
                        "/api/v1/repos/acme/harbour/commits/%s/targets/Linux%%20sea?branch=%s"
                                .formatted(
                                        sha,
                                        URLEncoder.encode("pull:1:main", StandardCharsets.UTF_8)));
        return cell.path("attempts");
    }
}
