package dev.muster.actions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// When the jobs of runs are read.
///
/// A look at a run that did not change costs nothing of GitHub's hour; one at its jobs costs a call
/// for each hundred. So jobs are read at each look up to a hundred, less often where there are
/// more, and once the run is over.
final class JobReads {

    /// How often a run is looked at, so that it is at least every two minutes.
    static final Duration LOOK_EVERY = Duration.ofSeconds(100);

    private static final int HUNDRED = 100;

    /// A run that is open is asked about much more often.
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final Map<String, Read> reads = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile boolean begun;

    /// @param at when its jobs were read, or it was first asked about
    /// @param askedAt when it was last asked about
    private record Read(Instant at, Instant askedAt) {}

    JobReads(Clock clock) {
        this.clock = clock;
    }

    /// All runs were looked at since this process began. What nobody asks about any more is over.
    void roundOver() {
        begun = true;
        var since = clock.instant().minus(FORGET_AFTER);
        reads.values().removeIf(it -> it.askedAt().isBefore(since));
    }

    void read(String run) {
        var now = clock.instant();
        reads.put(run, new Read(now, now));
    }

    /// A run that was asked for a moment ago has nothing to tell yet; one from before this process
    /// began may have.
    ///
    /// @param number of its jobs
    Workflows.Jobs next(String run, int number) {
        var hundreds = Math.ceilDiv(number, HUNDRED);
        if (hundreds <= 1 || !begun) {
            return Workflows.Jobs.READ;
        }
        var now = clock.instant();
        var last =
                reads.merge(run, new Read(now, now), (old, it) -> new Read(old.at(), it.askedAt()));
        var due = last.at().plus(LOOK_EVERY.multipliedBy((long) hundreds * hundreds));
        return now.isBefore(due) ? Workflows.Jobs.WHEN_OVER : Workflows.Jobs.READ;
    }
}
