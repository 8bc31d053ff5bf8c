package dev.muster.simulation.ground;

/// Where happenings are told; those who listen decide whom to tell.
@FunctionalInterface
public interface Events {

    /// Tells of a happening, after it has happened.
    void tell(Happening happening);
}
