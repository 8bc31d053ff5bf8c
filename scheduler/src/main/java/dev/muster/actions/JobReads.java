package dev.muster.actions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// When the jobs of runs are read.
///
/// A look at a run that did not change costs nothing of GitHub's hour; one at its jobs costs a call
/// for each hundred. So jobs are read at each look up to a hundred, and once the run is over. Those
/// of larger runs are, too, as long as this costs a fifth of GitHub's hour at most; where there are
/// more of them at once, they are read less often, those of the largest most so.
final class JobReads {

    /// How often a run is looked at, so that it is at least every two minutes.
    static final Duration LOOK_EVERY = Duration.ofSeconds(100);

    private static final int HUNDRED = 100;

    /// For one of the thousand pages an hour that larger runs have.
    private static final Duration FOR_A_PAGE = Duration.ofHours(1).dividedBy(1_000);

    /// Whoever was not asked about for so long is over.
    private static final Duration GOES_ON = LOOK_EVERY.multipliedBy(2);

    /// A run that is open is asked about much more often.
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final Map<String, Read> reads = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile boolean begun;

    /// @param at when its jobs were read, or it was first asked about
    /// @param askedAt when it was last asked about
    /// @param pages how many its jobs fill
    private record Read(Instant at, Instant askedAt, int pages) {

        Read and(Read later) {
            return new Read(at, later.askedAt, later.pages);
        }
    }

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
        reads.computeIfPresent(run, (_, old) -> new Read(now, now, old.pages()));
    }

    /// A run that was asked for a moment ago has nothing to tell yet; one from before this process
    /// began may have.
    ///
    /// @param number of its jobs
    Workflows.Jobs next(String run, int number) {
        var pages = Math.ceilDiv(number, HUNDRED);
        if (pages <= 1) {
            return Workflows.Jobs.READ;
        }
        var now = clock.instant();
        var last = reads.merge(run, new Read(now, now, pages), Read::and);
        var due = last.at().plus(pause(pages, now));
        return begun && now.isBefore(due) ? Workflows.Jobs.WHEN_OVER : Workflows.Jobs.READ;
    }

    private Duration pause(int pages, Instant now) {
        var since = now.minus(GOES_ON);
        var all =
                reads.values().stream()
                        .filter(it -> it.askedAt().isAfter(since))
                        .mapToLong(Read::pages)
                        .sum();
        var fair = FOR_A_PAGE.multipliedBy(all);
        var longest = LOOK_EVERY.multipliedBy((long) pages * pages);
        var pause = fair.compareTo(longest) < 0 ? fair : longest;
        return pause.compareTo(LOOK_EVERY) < 0 ? LOOK_EVERY : pause;
    }
}
