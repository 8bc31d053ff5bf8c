package dev.muster.simulation.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// One delivery, made or yet to be made.
///
/// @param id its number
/// @param guid the name that a delivery and its redeliveries share
/// @param redelivery whether it repeats an earlier one
/// @param event the event
/// @param action the action, absent for events without
/// @param repository the repository, absent for events of installations
/// @param subscriber who gets it
/// @param payload what is posted
/// @param headers the headers that are posted with it
/// @param at when it was posted, absent while it was not
/// @param outcome what came of it, absent while nothing did
public record Delivery(
        long id,
        String guid,
        boolean redelivery,
        String event,
        @Nullable String action,
        @Nullable Long repository,
        Subscriber subscriber,
        Payload payload,
        Map<String, String> headers,
        @Nullable Instant at,
        @Nullable Outcome outcome) {

    /// What came of a delivery.
    ///
    /// @param status the words GitHub shows, `OK` for success
    /// @param code the status code that came back, 0 for none
    /// @param took how long the answer took
    /// @param answer what came back
    public record Outcome(String status, int code, Duration took, String answer) {

        /// Whether the endpoint took it.
        public boolean success() {
            return code >= 200 && code < 300;
        }
    }

    /// The document that is posted.
    public ObjectNode body() {
        return payload.json();
    }

    /// The event and the action, such as `pull_request.opened`.
    public String name() {
        return action == null ? event : event + "." + action;
    }

    Delivery done(Instant when, Outcome what) {
        return new Delivery(
                id,
                guid,
                redelivery,
                event,
                action,
                repository,
                subscriber,
                payload,
                headers,
                when,
                what);
    }

    Delivery again(long number) {
        return new Delivery(
                number,
                guid,
                true,
                event,
                action,
                repository,
                subscriber,
                payload,
                headers,
                null,
                null);
    }
}
