package dev.muster.adapter.github;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// How many calls one installation may make: GitHub's limits, kept with room to spare and corrected
/// by what GitHub's answers say.
///
/// GitHub allows 900 points a minute, of which a write costs 5, and a number of calls an hour that
/// the answers tell (docs: "Rate limits for the REST API"). Of the points a hundred stay unused in
/// every minute, whenever it begins, and a tenth of the hour's calls is kept for verdicts. What
/// only adorns takes no more than half of the hour and leaves half of the minute; looks that only
/// compare leave a quarter of it. Both come at an even pace, so that they keep nobody's work
/// waiting: what fifty pull requests that come at once need for their aggregate checks and runs is
/// there.
final class Budget {

    private static final int MOST_POINTS = 800;
    private static final int WRITE = 5;
    private static final double PACE = 6;
    private static final double MOST_AT_ONCE = 60;
    private static final int RESERVE_PART = 10;

    /// A minute, and what calls may be under way.
    private static final Duration MINUTE = Duration.ofSeconds(62);

    private static final Duration SECONDARY = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Clock clock;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private int points = MOST_POINTS;
    private double pace = MOST_AT_ONCE;
    private Instant paced;
    private int hourLimit = 5000;
    private int hourLeft = 5000;
    private Instant hourEnds = Instant.MIN;
    private Instant closedUntil = Instant.MIN;
    private Instant detailTurn = Instant.EPOCH;
    private int secondaryInARow;

    Budget(Clock clock) {
        this.clock = clock;
        this.paced = clock.instant();
    }

    /// @param at when
    /// @param points how many
    private record Spent(Instant at, int points) {}

    /// What waits for a call.
    enum Use {
        /// nothing: it shows more than what has to be seen
        DETAIL(MOST_POINTS / 2, 2, true),
        /// nothing, as long as no message was lost: it compares what is known with GitHub
        LOOK(MOST_POINTS / 4, RESERVE_PART, true),
        /// progress
        WORK(0, RESERVE_PART, false),
        /// a person's merge
        VERDICT(0, Integer.MAX_VALUE, false);

        private final int pointsKept;
        private final int partKept;
        private final boolean paced;

        /// @param pointsKept points of the minute that are left to others
        /// @param partKept which part of the hour's calls is left to others
        /// @param paced whether it comes at an even pace
        Use(int pointsKept, int partKept, boolean paced) {
            this.pointsKept = pointsKept;
            this.partKept = partKept;
            this.paced = paced;
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
        if (points < cost + use.pointsKept) {
            return Optional.of(turn(free(cost + use.pointsKept), use));
        }
        if (use.paced) {
            if (pace < cost) {
                return Optional.of(turn(now.plusMillis(millis(cost - pace)), use));
            }
            pace -= cost;
        }
        spend(now, cost);
        hourLeft--;
        return Optional.empty();
    }

    private void spend(Instant now, int cost) {
        points -= cost;
        spent.add(new Spent(now, cost));
    }

    /// When so many points will be there, for others are a minute old by then.
    private Instant free(int wanted) {
        var there = points;
        for (var one : spent) {
            there += one.points();
            if (there >= wanted) {
                return one.at().plus(MINUTE);
            }
        }
        throw new IllegalStateException("nobody needs " + wanted + " points");
    }

    private static long millis(double points) {
        return (long) Math.ceil(points / PACE * 1000);
    }

    /// Many that only adorn wait at once: they are told to come one after the other, for all would
    /// find room for one.
    private Instant turn(Instant at, Use use) {
        if (use != Use.DETAIL) {
            return at;
        }
        var next = later(at, detailTurn.plusMillis(millis(WRITE)));
        detailTurn = next.isAfter(at.plus(SECONDARY)) ? at : next;
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
        return new Left(
                hourLimit,
                Math.max(0, hourLeft),
                hourEnds.equals(Instant.MIN) ? null : hourEnds,
                MOST_POINTS,
                points,
                spent.isEmpty() ? null : spent.getLast().at().plus(MINUTE),
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
        while (!spent.isEmpty() && !spent.getFirst().at().plus(MINUTE).isAfter(now)) {
            points += spent.removeFirst().points();
        }
        var seconds = Duration.between(paced, now).toMillis() / 1000.0;
        if (seconds > 0) {
            pace = Math.min(MOST_AT_ONCE, pace + seconds * PACE);
            paced = now;
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
