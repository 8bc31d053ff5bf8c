package dev.muster.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Json;
import dev.muster.testkit.GitHubReferee;
import dev.muster.testkit.SettableClock;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A simulated GitHub with a repository, a receiver of its webhooks and a client of its API.
/// Closing it fails where anything GitHub said does not fit its description.
final class Stage implements AutoCloseable {

    static final String REPO = "/repos/acme/harbour";
    static final String WORKFLOW =
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

    final SettableClock clock = new SettableClock();
    final GitHubSimulation github = GitHubReferee.start(clock);
    final Endpoint endpoint = new Endpoint();
    final SimulatedRepository harbour;
    final ApiClient api = new ApiClient(github, clock);

    Stage() {
        github.deliverTo(endpoint.url());
        harbour =
                github.repository(
                        "acme/harbour",
                        Map.of("a.txt", "a\n", ".github/workflows/ci.yml", WORKFLOW));
        harbour.permit("dana", "write");
        api.asInstallation(harbour);
    }

    String tip() {
        return Objects.requireNonNull(harbour.tip("main"));
    }

    SimulatedPullRequest pullRequest() {
        return harbour.openPullRequest(
                NewPullRequest.titled("Change a", "dana", Map.of("a.txt", "b\n")));
    }

    ApiClient.Reply get(String path) {
        return api.get(REPO + path);
    }

    ApiClient.Reply write(String method, String path, JsonNode body) {
        return api.send(method, REPO + path, body);
    }

    ApiClient.Reply check(ObjectNode body) {
        return write(
                "POST",
                "/check-runs",
                Json.object().put("name", "muster").put("head_sha", tip()).setAll(body));
    }

    ApiClient.Reply dispatch(String ref, String correlation, int jobs) {
        var rows = Json.array();
        for (var number = 1; number <= jobs; number++) {
            rows.add(Json.object().put("name", "job " + number));
        }
        var inputs = Json.object().put("correlation", correlation);
        inputs.put("rows", Json.object().set("run", rows).toString());
        return dispatch(ref, inputs);
    }

    ApiClient.Reply dispatch(String ref, ObjectNode inputs) {
        var body = Json.object().put("ref", ref);
        body.set("inputs", inputs);
        return write("POST", "/actions/workflows/ci.yml/dispatches", body);
    }

    /// The names of the webhooks that came, once all have come.
    List<String> told() {
        try {
            if (!github.awaitDeliveries(Duration.ofSeconds(20))) {
                throw new AssertionError("deliveries did not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return endpoint.names();
    }

    /// The bodies of the webhooks of a name, once all have come.
    List<JsonNode> bodies(String name) {
        told();
        return endpoint.got().stream()
                .filter(it -> it.name().equals(name))
                .map(Endpoint.Got::json)
                .toList();
    }

    @Override
    public void close() {
        endpoint.close();
        github.close();
    }
}
