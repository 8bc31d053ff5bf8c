package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.access.Role;
import dev.muster.access.Tokens;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.Databases;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;

/// Targets that somebody starts by name.
final class DispatchTest extends ApiTestCase {

    private static final String DISPATCH = REPO + "/dispatch";

    private static final String NIGHTLY =
            """
            enabled_branches: [main]
            platform_properties:
              linux:
                properties: {os: Linux}
            targets:
              - name: Linux analyze
                run: ./analyze
              - name: Linux soak
                run: ./soak
                postsubmit: false
                properties: {hours: "8", profile: release, warm: "true", rate: "0.5"}
              - name: Linux lab
                scheduler: partner_lab
                postsubmit: false
              - name: Linux bench
                scheduler: partner_lab
            """;

    private int newest = 2;

    @Override
    void prepare() {
        world.land(1, NIGHTLY).run(1, "Linux analyze", Ending.PASSED).land(2, NIGHTLY);
    }

    /// A commit that nothing was asked of yet.
    private int fresh() {
        world.land(++newest, NIGHTLY);
        return newest;
    }

    private HttpResponse<String> start(String body, String... headers) {
        return api.post(DISPATCH, body, headers);
    }

    @Test
    void a_target_that_the_plan_skips_runs_with_what_was_asked_for() {
        var commit = fresh();

        var answer =
                start(
                        """
                        {"targets": ["Linux soak"], "ref": "main", "reason": "try the fix",
                         "parameters": {"hours": 1, "profile": "debug"}}
                        """);
        world.dispatched();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var task = json(answer).path("tasks").path(0);
        assertThat(task.path("status").asText()).isEqualTo("queued");
        assertThat(task.path("reason").asText()).isEqualTo("requested");
        assertThat(task.path("explanation").asText())
                .isEqualTo("It runs because somebody asked for it: local (try the fix).");
        assertThat(world.runner.assignment(world.newestAttempt(commit, "Linux soak")).environment())
                .containsEntry(
                        "MUSTER_PROPERTIES",
                        "{\"os\":\"Linux\",\"hours\":1,\"profile\":\"debug\",\"warm\":true,\"rate\":0.5}");
        world.end(commit, "Linux soak", Ending.PASSED);
        var attempt = seen(commit, "Linux soak").path("attempts").path(0);
        assertThat(attempt.path("cause").asText()).isEqualTo("dispatch");
        assertThat(attempt.path("by").asText()).isEqualTo("local");
        assertThat(attempt.path("parameters").toString())
                .isEqualTo("{\"hours\":1,\"profile\":\"debug\"}");
        assertThat(world.list("select subject from audit_log where action = 'dispatch'"))
                .anyMatch(it -> it.endsWith(" with {\"hours\":1,\"profile\":\"debug\"}"));
    }

    @Test
    void a_retry_keeps_the_parameters_and_a_rerun_does_not() {
        var commit = fresh();
        start("{\"targets\": [\"Linux soak\"], \"ref\": \"main\", \"parameters\": {\"hours\": 2}}");
        world.run(commit, "Linux soak", Ending.INFRA_FAILED);
        world.clock.pass(java.time.Duration.ofMinutes(1));
        world.run(commit, "Linux soak", Ending.PASSED);
        api.post("/api/v1/tasks/%s/rerun".formatted(world.task(commit, "Linux soak")), "{}");
        world.dispatched();

        assertThat(seen(commit, "Linux soak").path("attempts"))
                .extracting(it -> it.path("cause").asText() + it.path("parameters"))
                .containsExactly("dispatch{\"hours\":2}", "retry{\"hours\":2}", "rerunnull");
    }

    @Test
    void a_red_result_of_what_the_plan_skips_leaves_the_tree_open() {
        var commit = fresh();
        start("{\"targets\": [\"Linux soak\"], \"ref\": \"main\"}");
        world.run(commit, "Linux soak", Ending.FAILED).run(commit, "Linux soak", Ending.FAILED);

        assertThat(seen(commit, "Linux soak").path("status").asText()).isEqualTo("failed");
        assertThat(json(api.get(REPO + "/tree")).path("reasons").toString())
                .doesNotContain("Linux soak");
    }

    @Test
    void a_task_that_ended_gets_another_attempt_on_the_commit_that_is_named() {
        var answer =
                start(
                        """
                        {"targets": ["Linux analyze"], "ref": "%s"}
                        """
                                .formatted(SimulatedCommits.sha(1)));
        world.dispatched();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(world.newestAttempt(1, "Linux analyze").number()).isEqualTo(2);
    }

