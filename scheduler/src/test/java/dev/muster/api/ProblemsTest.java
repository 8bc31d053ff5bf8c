package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.EOFException;
import java.net.http.HttpResponse;
import java.util.List;

/// Every refusal is a problem document that says what was wrong.
final class ProblemsTest extends ApiTestCase {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "GET | /api/v1/nothing | 404 | there is nothing at this address",
                "GET | /api/v1/repos/local/nope | 404 | there is no repository 'local/nope'",
                "GET | /api/v1/repos/local/nope/grid | 404 | there is no repository 'local/nope'",
                "GET | /api/v1/repos/local/sample/grid?branch=nope | 404 | there is no branch"
                        + " 'nope' of 'local/sample'",
                "GET | /api/v1/repos/local/sample/grid?commits=abc | 422 | 'commits' is a whole"
                        + " number, and this is 'abc'",
                "GET | /api/v1/repos/local/sample/grid?commits=99999999999 | 422 | 'commits' is a"
                        + " whole number, and this is '99999999999'",
                "GET | /api/v1/repos/local/sample/grid?commits=0 | 422 | 'commits' is 1 to 200, and"
                        + " this is 0",
                "GET | /api/v1/repos/local/sample/grid?cursor=x | 422 | 'x' is not a cursor of this"
                        + " list",
                "GET | /api/v1/repos/local/sample/commits/%27%3B%20drop%20table%20task | 404 |"
                        + " there is no commit ''; drop table task' on that branch",
                "GET | /api/v1/tasks/1 | 404 | there is no task '1'",
                "GET | /api/v1/tasks/01JABCDEFGHJKMNPQRSTVWXYZ0 | 404 | there is no task"
                        + " '01JABCDEFGHJKMNPQRSTVWXYZ0'",
                "POST | /api/v1/tasks/01JABCDEFGHJKMNPQRSTVWXYZ0/rerun | 404 | there is no task"
                        + " '01JABCDEFGHJKMNPQRSTVWXYZ0'",
                "DELETE | /api/v1/repos | 405 | 'DELETE' is not for this address",
                "GET | /api/v1/events?repo=sample | 422 | 'repo' is owner/name",
                "GET | /assets/%2e%2e/%2e%2e/etc/passwd.js | 404 | there is nothing at this"
                        + " address",
                "GET | /logback.xml | 404 | there is nothing at this address",
            })
    void a_request_that_cannot_be_met_is_told_why(
            String method, String path, int status, String detail) {
        var answer = api.send(method, path, null);

        isProblem(answer, status, detail);
    }

    @Test
    void a_body_that_is_not_json_is_named_so() {
        isProblem(api.post("/api/v1/validate", "{bad"), 400, "the body is not JSON");
    }

    @Test
    void a_body_of_another_shape_is_named_so() {
        isProblem(
                api.post("/api/v1/validate", "[]"),
                422,
                "the body has another shape than this address takes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PUT | REPO/tree | {"status": "closed", "reason": "x", "expriesAt": ""} | expriesAt | expiresAt
                    POST | REPO/quarantine | {"target": "x", "reson": "x"} | reson | reason
                    POST | REPO/notes | {"text": "x", "txt": "y"} | txt | text
                    POST | REPO/plan | {"changedfile": []} | changedfile | changedFiles
                    POST | /api/v1/validate | {"files": [{"tetx": ""}]} | tetx | text
                    POST | /api/v1/session | {"tokn": ""} | tokn | token
                    POST | /api/v1/tasks/01JABCDEFGHJKMNPQRSTVWXYZ0/rerun | {"raeson": ""} | raeson | reason
                    """)
    void a_misspelt_field_is_named(
            String method, String path, String body, String field, String meant) {
        isProblem(
                api.send(method, path.replace("REPO", REPO), body),
                422,
                "there is no field '%s'; did you mean '%s'?".formatted(field, meant));
    }

    @Test
    void a_null_among_the_files_is_named() {
        isProblem(
                api.post("/api/v1/validate", "{\"files\":[null]}"),
                422,
                "'files' holds a null, and takes {\"path\", \"text\"} only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/repos/%zz", "/r/%", "/api/v1/repos/a\\b/c", "/x?q=%"})
    void an_address_that_is_no_uri_is_refused(String address) {
        assertThat(api.raw("GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5", "true", "[1]"})
    void a_body_that_is_no_object_is_named_so(String body) {
        for (var address : List.of("/api/v1/session", REPO + "/plan", "/api/v1/validate")) {
            isProblem(
                    api.post(address, body),
                    422,
                    "the body has another shape than this address takes");
        }
    }

    @Test
    void letters_of_another_kind_are_refused() {
        var answer =
                api.post(REPO + "/dispatch", "{}", "Content-Type", "application/json;charset=no");

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "1999-01-01T00:00:00Z", "tomorrow"})
    void a_time_that_no_store_keeps_is_refused(String time) {
        var wish = "{\"status\": \"closed\", \"reason\": \"x\", \"expiresAt\": \"%s\"}";

        isProblem(
                api.send("PUT", REPO + "/tree", wish.formatted(time)),
                422,
                "'expiresAt' is a time such as 2026-11-21T18:00:00Z");
    }

    @Test
    void what_a_page_of_another_site_asks_is_refused_in_words() {
        isProblem(
                api.get("/api/v1/repos", "Origin", "null"),
                403,
                "pages of 'null' may not ask this service");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"labels": [null]}        | 'labels' holds a null, and takes names only
                    {"changedFiles": [null]}  | 'changedFiles' holds a null, and takes paths only
                    {"config": "targets: {}"} | 'config' is not a valid configuration: 2 errors
                    """)
    void a_question_that_cannot_be_planned_is_told_why(String body, String detail) {
        isProblem(api.post(REPO + "/plan", body), 422, detail);
    }

    @Test
    void a_configuration_that_is_not_valid_comes_back_with_what_is_wrong() {
        var answer = json(api.post(REPO + "/plan", "{\"config\": \"targets: {}\"}"));

        assertThat(answer.path("valid").asBoolean(true)).isFalse();
        assertThat(answer.at("/diagnostics/0/line").asInt()).isEqualTo(1);
    }

    @Test
    void a_form_is_not_taken_for_json() {
        isProblem(
                api.post(
                        "/api/v1/validate",
                        "files=1",
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                415,
                "the body came as 'application/x-www-form-urlencoded'");
    }

    @Test
    void a_body_beyond_the_limit_is_not_read() {
        isProblem(
                api.post("/api/v1/validate", "x".repeat(9 << 20)),
                413,
                "the body is larger than 8 MiB, the most that is read");
    }

    @Test
    void a_method_that_is_refused_comes_with_those_that_are_taken() {
        assertThat(header(api.send("DELETE", "/api/v1/repos", null), "Allow"))
                .isEqualTo("GET, HEAD");
    }

    @Test
    void a_fault_of_ours_shows_an_incident_and_no_stack() {
        world.database.jdbi().useHandle(it -> it.execute("alter table event_log rename to gone"));
        try {
            var answer = api.get("/api/v1/repos");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("incident")
                    .doesNotContain("Exception", "jdbi", "event_log", "\tat ");
        } finally {
            world.database
                    .jdbi()
                    .useHandle(it -> it.execute("alter table gone rename to event_log"));
        }
    }

    @Test
    void a_database_that_does_not_answer_is_no_fault_of_ours() {
        var failure = new IllegalStateException("the line is dead");

        var answer = new ProblemHandlers(failure::equals).failed(HttpRequest.GET("/x"), failure);

        assertThat(answer.code()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(String.valueOf(answer.body()))
                .contains("the database of the service does not answer now")
                .doesNotContain("dead");
    }

    @Test
    void what_there_is_no_room_for_may_come_again() {
        var full = new OutOfMemoryError("direct memory");

        var answer = new ProblemHandlers(_ -> false).failed(HttpRequest.GET("/x"), full);

        assertThat(answer.code()).isEqualTo(503);
        assertThat(String.valueOf(answer.body()))
                .contains("no room for this now")
                .doesNotContain("direct");
    }

    @Test
    void a_sender_that_goes_away_is_no_fault_of_ours() {
        var gone = new EOFException("Connection closed before full body was received");

        var answer = new ProblemHandlers(_ -> false).failed(HttpRequest.GET("/x"), gone);

        assertThat(answer.code()).isEqualTo(400);
    }

    @Test
    void a_request_line_that_is_no_http_is_refused() {
        assertThat(api.raw("GARBAGE\r\n\r\n")).startsWith("HTTP/1.0 400");
    }

    @Test
    void headers_without_end_are_refused() {
        assertThat(
                        api.raw(
                                "GET /api/v1/repos HTTP/1.1\r\nHost: localhost\r\nX: "
                                        + "x".repeat(100_000)
                                        + "\r\n\r\n"))
                .matches("HTTP/1.1 4(00|13|31).*");
    }

    private static void isProblem(HttpResponse<String> answer, int status, String detail) {
        var document = json(answer);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(document.path("status").asInt()).isEqualTo(status);
        assertThat(document.path("title").asText()).isNotEmpty();
        assertThat(document.path("detail").asText()).isEqualTo(detail);
    }
}
