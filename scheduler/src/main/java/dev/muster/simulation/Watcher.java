package dev.muster.simulation;

import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Request;

/// Someone who sees every request with its answer.
@FunctionalInterface
public interface Watcher {

    /// After an answer was made, and before it is sent.
    ///
    /// @param operation method and path with variables
    void saw(String operation, Request request, Answer answer);
}
