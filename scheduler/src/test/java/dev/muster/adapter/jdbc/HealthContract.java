package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.inbox.Message;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// What is told of the service's own state.
abstract class HealthContract extends WorldContract {

    private JsonNode health() {
        return new JdbcReads(database, world.clock).health();
    }

    @Test
    void a_service_with_nothing_to_do_says_so() {
        var health = health();

        assertThat(health.path("platforms")).isEmpty();
        assertThat(health.path("runners")).isEmpty();
        assertThat(health.path("inbox")).isEmpty();
        assertThat(health.path("checks")).isEmpty();
        assertThat(health.path("installations")).isEmpty();
        assertThat(health.path("database").path("product").asText()).isNotEmpty();
    }

    @Test
    void the_queue_is_told_by_platform_with_its_capacity_and_how_long_it_waits() {
        world.land(1, TWO_TARGETS.replace("linux:\n", "linux:\n    capacity: 1\n"));
        var since = world.clock.instant();
        world.dispatched();
        world.clock.pass(Duration.ofMinutes(3));

        var platform = health().path("platforms").path(0);

        assertThat(platform.path("repo").asText()).isEqualTo("local/sample");
        assertThat(platform.path("platform").asText()).isEqualTo("linux");
        assertThat(platform.path("capacity").asInt()).isEqualTo(1);
        assertThat(platform.path("waiting").asInt()).isEqualTo(1);
        assertThat(platform.path("held").asInt()).isEqualTo(1);
        assertThat(platform.path("running").asInt()).as("it has not begun").isZero();
        assertThat(platform.path("oldestSince").asText()).isEqualTo(since.toString());
    }

    @Test
    void a_runner_tells_what_it_has_and_when_it_was_last_agreed_with() {
        world.land(1, TWO_TARGETS).dispatched();
        world.runner.start(world.newestAttempt(1, "Linux test"));
        world.clock.pass(Duration.ofMinutes(5));
        world.reconciliation.round();
        var agreed = world.clock.instant();
        world.clock.pass(Duration.ofMinutes(1));

        var runner = health().path("runners").path(0);

        assertThat(runner.path("name").asText()).isEqualTo(world.runner.name());
        assertThat(runner.path("held").asInt()).isEqualTo(2);
        assertThat(runner.path("running").asInt()).isEqualTo(1);
        assertThat(health().at("/platforms/0/held").asInt()).isEqualTo(2);
        assertThat(health().at("/platforms/0/running").asInt()).isEqualTo(1);
        assertThat(runner.path("agreedAt").asText()).isEqualTo(agreed.toString());
    }

    @Test
    void a_message_that_cannot_be_worked_off_tells_why() {
        world.inbox.put(new Message("github", "d1", "push", null, "{}"));

        var message = health().path("inbox").path(0);

        assertThat(message.path("source").asText()).isEqualTo("github");
        assertThat(message.path("waiting").asInt()).isEqualTo(1);
        assertThat(message.path("failing").asInt()).isZero();
    }

    @Test
    void the_last_day_is_told_in_steps_with_what_ended_and_how_much_was_busy() {
        world.land(1, TWO_TARGETS).dispatched();
        world.runner.start(world.newestAttempt(1, "Linux test"));
        world.reconciliation.round();
        world.clock.pass(Duration.ofMinutes(30));
        world.end(1, "Linux test", Ending.PASSED);

        var activity = health().path("activity");

        assertThat(sum(activity.path("passed"))).isEqualTo(1);
        assertThat(sum(activity.path("failed"))).isZero();
        assertThat(sum(activity.path("busy"))).isEqualTo(2);
        assertThat(activity.path("busy")).hasSize(96);
    }

    @Test
    void the_length_of_the_queue_is_remembered_with_the_room_there_was() {
        world.land(1, TWO_TARGETS.replace("linux:\n", "linux:\n    capacity: 1\n"));
        world.stores.queueSamples().run();
        world.dispatched();
        world.clock.pass(Duration.ofMinutes(20));
        world.stores.queueSamples().run();

        var activity = health().path("activity");

        assertThat(activity.path("waiting").get(95).asInt()).isEqualTo(1);
        assertThat(sum(activity.path("waiting"))).isEqualTo(3);
        assertThat(activity.path("capacity").get(95).asInt()).isEqualTo(1);
        assertThat(activity.path("capacity").get(0).isNull()).isTrue();
    }

    @Test
    void old_samples_of_the_queue_are_forgotten() {
        world.land(1, TWO_TARGETS);
        world.stores.queueSamples().run();
        world.clock.pass(Duration.ofDays(9));

        world.stores.queueSamples().run();

        assertThat(world.list("select distinct sampled_at from queue_sample")).hasSize(1);
    }

    private static double sum(JsonNode list) {
        return list.valueStream().mapToDouble(JsonNode::asDouble).sum();
    }
}
