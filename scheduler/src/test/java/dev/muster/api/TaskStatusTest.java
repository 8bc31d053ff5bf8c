package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.access.Tokens;
import dev.muster.testkit.SimulatedCommits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.util.Set;

/// Another scheduler posts over HTTP.
final class TaskStatusTest extends ApiTestCase {

    private static final String ADDRESS = "/api/v1/task-status";
    private static final String SHA = SimulatedCommits.sha(1).value();

    private static final String LAB =
            """
            enabled_branches: [main]
            platform_properties: {linux: {}}
            targets:
              - {name: Linux test, run: ./test.sh}
              - {name: Linux lab, scheduler: partner_lab}
              - {name: Linux bench, scheduler: partner_lab}
              - {name: Linux notes, scheduler: partner_lab}
              - {name: Linux again, scheduler: partner_lab}
              - {name: Linux other, scheduler: somebody}
            """;

    private String token = "";

    @Override
    void prepare() {
        world.land(1, LAB);
        token = token(new Scope("partner_lab", null, Set.of()));
    }

    private String token(Scope scope) {
        return world.tokens
                .create(new Tokens.Wish("lab", Role.SCHEDULER, scope, null), "ada")
                .secret()
                .text();
    }

    private HttpResponse<String> post(String body) {
        return api.post(ADDRESS, body, "Authorization", "Bearer " + token);
    }

    /// A body with these fields beside the repository and the commit.
    private static String body(String target, String status, String more) {
        return "{\"repository\": \"local/sample\", \"sha\": \"%s\", \"target\": \"%s\", \"status\": \"%s\"%s}"
                .formatted(SHA, target, status, more);
    }

    @Test
    void the_life_of_an_execution_is_seen_in_the_cell() {
        post(
                body(
                        "Linux lab",
                        "running",
                        ", \"runId\": 77, \"logUrl\": \"https://lab.example/77\""));
        var answer = post(body("Linux lab", "succeeded", ", \"runId\": \"77\", \"note\": \"ok\""));

        assertThat(answer.statusCode()).isEqualTo(200);
        var cell = json(api.get(REPO + "/commits/" + SHA + "/targets/Linux%20lab"));
        assertThat(cell.path("status").asText()).isEqualTo("succeeded");
        assertThat(cell.path("scheduler").asText()).isEqualTo("partner_lab");
        assertThat(cell.path("external").asBoolean()).isTrue();
        assertThat(cell.path("attempts")).hasSize(1);
        var attempt = cell.path("attempts").path(0);
        assertThat(attempt.path("logUrl").asText()).isEqualTo("https://lab.example/77");
        assertThat(attempt.path("runner").asText()).isEqualTo("partner_lab");
        assertThat(attempt.path("runId").asText()).isEqualTo("77");
        assertThat(attempt.path("note").asText()).isEqualTo("ok");
    }

    @Test
    void a_scheduler_that_says_flaky_makes_it_so() {
        post(body("Linux bench", "succeeded", ", \"testFlaky\": true"));

        assertThat(
                        json(api.get(REPO + "/commits/" + SHA + "/targets/Linux%20bench"))
                                .path("flaky")
                                .asBoolean())
                .isTrue();
    }

    @Test
    void a_post_with_a_key_acts_once() {
        var key = ", \"idempotencyKey\": \"k1\"";
        var first = post(body("Linux again", "failed", key));
        post(body("Linux again", "succeeded", ""));
        var again = post(body("Linux again", "failed", key));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(post(body("Linux again", "succeeded", key)).statusCode()).isEqualTo(422);
        assertThat(
                        api.post(
                                        ADDRESS,
                                        body("Linux again", "succeeded", key),
                                        "Authorization",
                                        "Bearer " + token(new Scope("partner_lab", null, Set.of())))
                                .statusCode())
                .as("another sender's key of the same name is another key")
                .isEqualTo(200);
    }

