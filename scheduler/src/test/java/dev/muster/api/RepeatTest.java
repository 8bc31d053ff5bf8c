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
