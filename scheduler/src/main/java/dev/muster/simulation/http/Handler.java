package dev.muster.simulation.http;

/// What a route does.
@FunctionalInterface
public interface Handler {

    /// Acts and answers.
    ///
    /// @throws Refusal where GitHub would refuse
    Answer answer(Request request);
}
