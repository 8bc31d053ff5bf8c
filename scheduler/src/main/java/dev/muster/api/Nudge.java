package dev.muster.api;

/// Wakes the rounds, so that what somebody asked for begins at once. A lost call costs a second.
@FunctionalInterface
public interface Nudge {

    /// There is something to do.
    void somethingIsToDo();
}
