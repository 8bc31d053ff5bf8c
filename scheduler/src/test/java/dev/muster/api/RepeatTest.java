package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.Test;

/// A request that names itself acts once, however often it is sent.
final class RepeatTest extends ApiTestCase {

    private static final String KEY = "Idempotency-Key";

    @Override
    void prepare() {
        world.land(1, CONFIG).dispatched();
        world.end(1, "Linux test", Ending.PASSED).end(1, "Linux analyze", Ending.PASSED);
    }

    @Test
    void a_rerun_sent_twice_is_one_rerun_with_one_answer() {
        var path = "/api/v1/tasks/%s/rerun".formatted(world.task(1, "Linux test"));
        var first = api.post(path, "{\"reason\":\"again\"}", KEY, "a1");
        world.dispatched().end(1, "Linux test", Ending.PASSED);

        var second = api.post(path, "{\"reason\":\"again\"}", KEY, "a1");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(world.list("select 1 from audit_log where reason = 'again'")).hasSize(1);
        assertThat(world.newestAttempt(1, "Linux test").number()).isEqualTo(2);
    }

    @Test
    void a_name_that_stands_for_another_request_is_refused() {
        var task = world.task(1, "Linux analyze");
        api.post("/api/v1/tasks/%s/rerun".formatted(task), "{}", KEY, "b1");

        var other = api.post("/api/v1/tasks/%s/cancel".formatted(task), "{}", KEY, "b1");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("'Idempotency-Key' was used for another request");
    }

    @Test
    void a_token_asked_for_twice_is_made_once_and_its_secret_told_once() {
        var wish = "{\"role\": \"viewer\", \"name\": \"wallboard\"}";
        var first = api.post("/api/v1/tokens", wish, KEY, "t1");

        var second = api.post("/api/v1/tokens", wish, KEY, "t1");

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(json(second).path("id")).isEqualTo(json(first).path("id"));
        assertThat(json(second).path("token").isNull()).isTrue();
        assertThat(world.list("select body from idempotency_key where status = 201"))
                .noneMatch(it -> it.contains(json(first).path("token").asText()));
    }

    @Test
    void a_token_is_revoked_as_often_as_it_is_asked_for() {
        var made = json(api.post("/api/v1/tokens", "{\"role\": \"viewer\"}")).path("id").asText();
        var path = "/api/v1/tokens/" + made;
        api.send("DELETE", path, null, KEY, "t2");

        assertThat(api.send("DELETE", path, null, KEY, "t2").statusCode()).isEqualTo(204);
        assertThat(world.list("select 1 from audit_log where action = 'token-revoke'")).hasSize(1);
    }

    @Test
    void a_freeze_lifted_twice_is_answered_as_the_first_time() {
        var freeze =
                """
                {"status": "closed", "reason": "the holidays", "startsAt": "2030-01-01T00:00:00Z",
                 "expiresAt": "2030-01-02T00:00:00Z"}
                """;
        var id = json(api.send("PUT", REPO + "/tree", freeze)).at("/freezes/0/id").asText();
        var path = REPO + "/tree/freezes/" + id;
        var first = api.send("DELETE", path, null, KEY, "f1");

        var second = api.send("DELETE", path, null, KEY, "f1");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(api.send("DELETE", path, null).statusCode()).isEqualTo(404);
    }

    @Test
    void a_quarantine_lifted_twice_is_answered_as_the_first_time() {
        var wish =
                """
                {"target": "Linux analyze", "owner": "sam", "reason": "flaky disk"}
                """;
        api.post(REPO + "/quarantine", wish);
        var id = json(api.get(REPO + "/quarantine")).at("/active/0/id").asText();
        var path = REPO + "/quarantine/%s?reason=mended".formatted(id);
        var first = api.send("DELETE", path, null, KEY, "q1");

        var second = api.send("DELETE", path, null, KEY, "q1");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(api.send("DELETE", path, null).statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void a_refusal_is_not_kept() {
        var path = "/api/v1/tasks/01JABCDEFGHJKMNPQRSTVWXYZ0/rerun";
        api.post(path, "{}", KEY, "c1");

        assertThat(world.list("select id from idempotency_key where id = 'c1'")).isEmpty();
    }

    @Test
    void a_name_too_long_to_keep_is_refused() {
        var path = "/api/v1/tasks/%s/rerun".formatted(world.task(1, "Linux analyze"));

        assertThat(api.post(path, "{}", KEY, "x".repeat(201)).statusCode()).isEqualTo(422);
    }
}
