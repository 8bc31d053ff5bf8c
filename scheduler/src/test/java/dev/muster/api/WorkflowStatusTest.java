package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.ci.RepoSlug;
import dev.muster.identity.ActionsJob;
import dev.muster.identity.Verification;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;

/// A workflow of the repository posts for the targets that name its file, by its job's identity.
final class WorkflowStatusTest extends ApiTestCase {

    private static final RepoSlug RENAMED = new RepoSlug("local", "renamed");

    @Override
    RunningApi serve(World fresh) {
        return RunningApi.listening(fresh, token -> verification(fresh, token));
    }

    /// What a token of three parts says: the workflow, its own name, and the rest.
    private static Verification verification(World world, String token) {
        var parts = token.split("\\.");
        var job =
                new ActionsJob(
                        42,
                        RENAMED,
                        7,
                        1,
                        ".github/workflows/" + parts[0] + ".yml",
                        "refs/heads/main",
                        "schedule",
                        "f".repeat(40),
                        9L);
        return parts[0].equals("forged")
                ? new Verification.Refused("its signature is not the issuer's")
                : new Verification.Beside(
                        job,
                        World.REPO,
                        parts[0] + ".yml",
                        parts[1],
                        world.clock.instant().plusSeconds(300));
    }

    @Override
    void prepare() {
        world.land(
                1,
                """
                enabled_branches: [main]
                platform_properties: {linux: {}}
                targets:
                  - {name: Linux test, run: ./test.sh}
                  - {name: Linux soak, scheduler: nightly.yml}
                  - {name: Linux drift, scheduler: nightly.yml}
                  - {name: Linux lab, scheduler: partner_lab}
                """);
    }

    private HttpResponse<String> post(String token, String repository, int commit, String rest) {
        return api.post(
                "/api/v1/task-status",
                "{\"repository\": \"%s\", \"sha\": \"%s\", %s}"
                        .formatted(repository, SimulatedCommits.sha(commit).value(), rest),
                "Authorization",
                "Bearer " + token);
    }

    @Test
    void its_targets_take_what_it_says() {
        var rest = "\"target\": \"Linux soak\", \"status\": \"succeeded\"";

        var answer = post("nightly.a1.x", "local/sample", 1, rest);

        assertThat(answer.statusCode()).isEqualTo(200);
        var cell =
                json(
                        api.get(
                                REPO
                                        + "/commits/"
                                        + SimulatedCommits.sha(1).value()
                                        + "/targets/Linux%20soak"));
        assertThat(cell.path("status").asText()).isEqualTo("succeeded");
        assertThat(cell.path("attempts").path(0).path("runner").asText()).isEqualTo("nightly.yml");
        assertThat(world.list("select who from audit_log")).contains("nightly.yml of local/sample");
    }

    @Test
    void a_repository_may_be_called_by_its_new_name() {
        var rest = "\"target\": \"Linux drift\", \"status\": \"succeeded\"";

        assertThat(post("nightly.b1.x", "local/renamed", 1, rest).statusCode()).isEqualTo(200);
    }

    @Test
    void another_workflow_or_another_repository_is_refused() {
        var rest = "\"target\": \"Linux soak\", \"status\": \"failed\"";

        assertThat(post("weekly.c1.x", "local/sample", 1, rest).statusCode()).isEqualTo(403);
        assertThat(post("nightly.c2.x", "acme/other", 1, rest).statusCode()).isEqualTo(403);
        assertThat(post("forged.c3.x", "local/sample", 1, rest).statusCode()).isEqualTo(401);
        assertThat(
                        post(
                                        "nightly.c4.x",
                                        "local/sample",
                                        1,
                                        "\"target\": \"Linux lab\", \"status\": \"failed\"")
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        post(
                                        "nightly.c5.x",
                                        "local/sample",
                                        1,
                                        "\"target\": \"Linux test\", \"status\": \"failed\"")
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_token_says_one_thing() {
        var first = "\"target\": \"Linux soak\", \"status\": \"running\"";
        var other = "\"target\": \"Linux soak\", \"status\": \"failed\"";
        post("nightly.d1.x", "local/sample", 1, first);

        assertThat(post("nightly.d1.x", "local/sample", 1, first).statusCode()).isEqualTo(200);
        assertThat(post("nightly.d1.x", "local/sample", 1, other).statusCode()).isEqualTo(401);
    }

    @Test
    void a_commit_that_is_not_known_yet_is_to_be_told_again() {
        var answer =
                post(
                        "nightly.e1.x",
                        "local/sample",
                        9,
                        "\"target\": \"Linux soak\", \"status\": \"failed\"");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("post it again in a minute");
        assertThat(world.list("select token_id from kept_post")).isEmpty();
    }
}
