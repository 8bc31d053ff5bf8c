package dev.muster.adapter.github;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How many calls one installation may make: GitHub's limits, kept with room to spare and corrected
/// by what GitHub's answers say.
///
/// GitHub allows 900 points a minute, of which a write costs 5, and a number of calls an hour that
/// the answers tell (docs: "Rate limits for the REST API"). A fifth of the minute's points stays
/// unused, and a tenth of the hour's calls is kept for verdicts. What only adorns takes no more
/// than the first ninth of the minute and half of the hour, so that it keeps nobody's work waiting:
/// what fifty pull requests that come at once need for their aggregate checks and runs is there.
final class Budget {

    private static final double POINTS_A_SECOND = 720 / 60.0;
    private static final double MOST_POINTS = 720;
    private static final int WRITE = 5;
    private static final int RESERVE_PART = 10;
    private static final Duration SECONDARY = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Clock clock;
    private double points = MOST_POINTS;
    private Instant counted;
    private int hourLimit = 5000;
    private int hourLeft = 5000;
    private Instant hourEnds = Instant.MIN;
    private Instant closedUntil = Instant.MIN;
    private Instant detailTurn = Instant.EPOCH;
    private int secondaryInARow;

    Budget(Clock clock) {
        this.clock = clock;
        this.counted = clock.instant();
    }

    /// What waits for a call.
    enum Use {
        /// nothing: it shows more than what has to be seen
        DETAIL(MOST_POINTS * 8 / 9, 2),
        /// progress
        WORK(0, RESERVE_PART),
        /// a person's merge
        VERDICT(0, Integer.MAX_VALUE);

        private final double pointsKept;
        private final int partKept;

        /// @param pointsKept points of the minute that are left to others
        /// @param partKept which part of the hour's calls is left to others
        Use(double pointsKept, int partKept) {
            this.pointsKept = pointsKept;
            this.partKept = partKept;
        }
    }

    /// Takes what a call costs.
    ///
    /// @return when to ask again, where there is no room now
    synchronized Optional<Instant> take(boolean writes, Use use) {
        var now = clock.instant();
        refill(now);
        if (now.isBefore(closedUntil)) {
            return Optional.of(closedUntil);
        }
        if (hourLeft <= hourLimit / use.partKept && now.isBefore(hourEnds)) {
            return Optional.of(hourEnds);
        }
        var cost = writes ? WRITE : 1;
        var wanted = cost + use.pointsKept;
        if (points < wanted) {
            return Optional.of(turn(now, (wanted - points) / POINTS_A_SECOND, use));
        }
        points -= cost;
        hourLeft--;
        return Optional.empty();
    }

    /// When there will be room. Many that only adorn wait at once: they are told to come one after
    /// the other, for all would find room for one.
    private Instant turn(Instant now, double seconds, Use use) {
        var at = now.plusMillis((long) Math.ceil(seconds * 1000));
        if (use != Use.DETAIL) {
            return at;
        }
        var next = later(at, detailTurn.plusMillis((long) (WRITE / POINTS_A_SECOND * 1000)));
        detailTurn = next.isAfter(now.plus(SECONDARY)) ? at : next;
        return detailTurn;
    }

    /// Learns what an answer says of the hour.
    synchronized void told(int limit, int left, Instant reset) {
        hourLimit = limit;
        hourLeft = left;
        hourEnds = reset;
        secondaryInARow = 0;
    }

    /// The hour's calls are used up.
    ///
    /// @return when to try again
    synchronized Instant usedUp(Instant reset) {
        closedUntil = later(closedUntil, reset);
        return closedUntil;
    }

    /// GitHub asked to slow down.
    ///
    /// @param retryAfter what it said; zero where it said nothing: a minute, doubled each time
    /// @return when to try again
    synchronized Instant slowDown(Duration retryAfter) {
        if (!retryAfter.isPositive() && clock.instant().isBefore(closedUntil)) {
            // Several were on their way at once: that is one request to slow down.
            return closedUntil;
        }
        var pause =
                retryAfter.isPositive()
                        ? retryAfter
                        : SECONDARY.multipliedBy(1L << Math.min(secondaryInARow, 4));
        secondaryInARow++;
        var shortened = pause.compareTo(LONGEST) < 0 || retryAfter.isPositive() ? pause : LONGEST;
        closedUntil = later(closedUntil, clock.instant().plus(shortened));
        return closedUntil;
    }

    /// How it stands.
    synchronized Left left() {
        refill(clock.instant());
        var missing = (long) Math.ceil((MOST_POINTS - points) / POINTS_A_SECOND * 1000);
        return new Left(
                hourLimit,
                Math.max(0, hourLeft),
                hourEnds.equals(Instant.MIN) ? null : hourEnds,
                (int) MOST_POINTS,
                (int) points,
                missing <= 0 ? null : counted.plusMillis(missing),
                closedUntil.equals(Instant.MIN) ? null : closedUntil);
    }

    /// What is left to an installation.
    ///
    /// @param hourLimit calls an hour
    /// @param hour calls that are left of them
    /// @param hourEnds when there will be all of them again; null: GitHub did not say yet
    /// @param minuteLimit points a minute
    /// @param minute points that are left of them
    /// @param minuteFull when there will be all of them again; null: there are
    /// @param pausedUntil until when nothing is asked; null: that was never so
    record Left(
            int hourLimit,
            int hour,
            @Nullable Instant hourEnds,
            int minuteLimit,
            int minute,
            @Nullable Instant minuteFull,
            @Nullable Instant pausedUntil) {}

    private void refill(Instant now) {
        var seconds = Duration.between(counted, now).toMillis() / 1000.0;
        if (seconds > 0) {
            points = Math.min(MOST_POINTS, points + seconds * POINTS_A_SECOND);
            counted = now;
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
