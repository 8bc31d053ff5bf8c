package dev.muster.dispatch;

import dev.muster.core.ci.AttemptKey;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tasks that are to run now.
public interface DispatchQueue {

    /// Claims the most urgent due tasks that fit: no platform of a repository beyond its capacity,
    /// no instance beyond its room. Each gets its next attempt in the same transaction.
    List<Held> claim(DispatchSettings settings);

    /// The attempts in the hands of this instance, and those whose instance was not heard of for a
    /// lease, which are taken over. Their leases begin anew.
    List<Held> renew(DispatchSettings settings);

    /// The attempt, if this instance holds it.
    Optional<Held> held(AttemptKey attempt, String owner);

    /// The attempts of an instance that somebody asked to stop.
    List<Held> unwanted(String owner);

    /// Whether an attempt is not final, whoever holds it.
    boolean isOpen(AttemptKey attempt);

    /// Everything the runner needs for attempts of one commit; those are left out whose
    /// configuration cannot be read any more.
    Map<AttemptKey, Assignment> assignments(List<Held> held);

    /// Notes the runner's own name for the execution.
    void accepted(Held held, String build);

    /// Takes an attempt back that the runner had no room for, as if it had not been claimed.
    void putBack(Held held, Duration retryAfter);
}
