package dev.muster.inbox;

import java.util.concurrent.CompletableFuture;

/// Where messages from outside are thrown in.
@FunctionalInterface
public interface Letterbox {

    /// Stores a message; the same delivery again changes nothing. When it returns, the message
    /// outlives the service.
    ///
    /// @return whether it is new
    Inbox.Receipt put(Message message);

    /// The same for who has no thread to wait with: it is stored when the answer is there.
    default CompletableFuture<Inbox.Receipt> drop(Message message) {
        return CompletableFuture.completedFuture(put(message));
    }
}
