package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;

/// Signing in with a browser.
final class SignInTest extends ApiTestCase {

    private static final String BODY = "{\"token\": \"%s\"}";

    @Override
    RunningApi serve(World fresh) {
        return RunningApi.served(fresh, true);
    }

    private HttpResponse<String> signIn() {
        return api.post("/api/v1/session", BODY.formatted(RunningApi.TOKEN));
    }

    private static String cookie(HttpResponse<?> answer) {
        return header(answer, "Set-Cookie").replaceAll(";.*", "");
    }

    @Test
    void the_cookie_is_kept_from_scripts_and_from_other_sites() {
        var answer = signIn();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("role").asText()).isEqualTo("gardener");
        assertThat(header(answer, "Set-Cookie"))
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/");
    }

    @Test
    void who_signed_in_may_do_what_the_token_may() {
        var cookie = cookie(signIn());

        var session = json(api.get("/api/v1/session", "Cookie", cookie));
        var origin = "http://localhost:" + api.port();
        var note =
                api.post(
                        REPO + "/notes",
                        "{\"text\": \"hello\"}",
                        "Cookie",
                        cookie,
                        "Origin",
                        origin);

        assertThat(session.path("who").asText()).isEqualTo("admin token");
        assertThat(note.statusCode()).isEqualTo(201);
    }

    @Test
    void a_page_of_another_site_cannot_use_the_cookie() {
        var cookie = cookie(signIn());

        var note =
                api.post(
                        REPO + "/notes",
                        "{\"text\": \"hello\"}",
                        "Cookie",
                        cookie,
                        "Origin",
                        "https://evil.example");

        assertThat(note.statusCode()).isEqualTo(403);
    }

    @Test
    void a_cookie_writes_nothing_unless_the_browser_tells_whose_page_it_is() {
        var note = api.post(REPO + "/notes", "{\"text\": \"hello\"}", "Cookie", cookie(signIn()));

        assertThat(note.statusCode()).isEqualTo(403);
    }

    @Test
    void sign_in_with_github_is_not_offered_where_it_is_not_set_up() {
        assertThat(json(api.get("/auth")).path("github").asBoolean(true)).isFalse();
        assertThat(api.get("/auth/github").statusCode()).isEqualTo(404);
        assertThat(api.get("/auth/github/callback?code=a&state=b").statusCode()).isEqualTo(404);
    }

    @Test
    void a_token_that_nobody_has_signs_nobody_in() {
        var answer = api.post("/api/v1/session", BODY.formatted("guess"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void a_cookie_that_nobody_has_is_as_none() {
        var session = json(api.get("/api/v1/session", "Cookie", "muster_session=old"));

        assertThat(session.path("role").asText()).isEqualTo("viewer");
        assertThat(session.path("who").isMissingNode()).isTrue();
    }

    @Test
    void signing_out_forgets_the_cookie() {
        var answer = api.send("DELETE", "/api/v1/session", null, "Cookie", cookie(signIn()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "Set-Cookie")).contains("Max-Age=0");
    }
}
