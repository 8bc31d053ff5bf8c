package dev.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.simulation.ground.Json;
import dev.muster.simulation.limits.Fault;
import dev.muster.simulation.limits.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

/// Dispatching workflows: what is refused, and what is told of a run.
class DispatchTest {

    private static final String DISPATCHES =
            "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({"2022-11-28, false, 204", "2022-11-28, true, 200", "2026-03-10, false, 200"})
    void the_answer_names_the_run_in_the_new_version_or_where_asked_for(
            String version, boolean asked, int status) {
        stage.api.speaking(version);
        var body = Json.object().put("ref", "main").put("return_run_details", asked);
        body.set("inputs", Json.object().put("correlation", "01J").put("rows", "{\"run\":[1]}"));

        var answer = stage.write("POST", "/actions/workflows/ci.yml/dispatches", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(stage.harbour.runs()).hasSize(1);
    }

    @Test
    void the_name_of_a_commit_is_no_ref() {
        assertThat(stage.dispatch(stage.tip(), "01J", 1).status()).isEqualTo(422);
    }

    @Test
    void a_workflow_that_the_default_branch_lacks_is_not_there() {
        stage.harbour.push("topic", "Add", Map.of(".github/workflows/other.yml", Stage.WORKFLOW));
        var body = Json.object().put("ref", "topic");

        var answer = stage.write("POST", "/actions/workflows/other.yml/dispatches", body);

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void inputs_are_those_that_the_file_declares() {
        var missing = stage.dispatch("main", Json.object().put("rows", "[]"));
        var unknown =
                stage.dispatch(
                        "main",
                        Json.object().put("correlation", "c").put("rows", "[]").put("x", "y"));

        assertThat(missing.status()).isEqualTo(422);
        assertThat(unknown.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"25, 200", "26, 422"})
    void twenty_five_inputs_may_be_declared(int number, int status) {
        var text = new StringBuilder("on:\n  workflow_dispatch:\n    inputs:\n");
        for (var each = 1; each <= number; each++) {
            text.append("      input%d:\n        required: false\n".formatted(each));
        }
        text.append("jobs:\n  run:\n    runs-on: ubuntu-latest\n");
        stage.harbour.push("main", "Many", Map.of(".github/workflows/ci.yml", text.toString()));

        assertThat(stage.dispatch("main", Json.object()).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"65535, 200", "65536, 422"})
    void inputs_have_a_longest_length_counted_in_characters(int length, int status) {
        var inputs = Json.object().put("correlation", "").put("rows", "{\"run\":[1]}");
        inputs.put("correlation", "ü".repeat(length - inputs.toString().length()));

        assertThat(stage.dispatch("main", inputs).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"256, 256", "257, 0"})
    void a_run_has_at_most_256_jobs(int rows, int jobs) {
        stage.dispatch("main", "01J", rows);

        var run = stage.harbour.runs().getFirst();
        assertThat(run.jobs()).hasSize(jobs);
        assertThat(run.conclusion()).isEqualTo(jobs == 0 ? "startup_failure" : null);
    }

    @Test
    void a_run_whose_answer_is_lost_can_be_found_by_its_title() {
        stage.github.callFaults().next(DISPATCHES, new Fault.CutAfterActing());

        assertThatThrownBy(() -> stage.dispatch("main", "01JLOST", 1))
                .hasCauseInstanceOf(java.io.IOException.class);

        var list =
                stage.get(
                        "/actions/workflows/ci.yml/runs?event=workflow_dispatch&per_page=100"
                                + "&created=%3E%3D2026-03-01T11:59:00Z");
        assertThat(list.json().path("workflow_runs").findValuesAsText("display_title"))
                .containsExactly("ci 01JLOST");
    }

    @Test
    void a_dispatch_that_ends_before_it_acts_starts_nothing() {
        stage.github.callFaults().next(DISPATCHES, new Fault.ServerFault(502));

        assertThat(stage.dispatch("main", "01J", 1).status()).isEqualTo(502);

        assertThat(stage.harbour.runs()).isEmpty();
    }

    @Test
    void a_run_is_told_from_request_to_completion() {
        stage.dispatch("main", "01J", 1);

        stage.harbour.unfinishedJobs().getFirst().begin().end("success");

        assertThat(stage.told())
                .containsSubsequence(
                        "workflow_dispatch",
                        "workflow_run.requested",
                        "workflow_job.queued",
                        "workflow_run.in_progress",
                        "workflow_job.in_progress",
                        "workflow_job.completed",
                        "workflow_run.completed");
    }

    @Test
    void a_rerun_keeps_the_number_raises_the_attempt_and_is_not_requested() {
        stage.dispatch("main", "01J", 2);
        var jobs = stage.harbour.unfinishedJobs();
        jobs.getFirst().begin().end("success");
        jobs.getLast().begin().end("failure");
        var run = stage.harbour.runs().getFirst();

        var answer =
                stage.write(
                        "POST", "/actions/runs/" + run.id() + "/rerun-failed-jobs", Json.object());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(stage.harbour.runs()).hasSize(1);
        assertThat(run.attempt()).isEqualTo(2);
        assertThat(stage.harbour.unfinishedJobs()).hasSize(1);
        assertThat(stage.told()).containsOnlyOnce("workflow_run.requested");
        assertThat(stage.get("/actions/runs/" + run.id() + "/attempts/1/jobs").json().path("jobs"))
                .hasSize(2);
    }

    @Test
    void a_run_older_than_a_month_is_not_run_again() {
        stage.dispatch("main", "01J", 1);
        stage.harbour.unfinishedJobs().getFirst().begin().end("failure");
        stage.clock.pass(java.time.Duration.ofDays(31));
        stage.api.asInstallation(stage.harbour);
        var run = stage.harbour.runs().getFirst().id();

        var refused = stage.write("POST", "/actions/runs/" + run + "/rerun", Json.object());

        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void force_cancels_what_holds_out() {
        stage.dispatch("main", "01J", 1);
        stage.harbour.unfinishedJobs().getFirst().begin().holdOutAgainstCancel();
        var run = stage.harbour.runs().getFirst();
        var one = "/actions/runs/" + run.id();

        var asked = stage.write("POST", one + "/cancel", Json.object());
        var statusAfterAsking = run.status();
        stage.write("POST", one + "/force-cancel", Json.object());

        assertThat(asked.status()).isEqualTo(202);
        assertThat(statusAfterAsking).isEqualTo("in_progress");
        assertThat(run.conclusion()).isEqualTo("cancelled");
        assertThat(stage.write("POST", one + "/cancel", Json.object()).status()).isEqualTo(409);
    }

    @Test
    void a_filtered_list_ends_after_a_thousand_runs() {
        stage.github.limit(Limits.NONE);
        for (var number = 0; number < 1001; number++) {
            stage.dispatch("main", "01J", 1);
        }

        var last = stage.get("/actions/runs?event=workflow_dispatch&per_page=100&page=11").json();
        var unfiltered = stage.get("/actions/runs?per_page=100&page=11").json();

        assertThat(last.path("workflow_runs")).isEmpty();
        assertThat(unfiltered.path("workflow_runs")).hasSize(1);
    }

    @Test
    void a_disabled_workflow_is_not_dispatched() {
        stage.write("PUT", "/actions/workflows/ci.yml/disable", Json.object());

        assertThat(stage.dispatch("main", "01J", 1).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"10, 204", "11, 422"})
    void an_event_of_a_repository_has_ten_keys(int number, int status) {
        var payload = Json.object();
        for (var each = 1; each <= number; each++) {
            payload.put("key" + each, each);
        }
        var body = Json.object().put("event_type", "go");
        body.set("client_payload", payload);

        assertThat(stage.write("POST", "/dispatches", body).status()).isEqualTo(status);
    }
}
