package dev.muster.inbox;

/// Where messages from outside are thrown in.
@FunctionalInterface
public interface Letterbox {

    /// Stores a message; the same delivery again changes nothing. When it returns, the message
    /// outlives the service.
    ///
    /// @return whether it is new
    Inbox.Receipt put(Message message);
}
