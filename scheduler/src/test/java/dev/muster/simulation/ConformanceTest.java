package dev.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.ground.Json;
import dev.muster.simulation.repos.Changes;
import dev.muster.testkit.GitHubReferee;
import dev.muster.testkit.SettableClock;
import dev.muster.testkit.SharedKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Every kind of answer and of webhook, held to GitHub's own description.
class ConformanceTest {

    private static final String WORKFLOW =
            """
            name: CI
            run-name: ci ${{ inputs.correlation }}
            on:
              workflow_dispatch:
                inputs:
                  correlation:
                    required: true
                  rows:
                    required: true
            jobs:
              run:
                name: ${{ matrix.row.name }}
                strategy:
                  matrix:
                    row: ${{ fromJSON(inputs.rows)['run'] }}
                runs-on: ${{ matrix.row.runs_on }}
            """;
    private static final String REPO = "/repos/acme/harbour";

    private final SettableClock clock = new SettableClock();
    private final GitHubSimulation github = GitHubSimulation.start(clock, SharedKeys.row());
    private final Endpoint endpoint = new Endpoint();
    private final ApiClient api = new ApiClient(github, clock);
    private GitHubReferee referee;
    private SimulatedRepository harbour;

    @BeforeEach
    void begin() {
        if (!GitHubReferee.isHere()) {
            System.out.println("SKIPPED: GitHub's description is not beside the repository");
        }
        assumeTrue(GitHubReferee.isHere(), "GitHub's description is not beside the repository");
        github.deliverTo(endpoint.url());
        referee = GitHubReferee.watch(github);
        harbour =
                github.repository(
                        "acme/harbour",
                        Map.of("a.txt", "a\n", ".github/workflows/ci.yml", WORKFLOW));
        harbour.permit("dana", "write");
    }

