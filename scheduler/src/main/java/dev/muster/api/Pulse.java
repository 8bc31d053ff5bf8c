package dev.muster.api;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What this process does again and again, and when it last did.
public interface Pulse {

    /// Each round with how it went.
    List<Beat> beats();

    /// A round that comes again and again.
    ///
    /// @param name what is done
    /// @param every how much time passes at most between two
    /// @param rounds how many ended since the start
    /// @param faults how many of them stopped at a fault of ours
    /// @param endedAt when the newest ended; null: none did yet
    record Beat(String name, Duration every, long rounds, long faults, @Nullable Instant endedAt) {}
}
