package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.access.Tokens;
import dev.muster.testkit.SimulatedCommits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The form of Cocoon's clients.
final class HistoricStatusTest extends ApiTestCase {

    private static final String ADDRESS = "/api/update-task-status";

    private static final String BODY =
            """
            {"CommitBranch": "main", "CommitSha": "%s", "BuilderName": "Linux lab",
             "NewStatus": "Failed", "TestFlaky": false, "ResultData": {"a": 1},
             "BenchmarkScoreKeys": ["a"]}
            """
                    .formatted(SimulatedCommits.sha(1).value());

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {}}
            targets:
              - {name: Linux lab, scheduler: partner_lab, bringup: true, presubmit: false}
            """;

    private String token = "";

    @Override
    void prepare() {
        world.land(1, CONFIG);
        token =
                world.tokens
                        .create(
                                new Tokens.Wish(
                                        "lab",
                                        Role.SCHEDULER,
                                        new Scope("partner_lab", null, Set.of()),
                                        null),
                                "ada")
                        .secret()
                        .text();
    }

    private HttpResponse<String> post(String body, String... headers) {
        var all = new ArrayList<>(List.of("Service-Account-Token", token));
        all.addAll(List.of(headers));
        return api.post(ADDRESS, body, all.toArray(String[]::new));
    }

    @Test
    void a_post_is_answered_with_name_and_status_and_turns_the_cell() {
        var answer = post(BODY);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"Name\":\"Linux lab\",\"Status\":\"Failed\"}");
        assertThat(world.grid()).contains("c1 f");

        post(BODY.replace("Failed", "Succeeded"));

        assertThat(world.grid()).endsWith("c1 Y\n");
    }

    @Test
    void a_post_that_is_sent_again_counts_once() {
        world.land(2, CONFIG);
        var second = BODY.replace(SimulatedCommits.sha(1).value(), SimulatedCommits.sha(2).value());
        var first = post(second, "Idempotency-Key", "h1");
        post(second.replace("Failed", "Succeeded"));

        var again = post(second, "Idempotency-Key", "h1");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(
                        world.list(
                                "select a.status from attempt a join task t on t.id = a.task_id"
                                        + " where t.sha = ? order by a.number",
                                SimulatedCommits.sha(2).value()))
                .containsExactly("failed", "succeeded");
    }

    @Test
    void without_a_token_nobody_posts() {
        assertThat(api.post(ADDRESS, BODY).statusCode()).isEqualTo(401);
        assertThat(api.post(ADDRESS, BODY, "Service-Account-Token", "x").statusCode())
                .isEqualTo(401);
    }

    @Test
    void another_status_is_refused_with_the_two_there_are() {
        var answer = post(BODY.replace("\"Failed\"", "\"In Progress\""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'NewStatus' is Succeeded or Failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CommitBranch", "CommitSha", "BuilderName", "NewStatus"})
    void each_of_the_four_keys_must_be_there(String key) {
        var answer = post(BODY.replace(key, "Other"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'%s' is missing".formatted(key));
    }

    @Test
    void a_commit_on_another_branch_is_another_commit() {
        assertThat(post(BODY.replace("\"main\"", "\"beta\"")).statusCode()).isEqualTo(202);
    }
}
