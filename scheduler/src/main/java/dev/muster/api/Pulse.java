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
    /// @param byClock whether the clock alone brings it, on one of the instances
    /// @param every how much time passes at most between two
    /// @param tally how those of this process went
    /// @param nextAt when the next begins at the latest; null: not known
    record Beat(
            String name, boolean byClock, Duration every, Tally tally, @Nullable Instant nextAt) {}

    /// How rounds went.
    ///
    /// @param rounds how many ended since the start
    /// @param faults how many of them stopped at a fault of ours
    /// @param endedAt when the newest ended; null: none did yet
    /// @param took how long it took; null: none ended yet
    record Tally(long rounds, long faults, @Nullable Instant endedAt, @Nullable Duration took) {

        /// Before the first.
        public static final Tally NONE = new Tally(0, 0, null, null);

        /// After one more.
        public Tally and(Instant beganAt, Instant endedAt, boolean fault) {
            return new Tally(
                    rounds + 1,
                    faults + (fault ? 1 : 0),
                    endedAt,
                    Duration.between(beganAt, endedAt));
        }
    }
}