    @Test
    void nobody_posts_without_a_token_also_not_from_this_machine() {
        var answer = api.post(ADDRESS, body("Linux lab", "failed", ""));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "muster_",
                "muster_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "eyJhbGciOiJub25lIn0.e30."
            })
    void a_token_that_nobody_has_is_no_token(String wrong) {
        assertThat(
                        api.post(
                                        ADDRESS,
                                        body("Linux lab", "failed", ""),
                                        "Authorization",
                                        "Bearer " + wrong)
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_gardener_is_no_scheduler() {
        var gardener =
                world.tokens
                        .create(new Tokens.Wish("g", Role.GARDENER, null, null), "ada")
                        .secret()
                        .text();

        assertThat(
                        api.post(
                                        ADDRESS,
                                        body("Linux lab", "failed", ""),
                                        "Authorization",
                                        "Bearer " + gardener)
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_scheduler_is_no_gardener() {
        var task = world.task(1, "Linux test").value();

        assertThat(
                        api.post(
                                        "/api/v1/tasks/" + task + "/rerun",
                                        "{}",
                                        "Authorization",
                                        "Bearer " + token)
                                .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux other, 403, 'Linux other' is not among the targets",
        "Linux test, 403, run by this service",
        "Linux lap, 404, did you mean 'Linux lab'?"
    })
    void what_is_not_the_senders_is_refused(String target, int status, String words) {
        var answer = post(body(target, "failed", ""));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("detail").asText()).contains(words.replace("''", "'"));
    }

    @Test
    void a_repository_that_is_not_tracked_is_not_found() {
        assertThat(
                        post(body("Linux lab", "failed", "").replace("local/sample", "acme/widget"))
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_commit_that_is_not_known_yet_is_waited_for() {
        var other = SimulatedCommits.sha(2).value();
        var answer = post(body("Linux lab", "failed", "").replace(SHA, other));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("keptUntil").asText()).isNotEmpty();
    }

    @Test
    void every_fault_is_told_at_once_and_a_status_with_those_there_are() {
        var answer =
                post(
                        """
                        {"repository": "sample", "sha": "main", "target": 7, "status": "green",
                         "attempt": 0, "logUrl": "javascript:alert(1)", "startedAt": "yesterday",
                         "testFlaky": "yes", "statsu": "failed"}
                        """);

        assertThat(answer.statusCode()).isEqualTo(422);
        var faults = json(answer).path("faults");
        assertThat(faults).hasSize(9);
        assertThat(faults.toString())
                .contains("running, succeeded, failed, infra_failure, timed_out, cancelled")
                .contains("there is no field 'statsu'; did you mean 'status'?")
                .contains("'logUrl' is an address that begins with https:// or http://");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    , "finishedAt": "2026-01-01T00:00:00Z", "startedAt": "2026-01-02T00:00:00Z"
                    , "startedAt": "-999999999-01-01T00:00:00Z"
                    , "startedAt": 5
                    , "attempt": 1.5
                    , "attempt": 99999999999999999999
                    , "attempt": 1001
                    , "logUrl": "https://user:secret@lab.example/"
                    , "logUrl": "https:lab"
                    , "branch": "a\\u0000b"
                    , "runId": {"a": 1}
                    , "idempotencyKey": ""
                    """)
    void a_field_that_does_not_fit_is_refused(String more) {
        assertThat(post(body("Linux lab", "failed", more)).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "[]", "null", "7", "{", "{\"sha\": 1, \"sha\": 2}"})
    void what_is_no_object_is_refused(String body) {
        assertThat(post(body).statusCode()).isEqualTo(400);
    }

    @Test
    void a_huge_or_deep_body_is_refused() {
        assertThat(
                        post(body(
                                        "Linux lab",
                                        "failed",
                                        ", \"note\": \"" + "x".repeat(70_000) + "\""))
                                .statusCode())
                .isEqualTo(413);
        assertThat(post("[".repeat(30_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void hostile_text_is_kept_as_text() {
        var answer =
                post(body("Linux notes", "failed", ", \"note\": \"<b>\\u0000\\u001b[31m\\ud83d\""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(
                        json(api.get(REPO + "/commits/" + SHA + "/targets/Linux%20notes"))
                                .path("attempts")
                                .path(0)
                                .path("note")
                                .asText())
                .startsWith("<b>  [31m");
    }

    @Test
    void a_token_of_another_repository_posts_nothing_here() {
        var elsewhere =
                token(
                        new Scope(
                                "partner_lab",
                                new dev.muster.core.ci.RepoSlug("acme", "widget"),
                                Set.of()));

        assertThat(
                        api.post(
                                        ADDRESS,
                                        body("Linux lab", "failed", ""),
                                        "Authorization",
                                        "Bearer " + elsewhere)
                                .statusCode())
                .isEqualTo(403);
    }
}
