package dev.muster.intake;

/// Told that a delivery was stored, so that nobody has to wait for the next look. A lost call does
/// no harm.
@FunctionalInterface
public interface DeliveriesNudge {

    /// A delivery of a kind waits.
    ///
    /// @param atTheDoor how many were not yet stored when it came, this one included
    void deliveryCame(Deliveries.Kind kind, int atTheDoor);
}
