package dev.muster.intake;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What GitHub could not hand over, as far as it remembers.
@FunctionalInterface
public interface MissedDeliveries {

    /// What is missing; null before GitHub was asked, or where there is no GitHub.
    @Nullable Missed missed();

    /// Deliveries that did not arrive, however often they were sent.
    ///
    /// @param deliveries how many
    /// @param givenUp how many of them are asked for no more
    /// @param since when the oldest was sent first; null where none is missing
    record Missed(int deliveries, int givenUp, @Nullable Instant since) {}
}
