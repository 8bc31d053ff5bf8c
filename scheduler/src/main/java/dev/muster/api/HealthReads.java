package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What is to be known of the service's own state.
public interface HealthReads {

    /// The queue, what runs and where, what happened in the last day, messages, GitHub's
    /// installations, and the database.
    ObjectNode health();
}
