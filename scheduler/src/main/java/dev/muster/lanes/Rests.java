package dev.muster.lanes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The repositories that are left alone for a while, since what waits there found no room just now:
/// the others of the same repository would find none either.
public final class Rests {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Duration rest;
    private final Clock clock;
    private final Map<Long, Instant> until = new ConcurrentHashMap<>();

    /// @param rest how long a repository is left alone
    public Rests(Duration rest, Clock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    /// From now on a repository is left alone.
    public void begin(long repository) {
        until.put(repository, clock.instant().plus(rest));
    }

    /// From now on a repository is left alone for as long as there is no room, within a minute.
    ///
    /// @param room when there is room for one again
    public void begin(long repository, Instant room) {
        var now = clock.instant();
        var soonest = now.plus(rest);
        var latest = now.plus(LONGEST);
        until.put(
                repository,
                room.isBefore(soonest) ? soonest : room.isAfter(latest) ? latest : room);
    }

    /// Those that are left alone at this moment.
    public Set<Long> now() {
        var now = clock.instant();
        until.values().removeIf(end -> !end.isAfter(now));
        return Set.copyOf(until.keySet());
    }
}
