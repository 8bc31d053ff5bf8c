package dev.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Json;
import dev.muster.simulation.limits.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What GitHub refuses in check runs, and what it does to them.
class CheckRefusalsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private static ObjectNode annotations(int number) {
        var all = Json.array();
        for (var line = 1; line <= number; line++) {
            all.add(
                    Json.object()
                            .put("path", "a.txt")
                            .put("start_line", line)
                            .put("end_line", line)
                            .put("annotation_level", "failure")
                            .put("message", "m"));
        }
        var output = Json.object().put("title", "t").put("summary", "s");
        output.set("annotations", all);
        return Json.object().set("output", output);
    }

    @ParameterizedTest
    @CsvSource({"50, 201", "51, 422"})
    void fifty_annotations_fit_a_request(int number, int status) {
        assertThat(stage.check(annotations(number)).status()).isEqualTo(status);
    }

    @Test
    void annotations_of_every_request_are_kept() {
        var id = stage.check(annotations(50)).json().path("id");

        stage.write("PATCH", "/check-runs/" + id, annotations(30));

        assertThat(stage.get("/check-runs/" + id + "/annotations?per_page=100").json()).hasSize(80);
    }

    @ParameterizedTest
    @CsvSource({
        "summary, 65535, 201",
        "summary, 65536, 422",
        "text, 65535, 201",
        "text, 65536, 422"
    })
    void texts_have_a_longest_length(String field, int length, int status) {
        var output = Json.object().put("title", "t").put("summary", "s");
        output.put(field, "x".repeat(length));

        var answer = stage.check(Json.object().set("output", output));

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void a_completed_run_has_a_conclusion() {
        var answer = stage.check(Json.object().put("status", "completed"));

        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void nobody_but_github_calls_a_run_stale() {
        var answer = stage.check(Json.object().put("conclusion", "stale"));

        assertThat(answer.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"3, 20, 201", "4, 20, 422", "1, 21, 422"})
    void buttons_are_three_with_short_labels(int number, int length, int status) {
        var buttons = Json.array();
        for (var each = 0; each < number; each++) {
            buttons.add(
                    Json.object()
                            .put("label", "x".repeat(length))
                            .put("description", "d")
                            .put("identifier", "button-" + each));
        }

        var answer = stage.check(Json.object().set("actions", buttons));

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void of_one_name_a_thousand_are_kept_the_newest() {
        stage.github.limit(Limits.NONE);
        var first = stage.check(Json.object()).json().path("id");
        for (var number = 2; number <= 1001; number++) {
            stage.check(Json.object());
        }

        assertThat(stage.harbour.checkRuns(stage.tip())).hasSize(1000);
        assertThat(stage.get("/check-runs/" + first).status()).isEqualTo(404);
    }

    @Test
    void a_run_of_another_app_cannot_be_changed() {
        stage.dispatch("main", "01J", 1);
        var job = stage.harbour.unfinishedJobs().getFirst();

        var refused =
                stage.write(
                        "PATCH",
                        "/check-runs/" + job.id(),
                        Json.object().put("conclusion", "success"));

        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void a_commit_that_is_not_there_gets_no_run() {
        var body = Json.object().put("name", "muster").put("head_sha", "1".repeat(40));

        assertThat(stage.write("POST", "/check-runs", body).status()).isEqualTo(422);
    }

    @Test
    void only_the_newest_of_a_name_is_listed_unless_all_are_asked_for() {
        stage.check(Json.object().put("external_id", "one"));
        stage.check(Json.object().put("external_id", "two"));
        var list = "/commits/main/check-runs?check_name=muster";

        assertThat(stage.get(list).json().findValuesAsText("external_id")).containsExactly("two");
        assertThat(stage.get(list + "&filter=all").json().path("total_count").asInt()).isEqualTo(2);
    }

    @Test
    void a_rerun_asked_for_leaves_the_run_as_it_is_and_is_told_to_its_app_alone() {
        var id = stage.check(Json.object().put("conclusion", "failure")).json().path("id");
        var run = stage.harbour.checkRuns(stage.tip()).getFirst();

        stage.harbour.rerequest(run, "dana");

        assertThat(stage.bodies("check_run.rerequested")).hasSize(1);
        assertThat(stage.get("/check-runs/" + id).json().path("conclusion").asText())
                .isEqualTo("failure");
    }
}
