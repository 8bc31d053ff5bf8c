package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Notes that gardeners leave.
final class NoteTest extends ApiTestCase {

    @Test
    void a_note_stands_in_the_audit_log_with_who_left_it() {
        var answer = api.post(REPO + "/notes", "{\"text\": \" Ada looks at the web tests. \"}");

        var act = json(api.get(REPO + "/audit?limit=1")).path("acts").path(0);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(act.path("action").asText()).isEqualTo("note");
        assertThat(act.path("reason").asText()).isEqualTo("Ada looks at the web tests.");
        assertThat(act.path("who").asText()).isEqualTo("local");
    }

    @Test
    void a_note_needs_a_text_of_bounded_length() {
        assertThat(api.post(REPO + "/notes", "{\"text\": \"  \"}").statusCode()).isEqualTo(422);
        assertThat(
                        api.post(REPO + "/notes", "{\"text\": \"%s\"}".formatted("x".repeat(1001)))
                                .statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_repository_that_is_not_known_takes_no_note() {
        var answer = api.post("/api/v1/repos/local/nope/notes", "{\"text\": \"hello\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void a_note_sent_twice_under_one_name_is_left_once() {
        var note = "{\"text\": \"sent twice\"}";
        var first = api.post(REPO + "/notes", note, "Idempotency-Key", "n1");
        var second = api.post(REPO + "/notes", note, "Idempotency-Key", "n1");

        assertThat(second.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
        assertThat(world.list("select id from audit_log where reason = 'sent twice'")).hasSize(1);
    }
}
