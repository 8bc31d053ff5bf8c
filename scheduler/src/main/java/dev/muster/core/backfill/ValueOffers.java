package dev.muster.core.backfill;

import dev.muster.core.culprit.CulpritSearch;
import dev.muster.core.culprit.Finding;
import dev.muster.core.culprit.Noise;
import dev.muster.core.culprit.Sighting;
import dev.muster.core.culprit.Suspect;
import dev.muster.core.culprit.SuspectRange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What each waiting task of a column buys for its machine time.
///
/// A cause about `n` commits is worth `n²` over the minutes a run takes: running each target at
/// intervals that grow with the root of its duration makes the mean delay of all least.
final class ValueOffers {

    private static final double SUSPECTS = 16;
    private static final double RED = 6;
    private static final double TRIAL = 3;
    private static final double RELEASE = 2;
    private static final double GAP = 0.01;

    private final Grid grid;
    private final Column column;
    private final List<Offer> offers = new ArrayList<>();
    private final double minutes;

    private ValueOffers(Grid grid, Column column) {
        this.grid = grid;
        this.column = column;
        this.minutes = Math.max(0.1, column.traits().typical().toMillis() / 60_000.0);
    }

    static List<Offer> of(Grid grid, Column column) {
        if (!column.traits().backfill() || !column.has(Slot.WAITING)) {
            return List.of();
        }
        var offers = new ValueOffers(grid, column);
        offers.newest();
        offers.suspects();
        offers.gaps();
        offers.offers.sort(
                Comparator.comparingDouble(Offer::worth).reversed().thenComparing(Offer::row));
        return offers.offers;
    }

    /// The newest waiting task, where nothing at it or above it is known or under way.
    private void newest() {
        var waiting = column.newest(Slot.WAITING, 0);
        var covered = newestCovered();
        if (covered >= 0 && covered < waiting) {
            return;
        }
        var size = (covered < 0 ? column.slots().size() : covered) - waiting;
        offer(waiting, cause(covered), size, weight(covered));
    }

    private Cause cause(int covered) {
        if (isRed(covered)) {
            return Cause.RECENT_FAILURE;
        }
        if (column.traits().trial()) {
            return Cause.PROMOTION;
        }
        return grid.release() ? Cause.RELEASE_BRANCH : Cause.NEWEST_COMMIT;
    }

    private double weight(int covered) {
        return (isRed(covered) ? RED : 1)
                * (column.traits().trial() ? TRIAL : 1)
                * (grid.release() ? RELEASE : 1);
    }

    private boolean isRed(int row) {
        return row >= 0 && column.slots().get(row) == Slot.FAILED;
    }

    private int newestCovered() {
        for (var row = 0; row < column.slots().size(); row++) {
            if (column.slots().get(row).isCovered()) {
                return row;
            }
        }
        return -1;
    }

    /// The probe that tells most of a red target's suspects, one at a time.
    private void suspects() {
        var red = oldestOfRedStreak();
        var good = red < 0 ? -1 : column.newest(Slot.PASSED, red);
        if (good < 0 || column.slots().subList(red, good).contains(Slot.ACTIVE)) {
            return;
        }
        var next = probe(red, good);
        if (next >= 0) {
            offer(next, Cause.SUSPECT_RANGE, good - red, SUSPECTS);
        }
    }

    /// The oldest failure above the newest pass; -1 where the target is not red.
    private int oldestOfRedStreak() {
        var oldest = -1;
        for (var row = 0; row < column.slots().size(); row++) {
            var slot = column.slots().get(row);
            if (slot == Slot.FAILED) {
                oldest = row;
            } else if (slot == Slot.PASSED) {
                return oldest;
            }
        }
        return -1;
    }

    private int probe(int red, int good) {
        var suspects = new ArrayList<Suspect>();
        for (var row = good - 1; row >= red; row--) {
            var commit = grid.rows().get(row);
            suspects.add(Suspect.of(commit.sha(), commit.files(), false));
        }
        var range = new SuspectRange(grid.rows().get(good).sha(), suspects);
        var sightings = List.of(new Sighting(0, true), new Sighting(range.last(), false));
        var noise = Noise.of(column.traits().flakeRate());
        var finding =
                CulpritSearch.of(range, noise, sightings)
                        .finding(place -> column.slots().get(good - place) == Slot.WAITING);
        return finding instanceof Finding.Undecided(var next) ? good - next : -1;
    }

    /// The middle of the longest stretch without a result, and what waits longest: of a target one
    /// task at a time is picked, so no more need be offered.
    private void gaps() {
        var best = -1;
        var size = 0;
        for (var top = 0; top < column.slots().size(); ) {
            var end = end(top);
            var middle = end - top > size ? nearestWaiting(top, end) : -1;
            if (middle >= 0) {
                best = middle;
                size = end - top;
            }
            top = Math.max(end, top + 1);
        }
        if (best >= 0) {
            offer(best, Cause.GAP, size, GAP);
        }
        var oldest = column.slots().lastIndexOf(Slot.WAITING);
        if (!isOffered(oldest)) {
            offer(oldest, Cause.GAP, 1, GAP);
        }
    }

    /// The end of a stretch without a result; the place itself where it has one.
    private int end(int top) {
        var end = top;
        while (end < column.slots().size() && !column.slots().get(end).isCovered()) {
            end++;
        }
        return end;
    }

    /// The waiting task nearest the middle of a stretch that is not offered yet; -1 where there is
    /// none.
    private int nearestWaiting(int top, int end) {
        var best = -1;
        for (var row = top; row < end; row++) {
            if (column.slots().get(row) == Slot.WAITING
                    && !isOffered(row)
                    && (best < 0 || off(row, top, end) < off(best, top, end))) {
                best = row;
            }
        }
        return best;
    }

    private static int off(int row, int top, int end) {
        return Math.abs(2 * row + 1 - top - end);
    }

    private boolean isOffered(int row) {
        for (var offer : offers) {
            if (offer.row() == row) {
                return true;
            }
        }
        return false;
    }

    private void offer(int row, Cause cause, int size, double weight) {
        offers.add(new Offer(row, cause, size, weight * size * size / minutes));
    }
}
