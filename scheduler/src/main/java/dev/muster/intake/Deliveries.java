package dev.muster.intake;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.inbox.Claim;
import dev.muster.inbox.Inbox;
import dev.muster.lanes.Lanes;
import dev.muster.presubmit.Presubmit.Outcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Handles the deliveries of one kind that were stored, oldest first.
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration LEASE = Duration.ofMinutes(2);

    /// How many a round takes at most.
    public static final int BATCH = 20;

    private static final int MOST_TRIES = 12;

    private final Kind kind;
    private final Inbox inbox;
    private final Handler handler;
    private final Lanes lanes;
    private final String owner;
    private final AtomicBoolean begun = new AtomicBoolean();

    /// @param kind which of them
    /// @param handler what to do about each
    /// @param lanes how many are handled at once
    /// @param owner the name under which this instance claims messages
    public Deliveries(Kind kind, Inbox inbox, Handler handler, Lanes lanes, String owner) {
        this.kind = kind;
        this.inbox = inbox;
        this.handler = handler;
        this.lanes = lanes;
        this.owner = owner;
    }

    /// What deliveries are about. Each kind is handled apart, so that nobody's pull request waits
    /// behind the thousand jobs that those before it have started.
    public enum Kind {
        /// what people do: pull requests, commits, comments, installing the App
        CHANGES("github_delivery"),
        /// what became of workflow runs and their jobs
        RUNS("github_run");

        private final String message;

        /// @param message the kind of their messages
        Kind(String message) {
            this.message = message;
        }

        /// The kind of an event.
        static Kind of(String event) {
            return switch (event) {
                case "workflow_run", "workflow_job" -> RUNS;
                default -> CHANGES;
            };
        }

        String message() {
            return message;
        }
    }

    /// Does something about a delivery. May be asked twice for the same.
    @FunctionalInterface
    public interface Handler {

        /// @param event what it is about, as GitHub calls it
        /// @param body what GitHub said
        Outcome handle(String event, JsonNode body);
    }

    /// Handles what is due. What was handled is put away together: whoever is killed in between
    /// handles it again.
    ///
    /// @return how many deliveries were handled
    public int round() {
        if (begun.compareAndSet(false, true)) {
            inbox.release(kind.message(), owner);
        }
        var claims = inbox.claim(kind.message(), owner, LEASE, BATCH);
        var letters = claims.stream().map(Letter::open).toList();
        for (var from = 0; from < letters.size(); ) {
            from = handle(letters, from);
        }
        return claims.size();
    }

    /// Handles deliveries from one on, those that do not depend on each other several at once.
    ///
    /// @return the first that was not handled
    private int handle(List<Letter> letters, int from) {
        var to = from + 1;
        if (!letters.get(from).lane().isEmpty()) {
            while (to < letters.size() && !letters.get(to).lane().isEmpty()) {
                to++;
            }
        }
        var handled = new ConcurrentLinkedQueue<Claim>();
        lanes.each(
                letters.subList(from, to),
                Letter::lane,
                letter -> {
                    if (handled(letter)) {
                        handled.add(letter.claim());
                    }
                });
        inbox.complete(List.copyOf(handled));
        return to;
    }

    /// @param claim holds it
    /// @param document what was stored; nothing is in it where it cannot be read
    /// @param lane what it is about; empty where others may depend on it
    private record Letter(Claim claim, JsonNode document, String lane) {

        static Letter open(Claim claim) {
            var document = DeliveryReader.document(claim.message().payload());
            return new Letter(
                    claim,
                    document,
                    Subject.of(document.path("event").asText(), document.path("body")));
        }
    }

    private boolean handled(Letter letter) {
        var claim = letter.claim();
        try {
            var stored = letter.document();
            return settled(
                    claim, handler.handle(stored.path("event").asText(), stored.path("body")));
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("delivery", claim.message().delivery())
                    .setCause(bug)
                    .log("A delivery could not be handled; it is tried again later");
            later(claim, bug.toString());
            return false;
        }
    }

    private boolean settled(Claim claim, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> true;
            case Outcome.Later(var why) -> {
                later(claim, why);
                yield false;
            }
        };
    }

    /// After two hours of trying the sweeps have seen what the delivery told of.
    private void later(Claim claim, String why) {
        if (claim.tries() >= MOST_TRIES) {
            LOG.atWarn()
                    .addKeyValue("delivery", claim.message().delivery())
                    .addKeyValue("why", why)
                    .log("A delivery is given up; its body is kept");
            inbox.giveUp(claim, why);
        } else {
            inbox.retryLater(claim, why);
        }
    }
}
