package dev.muster.intake;

import java.time.Instant;
import java.util.List;

/// What GitHub remembers of the deliveries that it sent to us.
public interface SentDeliveries {

    /// Deliveries sent since a time, the newest first.
    Listed since(Instant time);

    /// Asks GitHub to send one once more.
    ///
    /// @return whether it will
    boolean again(long id);

    /// The answer to [#since].
    sealed interface Listed {

        /// @param deliveries each as often as it was tried
        record Found(List<Sent> deliveries) implements Listed {
            public Found {
                deliveries = List.copyOf(deliveries);
            }
        }

        /// @param why for the operator
        record Unreachable(String why) implements Listed {}
    }

    /// A delivery that was tried.
    ///
    /// @param id number of the try
    /// @param guid what all tries of one delivery have in common
    /// @param at when it was tried
    /// @param taken whether we answered that we have it
    record Sent(long id, String guid, Instant at, boolean taken) {}
}