    @AfterEach
    void stop() {
        if (GitHubReferee.isHere()) {
            System.out.println("not described: " + referee.undescribed());
        }
        github.close();
        endpoint.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-11-28", "2026-03-10"})
    void repositories_and_apps(String version) {
        api.speaking(version).asInstallation(harbour);
        var before = harbour.tip("main");
        var after = harbour.push("main", "Change", Map.of("b/c.txt", "c\n"));
        get("", "/branches", "/branches/main", "/rules/branches/main", "/commits");
        get("/commits/main", "/compare/" + before + "..." + after, "/contents/a.txt");
        get("/contents/b", "/git/ref/heads/main", "/git/matching-refs/heads/", "/contents/none");
        get("/git/commits/" + after, "/git/trees/main?recursive=1");
        get("/collaborators/dana/permission");
        api.get("/installation/repositories");
        api.get("/rate_limit");
        write("PUT", "/contents/new.txt", content("n\n"));
        write("PUT", "/contents/a.txt", content("no sha\n"));
        var blob = write("POST", "/git/blobs", Json.object().put("content", "x"));
        get("/git/blobs/" + blob.path("sha").asText());
        var entry = Json.object().put("path", "x").put("mode", "100644").put("type", "blob");
        entry.set("sha", blob.path("sha"));
        var tree = Json.object();
        tree.set("tree", Json.array().add(entry));
        var made = write("POST", "/git/trees", tree);
        var commit = Json.object().put("message", "m").put("tree", made.path("sha").asText());
        commit.set("parents", Json.texts(List.of(after)));
        var sha = write("POST", "/git/commits", commit).path("sha").asText();
        var ref = Json.object().put("ref", "refs/heads/bot").put("sha", after);
        write("POST", "/git/refs", ref);
        write("POST", "/git/refs", ref);
        write("PATCH", "/git/refs/heads/bot", Json.object().put("sha", sha));
        write("DELETE", "/git/refs/heads/bot", Json.object());

        api.asApp();
        api.get("/app");
        api.get("/app/installations");
        api.get("/orgs/acme/installation");
        get("/installation");
        api.get("/app/hook/config");

        assertThat(referee.faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-11-28", "2026-03-10"})
    void pull_requests_issues_and_the_merge_queue(String version) {
        api.speaking(version).asInstallation(harbour);
        var pull =
                harbour.openPullRequest(
                        NewPullRequest.titled("Change a", "dana", Map.of("a.txt", "b\n")));
        var fork = harbour.fork("stranger");
        harbour.openPullRequest(
                NewPullRequest.titled("Fork", "stranger", Map.of("z", "z")).fromFork(fork));
        var one = "/pulls/" + pull.number();
        get("/pulls?state=all", one, one + "/files", one + "/commits", one + "/reviews");
        get(one + "/merge", "/commits/" + pull.head() + "/pulls");
        pull.push(Map.of("a.txt", "c\n"));
        pull.forcePush(Map.of("a.txt", "d\n"));
        harbour.push("release", "Branch off", Map.of("r", "r"));
        pull.changeBase("release");
        pull.changeBase("main");
        pull.convertToDraft();
        pull.readyForReview();
        pull.label("urgent", "dana");
        pull.unlabel("urgent", "dana");
        pull.label("ripe", "dana");
        harbour.renameLabel("ripe", "rotten", "dana");
        harbour.deleteLabel("rotten", "dana");
        pull.close("dana");
        pull.reopen("dana");
        pull.comment("dana", "/muster rerun all");
        pull.enqueue("dana");
        harbour.rebuildMergeGroups("main");
        harbour.mergeFirstGroup("main");
        get(one);
        issues();
        harbour.rename("port");

        assertThat(referee.faults()).isEmpty();
    }

    private void issues() {
        var issue = write("POST", "/issues", Json.object().put("title", "Flaky"));
        var one = "/issues/" + issue.path("number");
        var comment = write("POST", one + "/comments", Json.object().put("body", "Again"));
        write("PATCH", "/issues/comments/" + comment.path("id"), Json.object().put("body", "x"));
        write(
                "POST",
                "/issues/comments/" + comment.path("id") + "/reactions",
                Json.object().put("content", "+1"));
        var labels = Json.object();
        labels.set("labels", Json.texts(List.of("flaky")));
        write("POST", one + "/labels", labels);
        write("POST", "/labels", Json.object().put("name", "new"));
        get("/issues", one, one + "/comments", one + "/labels", "/labels");
        write("DELETE", one + "/labels/flaky", Json.object());
        write("PATCH", one, Json.object().put("state", "closed"));
        var people = Json.object();
        people.set("assignees", Json.texts(List.of("dana")));
        write("POST", one + "/assignees", people);
        harbour.push("bot", "Promote", Map.of("p", "p"));
        var pull = Json.object().put("title", "Promote").put("head", "bot").put("base", "main");
        write("POST", "/pulls", pull);
        write("POST", "/pulls", pull);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-11-28", "2026-03-10"})
    void checks_and_statuses(String version) {
        api.speaking(version).asInstallation(harbour);
        var sha = Objects.requireNonNull(harbour.tip("main"));
        var check = Json.object().put("name", "muster").put("head_sha", sha);
        var output = Json.object().put("title", "t").put("summary", "s");
        output.set(
                "annotations",
                Json.array()
                        .add(
                                Json.object()
                                        .put("path", ".ci.yaml")
                                        .put("start_line", 1)
                                        .put("end_line", 1)
                                        .put("annotation_level", "failure")
                                        .put("message", "m")));
        check.set("output", output);
        check.set(
                "actions",
                Json.array()
                        .add(
                                Json.object()
                                        .put("label", "Re-run")
                                        .put("description", "d")
                                        .put("identifier", "rerun")));
        var id = write("POST", "/check-runs", check).path("id");
        write("PATCH", "/check-runs/" + id, Json.object().put("status", "completed"));
        write("PATCH", "/check-runs/" + id, Json.object().put("conclusion", "failure"));
        get("/check-runs/" + id, "/check-runs/" + id + "/annotations");
        get("/commits/" + sha + "/check-runs", "/commits/" + sha + "/check-suites");
        var suite = harbour.checkRuns(sha).getFirst().suite().id();
        get("/check-suites/" + suite, "/check-suites/" + suite + "/check-runs");
        write("POST", "/check-runs/" + id + "/rerequest", Json.object());
        write("POST", "/check-suites/" + suite + "/rerequest", Json.object());
        harbour.press(harbour.checkRuns(sha).getFirst(), "rerun", "dana");
        write("POST", "/statuses/" + sha, Json.object().put("state", "success"));
        get("/commits/" + sha + "/status", "/commits/" + sha + "/statuses");

        assertThat(referee.faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-11-28", "2026-03-10"})
    void workflows_runs_and_jobs(String version) throws InterruptedException {
        api.speaking(version).asInstallation(harbour);
        get("/actions/workflows", "/actions/workflows/ci.yml");
        write("POST", "/actions/workflows/ci.yml/dispatches", dispatch("main"));
        write("POST", "/actions/workflows/ci.yml/dispatches", dispatch("none"));
        var run = harbour.runs().getFirst();
        var one = "/actions/runs/" + run.id();
        get("/actions/runs", one, one + "/jobs", one + "/attempts/1", one + "/attempts/1/jobs");
        get("/actions/workflows/ci.yml/runs?status=queued", one + "/artifacts");
        for (var job : harbour.unfinishedJobs()) {
            get("/actions/jobs/" + job.id());
            job.begin().end("failure");
        }
        write("POST", one + "/cancel", Json.object());
        write("POST", one + "/rerun-failed-jobs", Json.object());
        write("POST", one + "/cancel", Json.object());
        write("POST", one + "/rerun", Json.object());
        write("POST", one + "/force-cancel", Json.object());
        write("PUT", "/actions/workflows/ci.yml/disable", Json.object());
        write("PUT", "/actions/workflows/ci.yml/enable", Json.object());
        get("/actions/oidc/customization/sub");
        github.awaitDeliveries(Duration.ofSeconds(20));
        api.asApp();
        var list = api.get("/app/hook/deliveries?per_page=5").json();
        var delivery = "/app/hook/deliveries/" + list.path(0).path("id");
        api.get(delivery);
        api.post(delivery + "/attempts", Json.object());

        assertThat(referee.faults()).isEmpty();
    }

    @Test
    void what_owners_do_to_an_installation() {
        var installation = github.installation("acme");
        github.repository("acme/port", Map.of("a", "a"));
        installation.select("acme/port");
        installation.withdraw("checks");
        installation.accept(Map.of("checks", "write"));
        installation.suspend();
        installation.unsuspend();
        installation.uninstall();
        var tag = harbour.push("main", "octocat", "Delete a", Changes.delete("a.txt"));
        harbour.branch("release", tag);
        harbour.deleteBranch("release", "octocat");

        assertThat(referee.faults()).isEmpty();
    }

    private JsonNode dispatch(String ref) {
        var inputs = Json.object().put("correlation", "01J");
        inputs.put("rows", "{\"run\":[{\"name\":\"a\",\"runs_on\":[\"linux\"]},{\"name\":\"b\"}]}");
        var body = Json.object().put("ref", ref);
        body.set("inputs", inputs);
        return body;
    }

    private static JsonNode content(String text) {
        var base64 = Base64.getEncoder().encodeToString(text.getBytes());
        return Json.object().put("message", "m").put("content", base64).put("branch", "main");
    }

    private void get(String... paths) {
        for (var path : paths) {
            api.get(REPO + path);
        }
    }

    private JsonNode write(String method, String path, JsonNode body) {
        var reply = api.send(method, REPO + path, body);
        return reply.body().length == 0 ? Json.object() : reply.json();
    }
}
