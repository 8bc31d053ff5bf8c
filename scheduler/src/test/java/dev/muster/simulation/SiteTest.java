package dev.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.ground.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/// The pages that people see.
class SiteTest {

    private final Stage stage = new Stage();
    private final HttpClient browser =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        stage.close();
    }

    private String page(String path) {
        return stage.api.as("").get(path).text();
    }

    /// Sends a form of a page.
    private int press(String path, String origin, String form) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(stage.github.url() + path))
                            .header("Origin", origin)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form));
            return browser.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_pull_request_shows_its_checks_and_what_they_say() {
        var pull = stage.pullRequest();
        var check = Json.object().put("name", "muster / required").put("head_sha", pull.head());
        var output = Json.object().put("title", "3 of 4 passed").put("summary", "**One** failed.");
        check.put("conclusion", "failure").set("output", output);
        stage.write("POST", "/check-runs", check);

        assertThat(page("/acme/harbour/pull/" + pull.number()))
                .contains("Change a", "muster / required", "3 of 4 passed", "<b>One</b> failed.")
                .contains("Some checks were not successful: 1 of 1");
        assertThat(page("/acme/harbour")).contains("Change a");
        assertThat(page("/")).contains("acme/harbour");
    }

    @Test
    void texts_of_people_are_texts() {
        var evil = "<script>alert(1)</script>";
        var pull =
                stage.harbour.openPullRequest(
                        NewPullRequest.titled(evil, "dana", Map.of("a.txt", "b\n")));
        pull.comment("dana", evil);

        assertThat(page("/acme/harbour/pull/" + pull.number())).doesNotContain(evil);
        assertThat(page("/acme/harbour")).doesNotContain(evil);
    }

    @Test
    void a_button_of_a_check_tells_the_app_of_its_press() {
        var pull = stage.pullRequest();
        var button = Json.object().put("label", "Rerun").put("description", "d");
        var check = Json.object().put("name", "muster").put("head_sha", pull.head());
        check.set("actions", Json.array().add(button.put("identifier", "rerun_failed")));
        var id = stage.write("POST", "/check-runs", check).json().path("id");

        var status =
                press(
                        "/acme/harbour/pull/" + pull.number() + "/acts",
                        stage.github.url().toString(),
                        "do=press&check=" + id + "&identifier=rerun_failed");

        assertThat(status).isEqualTo(303);
        var told = stage.bodies("check_run.requested_action").getFirst();
        assertThat(told.path("requested_action").path("identifier").asText())
                .isEqualTo("rerun_failed");
    }

    @Test
    void a_form_from_elsewhere_does_nothing() {
        var pull = stage.pullRequest();

        var status =
                press(
                        "/acme/harbour/pull/" + pull.number() + "/acts",
                        "http://elsewhere.test",
                        "do=comment&text=/muster+rerun");

        assertThat(status).isEqualTo(403);
        assertThat(pull.state().issue().comments()).isEmpty();
    }

    @Test
    void a_run_shows_what_its_jobs_wrote() {
        stage.dispatch("main", "01J", 1);
        var job = stage.harbour.unfinishedJobs().getFirst().begin();
        job.write("\u001B[32mok\u001B[0m <case> 1\n");

        assertThat(page("/acme/harbour/actions/runs/" + job.runId()))
                .contains("ci 01J", "job 1", "ok &lt;case&gt; 1");
    }

    @Test
    void a_commit_shows_what_it_says_and_leads_to_its_files() {
        var sha = stage.harbour.push("main", "Write <b>\n\nso", Map.of("docs/a b.md", "new\n"));

        assertThat(page("/acme/harbour/commit/" + sha))
                .contains("Write &lt;b&gt;", sha)
                .contains("href=\"/acme/harbour/blob/" + sha + "/docs/a%20b.md\"")
                .doesNotContain("<b>\n");
        assertThat(page("/acme/harbour/blob/" + sha + "/docs/a%20b.md")).contains(">new</span>");
    }

    @Test
    void a_file_has_a_place_for_each_line_that_an_address_may_name() {
        var sha = stage.harbour.push("main", "Write", Map.of(".ci.yaml", "a: <1>\n\nb: 2\n"));

        assertThat(page("/acme/harbour/blob/" + sha + "/.ci.yaml"))
                .contains("id=\"L1\">a: &lt;1&gt;<", "id=\"L2\"><", "id=\"L3\">b: 2<")
                .doesNotContain("id=\"L4\"");
        assertThat(status("/acme/harbour/blob/" + sha + "/nothing")).isEqualTo(404);
        assertThat(status("/acme/harbour/commit/" + "0".repeat(40))).isEqualTo(404);
    }

    @Test
    void an_issue_has_a_page_and_the_number_of_a_pull_request_leads_to_that() {
        var issue = stage.harbour.openIssue("dana", "It <flakes>", "On **main**.");
        var pull = stage.pullRequest();

        assertThat(page("/acme/harbour/issues/" + issue.number()))
                .contains("It &lt;flakes&gt;", "<b>main</b>", "Open");
        assertThat(status("/acme/harbour/issues/" + pull.number())).isEqualTo(302);
    }

    private int status(String path) {
        return stage.api.as("").get(path).status();
    }
}
