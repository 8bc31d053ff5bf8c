package dev.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.simulation.ground.Json;
import dev.muster.simulation.limits.Fault;
import dev.muster.simulation.limits.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/// What may be asked for in an hour and in a minute, and what a test can order to go wrong.
class LimitsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private void spend(int number) {
        for (var each = 0; each < number; each++) {
            stage.get("/branches");
        }
    }

    @Test
    void the_hours_requests_end_and_come_back() {
        stage.github.limit(Limits.GITHUB.withPerHour(3));
        spend(3);

        var refused = stage.get("/branches");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("x-ratelimit-remaining")).isEqualTo("0");
        var reset = Long.parseLong(refused.header("x-ratelimit-reset"));
        var now = stage.clock.instant().getEpochSecond();
        assertThat(reset).isBetween(now, now + 3600);
        stage.clock.pass(Duration.ofHours(1));
        stage.api.asInstallation(stage.harbour);
        assertThat(stage.get("/branches").status()).isEqualTo(200);
    }

    @Test
    void an_unchanged_answer_is_304_and_costs_nothing() {
        var first = stage.get("/branches");

        var second = stage.api.get(Stage.REPO + "/branches", "If-None-Match", first.header("etag"));

        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.header("x-ratelimit-used")).isEqualTo(first.header("x-ratelimit-used"));
    }

    @Test
    void a_changed_answer_has_another_tag() {
        var first = stage.get("/branches");
        stage.harbour.push("topic", "Branch", java.util.Map.of("t", "t"));

        var second = stage.api.get(Stage.REPO + "/branches", "If-None-Match", first.header("etag"));

        assertThat(second.status()).isEqualTo(200);
    }

    @Test
    void hundred_and_eighty_writes_are_a_minutes_points() {
        stage.clock.pass(Duration.ofMinutes(1));
        var answers = new java.util.ArrayList<Integer>();
        for (var number = 1; number <= 181; number++) {
            answers.add(stage.check(Json.object()).status());
        }

        assertThat(answers.subList(0, 180)).containsOnly(201);
        assertThat(answers.getLast()).isEqualTo(403);
    }

    @Test
    void eighty_creations_of_content_are_a_minutes() {
        for (var number = 1; number <= 80; number++) {
            stage.write("POST", "/issues", Json.object().put("title", "t"));
        }

        var refused = stage.write("POST", "/issues", Json.object().put("title", "t"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("retry-after")).isEqualTo("60");
        assertThat(stage.get("/branches").status()).isEqualTo(200);
    }

    @Test
    void faults_come_at_the_call_they_are_ordered_for() {
        stage.github
                .callFaults()
                .nth(2, "GET /repos/{owner}/{repo}/branches", new Fault.Unauthorized());

        assertThat(stage.get("/branches").status()).isEqualTo(200);
        assertThat(stage.get("").status()).isEqualTo(200);
        assertThat(stage.get("/branches").status()).isEqualTo(401);
        assertThat(stage.get("/branches").status()).isEqualTo(200);
        assertThat(stage.github.callFaults().left()).isEmpty();
    }

    @Test
    void refusals_for_asking_too_much_come_with_and_without_a_time_to_wait() {
        var faults = stage.github.callFaults();
        faults.next("*", new Fault.TooManyRequests(7));
        faults.next("*", new Fault.SecondaryLimit(null));
        faults.next("*", new Fault.RequestsUsedUp(90));

        var tooMany = stage.get("/branches");
        var secondary = stage.get("/branches");
        var usedUp = stage.get("/branches");

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.header("retry-after")).isEqualTo("7");
        assertThat(secondary.status()).isEqualTo(403);
        assertThat(secondary.header("retry-after")).isEmpty();
        assertThat(usedUp.header("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(Long.parseLong(usedUp.header("x-ratelimit-reset")))
                .isEqualTo(stage.clock.instant().getEpochSecond() + 90);
    }

    @Test
    void a_connection_is_cut_before_or_after_acting() {
        var faults = stage.github.callFaults();
        faults.nth(1, "POST *", new Fault.CutBeforeActing());
        faults.nth(2, "POST *", new Fault.CutAfterActing());

        for (var call = 1; call <= 2; call++) {
            assertThatThrownBy(() -> stage.check(Json.object()))
                    .hasCauseInstanceOf(java.io.IOException.class);
        }

        assertThat(stage.harbour.checkRuns(stage.tip())).hasSize(1);
    }

    @Test
    void calls_are_counted_by_operation() {
        stage.github.calls().clear();
        spend(2);
        stage.check(Json.object());

        assertThat(stage.github.calls().counts())
                .containsEntry("GET /repos/{owner}/{repo}/branches", 2)
                .containsEntry("POST /repos/{owner}/{repo}/check-runs", 1);
        assertThat(stage.github.calls().writes()).isEqualTo(1);
    }
}
