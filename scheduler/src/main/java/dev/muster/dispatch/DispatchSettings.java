package dev.muster.dispatch;

import dev.muster.core.ci.RepoSlug;

import java.time.Duration;
import java.util.Map;

/// What the operator decided about dispatching.
///
/// @param owner the name under which this instance claims; another instance has another name, the
///   same instance started again may keep it
/// @param room the most tasks this instance has with its runner at once
/// @param lease how long a claim holds when its instance is not heard of
/// @param shares how much is the due of repositories that are not like all others, which have 1
public record DispatchSettings(
        String owner, int room, Duration lease, Map<RepoSlug, Integer> shares) {

    public DispatchSettings {
        if (room < 1) {
            throw new IllegalArgumentException("room must be at least 1, was " + room);
        }
        shares = Map.copyOf(shares);
    }

    /// One share for every repository.
    public DispatchSettings(String owner, int room, Duration lease) {
        this(owner, room, lease, Map.of());
    }

    /// The same, with these shares.
    public DispatchSettings with(Map<RepoSlug, Integer> others) {
        return new DispatchSettings(owner, room, lease, others);
    }

    /// Leases of one minute.
    public static DispatchSettings of(String owner, int room) {
        return new DispatchSettings(owner, room, Duration.ofMinutes(1));
    }
}
