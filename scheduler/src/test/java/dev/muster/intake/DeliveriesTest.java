package dev.muster.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.inbox.Claim;
import dev.muster.inbox.Inbox;
import dev.muster.inbox.Message;
import dev.muster.lanes.Lanes;
import dev.muster.presubmit.Presubmit.Outcome;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// In which order deliveries are handled.
final class DeliveriesTest {

    private final Box inbox = new Box();
    private final List<String> handled = new ArrayList<>();
    private final Deliveries deliveries =
            new Deliveries(
                    inbox,
                    (event, _) -> {
                        handled.add(event);
                        return new Outcome.Done();
                    },
                    new Lanes(1),
                    "me");

    @Test
    void how_runs_go_is_looked_at_after_what_else_came() {
        come("workflow_job", 2);
        come("pull_request", 1);
        come("workflow_run", 1);
        come("push", 1);

        deliveries.round();

        assertThat(handled)
                .containsExactly(
                        "pull_request", "push", "workflow_job", "workflow_job", "workflow_run");
        assertThat(deliveries.more()).isFalse();
    }

    @Test
    void how_runs_go_is_not_forgotten_where_much_else_comes() {
        come("workflow_job", 100);
        come("pull_request", 100);

        deliveries.round();

        assertThat(handled.stream().filter("workflow_job"::equals)).hasSize(5);
        assertThat(handled.stream().filter("pull_request"::equals)).hasSize(20);
        assertThat(deliveries.more()).isTrue();
    }

    private void come(String event, int number) {
        for (var i = 0; i < number; i++) {
            var stored = DeliveryReader.stored(event, "{}");
            inbox.put(new Message("github", event + i, Deliveries.kind(event), null, stored));
        }
    }

    /// Holds messages in the order in which they came.
    private static final class Box implements Inbox {

        private final List<Message> waiting = new ArrayList<>();

        @Override
        public Receipt put(Message message) {
            waiting.add(message);
            return Receipt.NEW;
        }

        @Override
        public List<Claim> claim(String kind, String owner, Duration lease, int limit) {
            var found = waiting.stream().filter(it -> it.kind().equals(kind)).limit(limit).toList();
            waiting.removeAll(found);
            return found.stream().map(it -> new Claim(1, it, owner, Instant.MAX, 1)).toList();
        }

        @Override
        public void release(String owner) {
            assertThat(owner).isEqualTo("me");
        }

        @Override
        public void complete(List<Claim> claims) {}

        @Override
        public void retryLater(Claim claim, String why) {
            throw new AssertionError(why);
        }

        @Override
        public void giveUp(Claim claim, String why) {
            throw new AssertionError(why);
        }
    }
}
