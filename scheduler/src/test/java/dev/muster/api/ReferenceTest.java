package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.Proposals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Collectors;

/// The OpenAPI document says what the service does.
final class ReferenceTest extends ApiTestCase {

    @Override
    void prepare() {
        world.land(1, CONFIG)
                .dispatched()
                .end(1, "Linux analyze", Ending.FAILED, "Error: no such pier")
                .land(2, CONFIG.replace("bringup: true", "enabled_branches: [other]"))
                .land(3, "targets: 1")
                .dispatched();
        new Proposals(world).see(new Proposals(world).opened(7, 8), CONFIG, true).group(9, CONFIG);
    }

    @Test
    void every_address_of_the_service_is_in_the_document_and_the_other_way_round() {
        var documented =
                document().path("paths").properties().stream()
                        .flatMap(
                                path ->
                                        path.getValue().properties().stream()
                                                .map(it -> line(it.getKey(), path.getKey())))
                        .collect(Collectors.toSet());

        assertThat(api.routes()).containsExactlyInAnyOrderElementsOf(documented);
    }

    private static String line(String method, String path) {
        return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
    }

    @ParameterizedTest
    @CsvSource({
        "Session, /api/v1/session",
        "WaysToSignIn, /auth",
        "Repositories, /api/v1/repos",
        "Repository, /api/v1/repos/local/sample",
        "Grid, /api/v1/repos/local/sample/grid",
        "Commit, /api/v1/repos/local/sample/commits/SHA1",
        "Commit, /api/v1/repos/local/sample/commits/SHA3",
        "Task, /api/v1/repos/local/sample/commits/SHA1/targets/Linux%20analyze",
        "Task, /api/v1/repos/local/sample/commits/SHA2/targets/Linux%20test",
        "Target, /api/v1/repos/local/sample/targets/Linux%20analyze",
        "History, /api/v1/repos/local/sample/targets/Linux%20analyze/history",
        "Tree, /api/v1/repos/local/sample/tree",
        "Health, /api/v1/service",
        "ConfigTexts, /api/v1/repos/local/sample/config",
        "Pulls, /api/v1/repos/local/sample/pulls",
        "Pull, /api/v1/repos/local/sample/pulls/7",
        "MergeGroups, /api/v1/repos/local/sample/merge-groups",
        "MergeGroup, /api/v1/repos/local/sample/merge-groups/SHA9",
        "Failures, /api/v1/repos/local/sample/failures",
        "Flakes, /api/v1/repos/local/sample/flakes",
        "Promotions, /api/v1/repos/local/sample/promotions",
        "Quarantines, /api/v1/repos/local/sample/quarantine",
        "Incidents, /api/v1/repos/local/sample/incidents",
        "Culprits, /api/v1/repos/local/sample/culprits",
        "TreePast, /api/v1/repos/local/sample/tree/history",
        "GreenCommits, /api/v1/repos/local/sample/green-commits",
        "Audit, /api/v1/repos/local/sample/audit",
        "Audit, /api/v1/audit",
        "Problem, /api/v1/repos/local/nope",
    })
    void an_answer_has_the_shape_that_the_document_gives(String schema, String path) {
        var answer = json(api.get(path.replace("SHA", "0".repeat(39))));

        assertThat(faults(schema, answer)).isEmpty();
        assertThat(faults(schema, JSON.objectNode())).as("the schema sees faults").isNotEmpty();
    }

    @Test
    void the_page_asks_no_other_service() {
        var page = api.get("/docs/api").body() + api.get("/docs/api/reference.js").body();

        assertThat(page).contains("/openapi.json").doesNotContain("http://", "https://");
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonNode document() {
        return json(api.get("/openapi.json"));
    }

    private List<Error> faults(String schema, JsonNode answer) {
        var root = JSON.objectNode();
        root.put("$ref", "#/components/schemas/" + schema);
        root.set("components", document().path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON)
                .validate(answer.toString(), InputFormat.JSON);
    }
}
