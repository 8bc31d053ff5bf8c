package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.Test;

/// A service for others that shows nothing without its token.
final class TokenAccessTest extends ApiTestCase {

    private static final String BEARER = "Bearer " + RunningApi.TOKEN;

    @Override
    RunningApi serve(World fresh) {
        return RunningApi.served(fresh, false);
    }

    @Test
    void reading_without_the_token_is_refused() {
        var answer = api.get("/api/v1/repos");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.body()).doesNotContain("sample");
    }

    @Test
    void reading_with_the_token_is_answered() {
        assertThat(api.get("/api/v1/repos", "Authorization", BEARER).statusCode()).isEqualTo(200);
    }

    @Test
    void events_need_the_token_too() {
        assertThat(api.get("/api/v1/events").statusCode()).isEqualTo(401);
    }

    @Test
    void sitting_at_the_machine_is_no_role_here() {
        assertThat(api.post("/api/v1/tasks/x/rerun", "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void the_token_writes() {
        var answer =
                api.send(
                        "PUT",
                        REPO + "/tree",
                        "{\"status\":\"closed\",\"reason\":\"a look\"}",
                        "Authorization",
                        BEARER);

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_of_another_length_is_refused_like_any_other() {
        assertThat(
                        api.get("/api/v1/repos", "Authorization", "Bearer " + "x".repeat(5_000))
                                .statusCode())
                .isEqualTo(401);
    }
}
