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
/// compare and the numbers of aggregate checks leave a quarter of it. All of these come at an even
/// pace, numbers before looks and looks before what adorns, so that they keep nobody's work
/// waiting: what fifty pull requests that come at once need for their aggregate checks and runs is
/// there, and so is what tells of steps that people wait for. As many points as looks at some fifty
/// runs take are theirs to ask for like work, so that work without end does not keep what got lost
/// from being found.
///
/// Whether check runs count as content, of which GitHub takes 80 a minute and 500 an hour, it does
/// not say. Where it asks to slow down twice though by our count there is room, they may; so for an
/// hour, and longer each time, only what somebody waits for is written: of a pull request its
/// aggregate check as it begins, goes on and ends.
final class Budget {

    private static final int MOST_POINTS = 800;
    private static final int WRITE = 5;
    private static final double PACE = 6;
    private static final double MOST_AT_ONCE = 65;
    private static final int RESERVE_PART = 10;
    private static final int UNPACED = -1;
    private static final int LOOKS_LIKE_WORK = 60;

    /// A minute, and what calls may be under way.
    private static final Duration MINUTE = Duration.ofSeconds(62);

    private static final Duration SECONDARY = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration SPARING = Duration.ofHours(1);
    private static final Duration MOST_SPARING = Duration.ofHours(24);

    /// What is refused together was under way together.
    private static final Duration TOGETHER = Duration.ofSeconds(10);

    private final Clock clock;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private int points = MOST_POINTS;
    private double pace = MOST_AT_ONCE;
    private Instant paced;
    private int hourLimit = 5000;
    private int hourLeft = 5000;
    private Instant hourEnds = Instant.MIN;
    private Instant closedUntil = Instant.MIN;
    private int secondaryInARow;
    private Instant sparingUntil = Instant.MIN;
    private Duration sparing = SPARING;
    private Instant unforeseen = Instant.MIN;

    Budget(Clock clock) {
        this.clock = clock;
        this.paced = clock.instant();
    }

    /// @param at when
    /// @param points how many
    /// @param looks whether only to compare
    private record Spent(Instant at, int points, boolean looks) {}

    /// What waits for a call.
    enum Use {
        /// nothing: it shows more than what has to be seen
        DETAIL(MOST_POINTS / 2, 2, WRITE),
        /// nothing, as long as no message was lost: it compares what is known with GitHub
        LOOK(MOST_POINTS / 4, RESERVE_PART, WRITE),
        /// people who watch: the numbers of what goes on
        PROGRESS(MOST_POINTS / 4, 4, 0),
        /// people who want to know of a step, such as a target that begins
        NEWS(MOST_POINTS * 3 / 8, RESERVE_PART, UNPACED),
        /// what is to run
        WORK(0, RESERVE_PART, UNPACED),
        /// a person's merge, or approval
        VERDICT(0, Integer.MAX_VALUE, UNPACED);

        private final int pointsKept;
        private final int partKept;
        private final int paceKept;

        /// @param pointsKept points of the minute that are left to others
        /// @param partKept which part of the hour's calls is left to others
        /// @param paceKept points of the even pace that are left to others, or [#UNPACED]
        Use(int pointsKept, int partKept, int paceKept) {
            this.pointsKept = pointsKept;
            this.partKept = partKept;
            this.paceKept = paceKept;
        }

        /// Whether nobody misses it.
        boolean adorns() {
            return this == DETAIL || this == PROGRESS;
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
        if (use.adorns() && now.isBefore(sparingUntil)) {
            return Optional.of(sparingUntil);
        }
        if (hourLeft <= hourLimit / use.partKept && now.isBefore(hourEnds)) {
            return Optional.of(hourEnds);
        }
        var cost = writes ? WRITE : 1;
        var wanted = cost + pointsKept(use);
        if (points < wanted) {
            return Optional.of(free(wanted));
        }
        if (use.paceKept != UNPACED) {
            if (pace < cost + use.paceKept) {
                return Optional.of(now.plusMillis(millis(cost + use.paceKept - pace)));
            }
            pace -= cost;
        }
        spend(now, cost, use == Use.LOOK);
        hourLeft--;
        return Optional.empty();
    }

    private int pointsKept(Use use) {
        return use == Use.LOOK && looked() < LOOKS_LIKE_WORK ? 0 : use.pointsKept;
    }

    private int looked() {
        return spent.stream().filter(Spent::looks).mapToInt(Spent::points).sum();
    }

    private void spend(Instant now, int cost, boolean looks) {
        points -= cost;
        spent.add(new Spent(now, cost, looks));
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

    /// GitHub asked to slow down at a write for which there was room by our count.
    ///
    /// @return until when only what somebody waits for is written, where that begins now
    synchronized Optional<Instant> unforeseen() {
        var now = clock.instant();
        if (now.isBefore(sparingUntil) || now.isBefore(unforeseen.plus(TOGETHER))) {
            return Optional.empty();
        }
        var again = now.isBefore(unforeseen.plus(SPARING));
        unforeseen = now;
        if (!again) {
            return Optional.empty();
        }
        var lately = now.isBefore(sparingUntil.plus(MOST_SPARING));
        var doubled = sparing.multipliedBy(2);
        sparing = !lately ? SPARING : doubled.compareTo(MOST_SPARING) < 0 ? doubled : MOST_SPARING;
        sparingUntil = now.plus(sparing);
        return Optional.of(sparingUntil);
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
