package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.access.Tokens;
import dev.muster.testkit.Databases;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Texts that PostgreSQL takes nowhere, and others that nobody would write, in every field of every
/// write and in addresses: refused or taken, but never a fault of the service.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresHostileTextsIT {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {}}
            targets:
              - {name: Linux test, run: ./test.sh}
              - {name: Linux lab, scheduler: lab}
            """;

    /// As they stand within the quotes of a JSON text.
    private static final List<String> TEXTS =
            List.of(
                    "\\u0000",
                    "a\\u0000b",
                    "\\ud800",
                    "a\\udc00b",
                    "",
                    "' or 1=1; --",
                    "%s{}\\\\",
                    "\\u202egnp.\\u0007\\u001b[31m",
                    "😀".repeat(300),
                    "a".repeat(5_000));

    private World world;
    private RunningApi api;
    private String scheduler;

    @BeforeAll
    void start() {
        world = World.on(Databases.postgres());
        world.land(1, CONFIG);
        scheduler =
                world.tokens
                        .create(
                                new Tokens.Wish(
                                        "lab",
                                        Role.SCHEDULER,
                                        new Scope("lab", World.REPO, Set.of()),
                                        null),
                                "ada")
                        .secret()
                        .text();
        api = RunningApi.served(world, true);
    }

    @AfterAll
    void stop() {
        api.close();
        world.database.close();
    }

    /// A body, its address and method in front.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /notes {'text': '?'}",
                "PUT /tree {'branch': '?', 'status': 'closed', 'reason': 'x'}",
                "PUT /tree {'branch': 'main', 'status': '?', 'reason': 'x'}",
                "PUT /tree {'branch': 'main', 'status': 'closed', 'reason': '?'}",
                "PUT /tree {'branch': 'main', 'status': 'closed', 'reason': 'x', 'expiresAt': '?'}",
                "PUT /tree {'branch': 'main', 'status': 'closed', 'reason': 'x', 'startsAt': '?'}",
                "POST /quarantine {'branch': '?', 'target': 'Linux test', 'reason': 'x'}",
                "POST /quarantine {'target': '?', 'reason': 'x'}",
                "POST /quarantine {'target': 'Linux test', 'reason': '?'}",
                "POST /quarantine {'target': 'Linux test', 'reason': 'x', 'owner': '?'}",
                "POST /quarantine {'target': 'Linux test', 'reason': 'x', 'issue': '?'}",
                "POST /plan {'branch': '?'}",
                "POST /plan {'event': '?', 'changedFiles': ['?'], 'labels': ['?']}",
                "POST /plan {'config': '?'}",
                "POST /api/v1/validate {'files': [{'path': '?', 'text': '?', 'base': '?'}]}",
                "POST /api/v1/tasks/TASK/rerun {'reason': '?'}",
                "POST /api/v1/tasks/TASK/cancel {'reason': '?'}",
                "POST /api/v1/session {'token': '?'}",
                "POST /api/v1/tokens {'role': '?', 'name': '?'}",
                "POST /api/v1/tokens {'role': 'gardener', 'name': '?'}",
                "POST /api/v1/tokens {'role': 'scheduler', 'scheduler': '?', 'repository': '?',"
                        + " 'targets': ['?']}",
                "POST /api/v1/tokens {'role': 'scheduler', 'scheduler': 'x', 'targets': ['?']}",
                "POST /github/webhook {'action': '?', 'repository': {'full_name': '?'}}"
            })
    void no_text_of_a_body_is_more_than_the_service_can_bear(String request) {
        var words = request.split(" ", 3);
        var path = words[1].replace("TASK", world.task(1, "Linux test").value());
        var address =
                path.startsWith("/api") || path.startsWith("/github")
                        ? path
                        : ApiTestCase.REPO + path;
        var statuses = new ArrayList<String>();
        for (var text : TEXTS) {
            var body = words[2].replace('\'', '"').replace("?", text);
            var answer =
                    api.send(
                            words[0], address, body, "Authorization", "Bearer " + RunningApi.TOKEN);
            statuses.add(answer.statusCode() + " for " + body);
        }

        assertThat(statuses).noneMatch(it -> it.startsWith("5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repository",
                "branch",
                "sha",
                "target",
                "status",
                "runId",
                "startedAt",
                "logUrl",
                "note",
                "failure",
                "idempotencyKey",
                "correlation",
                "unknown"
            })
    void no_text_of_a_status_post_is_more_than_the_service_can_bear(String field) {
        var body =
                """
                {"repository": "local/sample", "branch": "main", "sha": "%s",
                 "target": "Linux lab", "status": "failed"}\
                """
                        .formatted(SimulatedCommits.sha(1).value());
        for (var text : TEXTS) {
            var hostile = "{\"%s\": \"%s\"".formatted(field, text);
            var others = body.substring(1).replaceAll("\\s*\"" + field + "\": \"[^\"]*\",?", "");
            var answer =
                    api.post(
                            "/api/v1/task-status",
                            (hostile + "," + others).replaceAll(",\\s*}", "}"),
                            "Authorization",
                            "Bearer " + scheduler);

            assertThat(answer.statusCode()).as("%s: %s", field, text).isLessThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CommitBranch", "CommitSha", "BuilderName", "NewStatus", "TestFlaky"})
    void no_text_of_the_historic_form_is_more_than_the_service_can_bear(String field) {
        for (var text : TEXTS) {
            var body =
                    """
                    {"CommitBranch": "main", "CommitSha": "%s", "BuilderName": "Linux lab",
                     "NewStatus": "Failed", "TestFlaky": false}
                    """
                            .formatted(SimulatedCommits.sha(1).value())
                            .replaceAll(
                                    "(\"" + field + "\": )[^,}]*",
                                    "$1\"" + text.replace("\\", "\\\\").replace("$", "") + "\"");
            var answer =
                    api.post("/api/update-task-status", body, "Service-Account-Token", scheduler);

            assertThat(answer.statusCode()).as(body).isLessThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/grid?branch=@",
                "/grid?cursor=@",
                "/tree?branch=@",
                "/tree/history?branch=@",
                "/commits/@",
                "/commits/@/targets/@",
                "/targets/@",
                "/targets/@/history",
                "/pulls/1?sha=@",
                "/merge-groups/@",
                "/flakes?branch=@",
                "/culprits?branch=@",
                "/promotions?branch=@",
                "/quarantine?branch=@",
                "/green-commits?branch=@",
                "/config?branch=@"
            })
    void no_address_is_more_than_the_service_can_bear(String address) {
        for (var text : List.of("%00", "a%00b", "%ED%A0%80", "%FF%FE", "%27", "%5C", "%25s")) {
            var answer =
                    api.get(
                            ApiTestCase.REPO + address.replace("@", text),
                            "Authorization",
                            "Bearer " + RunningApi.TOKEN);

            assertThat(answer.statusCode()).as(address + " with " + text).isLessThan(500);
        }
    }

    @Test
    void what_is_refused_for_its_character_0_says_so() {
        var note =
                api.post(
                        ApiTestCase.REPO + "/notes",
                        "{\"text\": \"a\\u0000b\"}",
                        "Authorization",
                        "Bearer " + RunningApi.TOKEN);
        var address = api.get(ApiTestCase.REPO + "/tree?branch=a%00b");

        assertThat(ApiTestCase.json(note).path("detail").asText())
                .isEqualTo("'text' holds the character 0");
        assertThat(ApiTestCase.json(address).path("detail").asText())
                .isEqualTo("the address holds the character 0");
        assertThat(List.of(note.statusCode(), address.statusCode())).containsOnly(422, 400);
    }
}
