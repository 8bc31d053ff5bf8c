package dev.muster.reporting;

import java.time.Duration;

/// Forgets what has had its use: events that every reader has seen, messages that were handled.
public interface Vacuum {

    /// How long events can be asked for again.
    Duration EVENTS_KEPT = Duration.ofDays(1);

    /// How long a message that was handled is kept, so that its repeats are known. Long enough for
    /// any sender to give up.
    Duration MESSAGES_KEPT = Duration.ofDays(30);

    /// Forgets once.
    ///
    /// @return how many rows went
    int round();
}
