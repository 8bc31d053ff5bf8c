package dev.muster.people;

import dev.muster.access.Secret;

import java.time.Duration;
import java.util.Optional;

/// The browsers that people signed in with, and those that are about to be. Of what a browser keeps
/// only a hash is kept here.
public interface Sessions {

    /// A browser that nobody used for so long is nobody's.
    Duration IDLE = Duration.ofDays(3);

    /// A browser is nobody's after so long, however it is used.
    Duration LONGEST = Duration.ofDays(30);

    /// Somebody who was sent to GitHub comes back within this time, or begins anew.
    Duration PENDING = Duration.ofMinutes(10);

    /// How many may be on their way at once; of more the oldest have to begin anew.
    int MOST_PENDING = 10_000;

    /// A browser is on its way to GitHub.
    ///
    /// @param state the hash of what it brings back
    /// @param back where it goes afterwards
    void begin(String state, String back);

    /// A browser came back; it cannot come back twice.
    ///
    /// @return where it goes; nothing where it never began, took too long, or was back before
    Optional<String> finish(String state);

    /// A browser becomes somebody's.
    Secret open(Person person);

    /// Whose browser it is; nobody's where it is unknown, or was unused or used for too long.
    Optional<Person> owner(Secret session);

    /// A browser is nobody's any more.
    void close(Secret session);

    /// All of somebody's browsers are nobody's any more.
    void closeAll(Person person);
}
