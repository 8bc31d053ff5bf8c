package dev.muster.dispatch;

import java.time.Duration;

/// What the operator decided about dispatching.
///
/// @param owner the name under which this instance claims; another instance has another name, the
///   same instance started again may keep it
/// @param room the most tasks this instance has with its runner at once
/// @param lease how long a claim holds when its instance is not heard of
public record DispatchSettings(String owner, int room, Duration lease) {

    public DispatchSettings {
        if (room < 1) {
            throw new IllegalArgumentException("room must be at least 1, was " + room);
        }
    }

    /// Leases of one minute.
    public static DispatchSettings of(String owner, int room) {
        return new DispatchSettings(owner, room, Duration.ofMinutes(1));
    }
}