    @Test
    void what_another_scheduler_runs_waits_for_its_posts() {
        var commit = fresh();

        var answer = start("{\"targets\": [\"Linux lab\", \"Linux bench\"], \"ref\": \"main\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).path("tasks"))
                .extracting(it -> it.path("status").asText())
                .containsExactly("waiting", "waiting");
        assertThat(seen(commit, "Linux lab").path("reason").asText())
                .isEqualTo("external_scheduler");
        assertThat(world.list("select task_id from dispatch_queue where task_id = ?", id(answer)))
                .isEmpty();
    }

    @Test
    void who_asked_shows_while_it_waits_for_its_turn() {
        var commit = fresh();
        start(
                "{\"targets\": [\"Linux soak\"], \"ref\": \"main\", \"parameters\": {\"warm\":"
                        + " false}}");

        var asked = seen(commit, "Linux soak").path("asked");

        assertThat(asked.path("by").asText()).isEqualTo("local");
        assertThat(asked.path("parameters").toString()).isEqualTo("{\"warm\":false}");
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_nothing_starts() {
        fresh();

        var answer =
                start(
                        """
                        {"targets": ["Linux soka", "Linux soak", "Linux analyze", "Linux lab"],
                         "ref": "main", "parameters": {"hours": "eight", "profil": "debug"}}
                        """);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("faults"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "'Linux soka' is no target at %s; did you mean 'Linux soak'?"
                                .formatted(SimulatedCommits.sha(newest).value().substring(0, 9)),
                        "parameter 'hours' of 'Linux soak' is a whole number as .ci.yaml:11"
                                + " declares it, and this is a text: \"eight\"",
                        "'Linux soak' has no parameter 'profil' (.ci.yaml:8); did you mean"
                                + " 'profile'?",
                        "'Linux analyze' has no parameter 'hours' (.ci.yaml:6); it takes os",
                        "'Linux analyze' has no parameter 'profil' (.ci.yaml:6); it takes os",
                        "'Linux lab' is run by 'partner_lab', which no parameters can be handed to;"
                                + " leave them out");
        assertThat(
                        world.list(
                                "select task_id from dispatch_queue where cause = 'dispatch' and"
                                        + " lease_owner is null and task_id in (select id from task"
                                        + " where sha = ?)",
                                SimulatedCommits.sha(newest).value()))
                .isEmpty();
    }

    @Test
    void one_that_runs_already_keeps_the_others_from_starting() {
        var commit = fresh();
        start("{\"targets\": [\"Linux soak\"], \"ref\": \"main\"}");

        var answer = start("{\"targets\": [\"Linux lab\", \"Linux soak\"], \"ref\": \"main\"}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("'Linux soak' is queued already");
        assertThat(seen(commit, "Linux lab").path("status").asText()).isEqualTo("skipped");
    }

    @Test
    void sent_twice_under_one_name_it_starts_once() {
        var commit = fresh();
        var body = "{\"targets\": [\"Linux soak\"], \"ref\": \"main\"}";
        var first = start(body, "Idempotency-Key", "d1");
        world.run(commit, "Linux soak", Ending.PASSED);

        var second = start(body, "Idempotency-Key", "d1");

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(world.newestAttempt(commit, "Linux soak").number()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [] | 400 | the body is not a JSON object
                    {"targets": [], "ref": "main"} | 422 | 'targets' is missing: a list of names
                    {"targets": "Linux soak", "ref": "main"} | 422 | 'targets' is a list of at most 500 names
                    {"targets": [1], "ref": "main"} | 422 | 'targets' is a list of at most 500 names
                    {"targets": ["Linux soak"]} | 422 | 'ref' is missing
                    {"targets": ["Linux soak"], "ref": 7} | 422 | 'ref' is a text
                    {"targets": ["Linux soak"], "ref": "main", "parameters": []} | 422 | 'parameters' is an object
                    {"targets": ["Linux soak"], "ref": "main", "parameters": {"hours": null}} | 422 | and this is null
                    {"targets": ["Linux soak"], "ref": "main", "parameters": {"recipe": "x"}} | 422 | has no parameter 'recipe'
                    {"targets": ["Linux soak"], "ref": "main", "parameters": {"profile": "\\u0000"}} | 422 | the character 0
                    {"targets": ["Linux soak"], "ref": "main", "paramters": {}} | 422 | did you mean 'parameters'?
                    {"targets": ["Linux soak"], "ref": "main' or '1'='1"} | 404 | 'ref' is a branch ('main')
                    {"targets": ["Linux soak"], "ref": "pull:7:main"} | 404 | there is no commit 'pull:7:main'
                    {"targets": ["Linux soak"], "ref": "fffffff"} | 404 | at least seven digits
                    {"targets": ["Linux soak"], "ref": "0000000"} | 422 | the beginning of several commits
                    """)
    void what_cannot_be_understood_is_refused(String body, int status, String says) {
        var answer = start(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).path("detail").asText() + json(answer).path("hint").asText())
                .contains(says);
    }

    @Test
    void deep_and_large_parameters_are_refused() {
        var deep =
                "{\"targets\": [\"Linux soak\"], \"ref\": \"main\", \"parameters\": {\"a\": %s}}";

        assertThat(start(deep.formatted("[".repeat(200) + "]".repeat(200))).statusCode())
                .isEqualTo(422);
        assertThat(start(deep.formatted("\"" + "x".repeat(20_000) + "\"")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_repository_that_is_not_here_is_not_found() {
        assertThat(
                        api.post(
                                        "/api/v1/repos/local/other/dispatch",
                                        "{\"targets\": [\"Linux soak\"], \"ref\": \"main\"}")
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void it_takes_a_gardener() {
        var there = World.on(Databases.h2());
        try (var served = RunningApi.served(there, true)) {
            there.land(1, NIGHTLY);
            var viewer =
                    there.tokens.create(new Tokens.Wish("eve", Role.VIEWER, null, null), "ada");
            var body = "{\"targets\": [\"Linux soak\"], \"ref\": \"main\"}";
            var bearer = "Bearer " + viewer.secret().text();

            assertThat(served.post(DISPATCH, body).statusCode()).isEqualTo(403);
            assertThat(served.post(DISPATCH, body, "Authorization", bearer).statusCode())
                    .isEqualTo(403);
            assertThat(there.list("select id from task where reason = 'requested'")).isEmpty();
        }
    }

    private JsonNode seen(int commit, String target) {
        return json(
                api.get(
                        "%s/commits/%s/targets/%s"
                                .formatted(
                                        REPO,
                                        SimulatedCommits.sha(commit).value(),
                                        target.replace(" ", "%20"))));
    }

    private static String id(HttpResponse<String> answer) {
        return json(answer).path("tasks").path(0).path("id").asText();
    }
}
