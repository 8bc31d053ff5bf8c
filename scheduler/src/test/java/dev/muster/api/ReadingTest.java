package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the dashboard reads.
final class ReadingTest extends ApiTestCase {

    @Override
    void prepare() {
        world.land(1, CONFIG)
                .dispatched()
                .end(1, "Linux analyze", Ending.FAILED)
                .land(2, CONFIG)
                .dispatched();
    }

    @Test
    void the_grid_shows_commits_newest_first_and_a_letter_a_cell() {
        var grid = json(api.get(REPO + "/grid"));

        assertThat(grid.path("commits").findValuesAsText("subject"))
                .containsExactly("Change number 2", "Change number 1");
        assertThat(grid.path("targets").findValuesAsText("name"))
                .containsExactly("Linux analyze", "Linux test");
        assertThat(grid.path("cells").get(1).asText()).isEqualTo("Dd");
    }

    @Test
    void a_grid_that_did_not_change_is_not_sent_again() {
        var tag = header(api.get(REPO + "/grid"), "ETag");

        var again = api.get(REPO + "/grid", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void a_result_changes_the_tag_of_the_grid() {
        var tag = header(api.get(REPO + "/grid"), "ETag");
        world.end(2, "Linux test", Ending.PASSED);

        var again = api.get(REPO + "/grid", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("\"lastEvent\"");
    }

    @Test
    void the_grid_goes_on_page_by_page() {
        var first = json(api.get(REPO + "/grid?commits=1"));
        var second = json(api.get(REPO + "/grid?commits=1&cursor=" + first.path("next").asText()));

        assertThat(second.path("commits").findValuesAsText("subject"))
                .containsExactly("Change number 1");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void a_head_request_gets_the_headers_alone() {
        var answer = api.send("HEAD", REPO + "/grid", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "ETag")).isNotEmpty();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_task_tells_its_target_its_reason_and_its_attempts() {
        var task = json(api.get("/api/v1/tasks/" + world.task(1, "Linux analyze")));

        assertThat(task.path("target").asText()).isEqualTo("Linux analyze");
        assertThat(task.path("explanation").asText()).isNotEmpty();
        assertThat(task.path("attempts").get(0).path("status").asText()).isEqualTo("failed");
        assertThat(task.path("command").asText()).isEqualTo("./analyze");
    }

    @Test
    void a_log_is_read_from_an_offset() {
        var attempt = world.newestAttempt(1, "Linux analyze");
        api.log(attempt, "one\ntwo\n");

        var answer =
                api.get(
                        "/api/v1/tasks/%s/attempts/%d/log?offset=4"
                                .formatted(attempt.task(), attempt.number()));

        assertThat(answer.body()).isEqualTo("two\n");
        assertThat(header(answer, "Muster-Log-Next")).isEqualTo("8");
        assertThat(header(answer, "Muster-Log-Complete")).isEqualTo("true");
        assertThat(header(answer, "Content-Type")).startsWith("text/plain");
    }

    @Test
    void a_target_name_with_signs_of_an_address_is_only_a_name() {
        assertThat(api.get(REPO + "/targets/a%2F..%2F%3Fb%23c").statusCode()).isEqualTo(404);
    }

    @Test
    void plan_answers_for_the_branch_as_the_command_does() {
        var plan = json(api.post(REPO + "/plan", "{\"event\":\"postsubmit\",\"changedFiles\":[]}"));

        assertThat(plan.findValuesAsText("name")).contains("Linux analyze", "Linux test");
        assertThat(plan.findValuesAsText("reason")).containsOnly("guaranteed");
    }

    @Test
    void validate_answers_for_any_text() {
        var report =
                json(
                        api.post(
                                "/api/v1/validate",
                                "{\"files\":[{\"path\":\"x.yaml\",\"text\":\"targets: 1\"}]}"));

        assertThat(report.findValuesAsText("path")).contains("x.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tree", "/flakes", "/audit", "/history", "/targets/Linux%20analyze"})
    void a_document_that_is_the_same_is_not_sent_again(String path) {
        var tag = header(api.get(REPO + path), "ETag");

        var again = api.get(REPO + path, "If-None-Match", tag);
        var other = api.get(REPO + path, "If-None-Match", "\"another\"");

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag).isNotEmpty();
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"another\", %s", "W/%s", "*"})
    void who_names_several_documents_or_came_through_a_proxy_is_understood(String names) {
        var tag = header(api.get(REPO + "/tree"), "ETag");

        assertThat(api.get(REPO + "/tree", "If-None-Match", names.formatted(tag)).statusCode())
                .isEqualTo(304);
    }

    @Test
    void a_problem_has_no_tag() {
        assertThat(header(api.get(REPO + "/commits/none"), "ETag")).isEmpty();
    }
}
