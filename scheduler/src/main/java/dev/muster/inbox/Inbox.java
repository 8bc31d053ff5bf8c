package dev.muster.inbox;

import java.time.Duration;
import java.util.List;

/// The messages that wait to be handled, in the order of their arrival.
public interface Inbox extends Letterbox {

    /// Takes the oldest due messages of a kind that nobody holds.
    ///
    /// @param owner who takes them
    /// @param lease how long they are held; afterwards anybody may take them
    List<Claim> claim(String kind, String owner, Duration lease, int limit);

    /// Frees the messages of a kind that an earlier process of the same name held when it died.
    void release(String kind, String owner);

    /// Puts messages away as handled. Says nothing where a claim had run out and another instance
    /// took over.
    void complete(List<Claim> claims);

    /// Gives a message back, to be tried again later: 5 seconds after the first try, doubling up to
    /// 15 minutes.
    ///
    /// @param why for the operator
    void retryLater(Claim claim, String why);

    /// Puts a message away as one that can never be handled.
    ///
    /// @param why for the operator
    void giveUp(Claim claim, String why);

    /// What became of a message that was put.
    enum Receipt {
        /// stored now
        NEW,
        /// known from before
        KNOWN
    }
}
