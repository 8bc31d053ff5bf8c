package dev.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.ground.Json;
import dev.muster.simulation.webhooks.Signature;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Webhooks: how they are posted, kept, repeated, and what a test can order to become of them.
class DeliveriesTest {

    private final Stage stage = new Stage();

    @BeforeEach
    void forgetTheBeginning() {
        stage.told();
        stage.endpoint.got().clear();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void push(String file) {
        stage.harbour.push("main", "Change " + file, Map.of(file, file));
    }

    /// Pushes that were told, with those that a redelivery repeats.
    private List<Endpoint.Got> pushes() {
        stage.told();
        return stage.endpoint.got().stream().filter(it -> it.event().equals("push")).toList();
    }

    /// The newest delivery of a push in the App's list.
    private com.fasterxml.jackson.databind.JsonNode listed() {
        stage.told();
        for (var item : stage.api.asApp().get("/app/hook/deliveries").json()) {
            if (item.path("event").asText().equals("push")) {
                return item;
            }
        }
        throw new AssertionError("no push is listed");
    }

    private List<String> pushedFiles() {
        return stage.bodies("push").stream()
                .map(it -> it.path("head_commit").path("added").path(0).asText())
                .toList();
    }

    @Test
    void githubs_published_example_is_signed_as_published() {
        var signature =
                Signature.of(
                        "It's a Secret to Everybody",
                        "Hello, World!".getBytes(StandardCharsets.UTF_8));

        assertThat(signature)
                .isEqualTo(
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    void a_delivery_that_is_lost_leaves_no_trace() {
        stage.github.deliveryFaults().loseNext("push");
        push("lost");
        push("kept");

        assertThat(pushedFiles()).containsExactly("kept");
        assertThat(stage.api.asApp().get("/app/hook/deliveries").json().findValuesAsText("event"))
                .filteredOn("push"::equals)
                .hasSize(2);
    }

    @Test
    void a_doubled_delivery_comes_twice_under_one_name() {
        stage.github.deliveryFaults().doubleNext("push");
        push("a");

        assertThat(pushes()).hasSize(2);
        assertThat(pushes().getFirst().guid()).isEqualTo(pushes().getLast().guid());
    }

    @Test
    void deliveries_that_are_held_come_late_and_in_another_order() {
        stage.github.deliveryFaults().hold("push");
        push("one");
        push("two");
        stage.pullRequest().label("urgent", "dana");
        assertThat(stage.told()).contains("pull_request.labeled").doesNotContain("push");

        stage.github.deliveryFaults().releaseReversed();

        assertThat(pushedFiles()).endsWith("two", "one");
    }

    @Test
    void a_failed_delivery_is_listed_and_posted_again_under_its_old_name() {
        stage.endpoint.answer(500);
        push("a");
        var failed = listed();
        stage.endpoint.answer(202);

        var asked =
                stage.api.post(
                        "/app/hook/deliveries/" + failed.path("id") + "/attempts", Json.object());

        assertThat(failed.path("status_code").asInt()).isEqualTo(500);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(pushes()).hasSize(2);
        assertThat(pushes().getLast().guid()).isEqualTo(failed.path("guid").asText());
        var newest = listed();
        assertThat(newest.path("redelivery").asBoolean()).isTrue();
        assertThat(newest.path("status").asText()).isEqualTo("OK");
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_a_failure() {
        stage.github.waitForAnswers(Duration.ofMillis(200));
        stage.endpoint.hang();
        push("a");

        assertThat(listed().path("status").asText()).isEqualTo("timed out");
    }

    @Test
    void the_list_goes_on_page_by_page_from_a_cursor() {
        for (var number = 1; number <= 5; number++) {
            push("file" + number);
        }
        stage.told();
        stage.api.asApp();
        var seen = new java.util.ArrayList<String>();
        var next = "/app/hook/deliveries?per_page=2";
        while (!next.isEmpty()) {
            var page = stage.api.get(next);
            page.json().forEach(it -> seen.add(it.path("id").asText()));
            var link = page.header("link");
            next = link.isEmpty() ? "" : link.replaceAll("^<https?://[^/]+|>.*$", "");
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(stage.github.deliveries().size());
    }

    @Test
    void deliveries_are_kept_for_three_days() {
        push("a");
        stage.told();
        stage.clock.pass(Duration.ofDays(3).plusSeconds(1));

        assertThat(stage.api.asApp().get("/app/hook/deliveries").json()).isEmpty();
    }

    @Test
    void a_delivery_can_be_read_with_its_body() {
        push("a");
        var id = listed().path("id");

        var one = stage.api.get("/app/hook/deliveries/" + id).json();

        assertThat(one.path("request").path("payload").path("ref").asText())
                .isEqualTo("refs/heads/main");
    }
}
