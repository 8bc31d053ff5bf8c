package dev.muster.intake;

/// Told that a delivery was stored, so that nobody has to wait for the next look. A lost call does
/// no harm.
@FunctionalInterface
public interface DeliveriesNudge {

    /// A delivery of a kind waits.
    void deliveryCame(Deliveries.Kind kind);
}
