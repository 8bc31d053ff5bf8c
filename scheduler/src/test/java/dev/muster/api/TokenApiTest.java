package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.util.List;

/// The admin makes and revokes tokens.
final class TokenApiTest extends ApiTestCase {

    private static final String ADDRESS = "/api/v1/tokens";

    @Override
    RunningApi serve(World fresh) {
        return RunningApi.served(fresh, true);
    }

    private HttpResponse<String> create(String body) {
        return api.post(ADDRESS, body, "Authorization", "Bearer " + RunningApi.TOKEN);
    }

    private int reruns(String token) {
        return api.post("/api/v1/tasks/x/rerun", "{}", "Authorization", "Bearer " + token)
                .statusCode();
    }

    @Test
    void a_gardeners_token_writes_until_it_is_revoked() {
        var made = json(create("{\"role\": \"gardener\", \"name\": \"ada\"}"));
        assertThat(reruns(made.path("token").asText())).isEqualTo(404);

        var answer =
                api.send(
                        "DELETE",
                        ADDRESS + "/" + made.path("id").asText(),
                        null,
                        "Authorization",
                        "Bearer " + RunningApi.TOKEN);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(reruns(made.path("token").asText())).isEqualTo(403);
    }

    @Test
    void the_list_shows_no_secret() {
        var made = json(create("{\"role\": \"scheduler\", \"scheduler\": \"lab\"}"));

        var list = api.get(ADDRESS, "Authorization", "Bearer " + RunningApi.TOKEN).body();

        assertThat(list)
                .contains(made.path("id").asText(), "\"scheduler\":\"lab\"")
                .doesNotContain(made.path("token").asText().substring(7));
    }

    @Test
    void only_an_admin_sees_or_makes_tokens() {
        var gardener = json(create("{\"role\": \"gardener\"}")).path("token").asText();
        var bearer = "Bearer " + gardener;

        assertThat(api.get(ADDRESS).statusCode()).isEqualTo(403);
        assertThat(api.get(ADDRESS, "Authorization", bearer).statusCode()).isEqualTo(403);
        assertThat(api.post(ADDRESS, "{\"role\": \"admin\"}", "Authorization", bearer).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /repos/local/sample/quarantine",
        "DELETE, /repos/local/sample/quarantine/1",
        "DELETE, /repos/local/sample/quarantine/plan",
        "POST, /repos/local/sample/quarantine/1/mended",
        "DELETE, /repos/local/sample/promotions/1",
        "DELETE, /repos/local/sample/promotions/plan",
        "PUT, /repos/local/sample/tree",
        "DELETE, /repos/local/sample/tree/freezes/1",
        "POST, /repos/local/sample/notes",
        "POST, /repos/local/sample/dispatch",
        "POST, /tasks/x/rerun",
        "POST, /tasks/x/cancel",
    })
    void only_a_gardener_writes(String method, String address) {
        var writes = "select count(*) from audit_log where action not like 'token%'";
        var before = world.text(writes);

        for (var role : List.of("viewer", "scheduler")) {
            var answer = as(role, method, "/api/v1" + address);
            assertThat(answer.statusCode()).as(role).isEqualTo(403);
            assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
            assertThat(json(answer).path("detail").asText())
                    .isEqualTo(
                            "this needs the role gardener, and '%s' is a %s"
                                    .formatted(
                                            role.equals("viewer") ? "token viewer" : "token lab",
                                            role));
            assertThat(json(answer).path("hint").asText())
                    .contains("Authorization", "muster token create --role gardener");
        }
        assertThat(world.text(writes)).isEqualTo(before);
        assertThat(as("gardener", method, "/api/v1" + address).statusCode()).isNotEqualTo(403);
    }

    @Test
    void who_is_refused_is_told_who_they_are_here() {
        var revoked = json(create("{\"role\": \"gardener\"}"));
        api.send(
                "DELETE",
                ADDRESS + "/" + revoked.path("id").asText(),
                null,
                "Authorization",
                "Bearer " + RunningApi.TOKEN);

        assertThat(refusal("{\"text\": \"x\"}"))
                .isEqualTo("this needs the role gardener, and it is not known who asks");
        assertThat(refusal("{\"text\": \"x\"}", revoked.path("token").asText()))
                .isEqualTo(
                        "this needs the role gardener, and nobody has this token, or it was revoked"
                                + " or has expired");
    }

    private String refusal(String note, String... token) {
        var headers =
                token.length == 0
                        ? new String[] {}
                        : new String[] {"Authorization", "Bearer " + token[0]};
        var answer = api.post("/api/v1/repos/local/sample/notes", note, headers);
        assertThat(answer.statusCode()).isEqualTo(403);
        return json(answer).path("detail").asText();
    }

    @Test
    void an_admin_reads_who_made_and_revoked_tokens_and_nobody_else_does() {
        var made = json(create("{\"role\": \"viewer\", \"name\": \"for the audit\"}"));
        var address = ADDRESS + "/" + made.path("id").asText();
        api.send("DELETE", address, null, "Authorization", "Bearer " + RunningApi.TOKEN);

        for (var role : List.of("viewer", "scheduler", "gardener")) {
            var refused = as(role, "GET", "/api/v1/audit");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(json(refused).path("detail").asText())
                    .startsWith("this needs the role admin, and '");
        }
        assertThat(api.get("/api/v1/audit").statusCode()).isEqualTo(403);
        var acts = json(as("admin", "GET", "/api/v1/audit?limit=200")).path("acts");
        assertThat(
                        acts.valueStream()
                                .filter(
                                        it ->
                                                it.path("subject")
                                                        .asText()
                                                        .endsWith("'for the audit'"))
                                .map(
                                        it ->
                                                it.path("who").asText()
                                                        + " "
                                                        + it.path("action").asText()))
                .containsExactly("admin token token-revoke", "admin token token-create");
        var revoked = json(as("admin", "GET", "/api/v1/audit?limit=1&action=token-revoke"));
        assertThat(revoked.path("acts").findValuesAsText("subject").getFirst())
                .endsWith("'for the audit'");
    }

    private HttpResponse<String> as(String role, String method, String address) {
        var wish =
                role.equals("scheduler")
                        ? "{\"role\": \"scheduler\", \"scheduler\": \"lab\"}"
                        : "{\"role\": \"%s\"}".formatted(role);
        var bearer = "Bearer " + json(create(wish)).path("token").asText();
        return api.send(
                method, address, method.equals("DELETE") ? null : "{}", "Authorization", bearer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"role\": \"king\"}",
                "{\"role\": \"scheduler\"}",
                "{\"role\": \"viewer\", \"scheduler\": \"lab\"}",
                "{\"role\": \"scheduler\", \"scheduler\": \"lab\", \"repository\": \"x\"}",
                "{\"role\": \"scheduler\", \"scheduler\": \"lab\", \"targets\": [1]}",
                "{\"role\": \"viewer\", \"expiresInDays\": 0}",
                "{\"rolle\": \"viewer\"}"
            })
    void a_wish_that_does_not_fit_is_refused(String body) {
        assertThat(create(body).statusCode()).isEqualTo(422);
    }

    @Test
    void a_token_that_does_not_exist_cannot_be_revoked() {
        var answer =
                api.send(
                        "DELETE",
                        ADDRESS + "/nope",
                        null,
                        "Authorization",
                        "Bearer " + RunningApi.TOKEN);

        assertThat(answer.statusCode()).isEqualTo(404);
    }
}
