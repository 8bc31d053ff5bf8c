package dev.muster.core.backfill;

import dev.muster.core.backfill.Capacity.Pool;

import java.util.ArrayList;
import java.util.List;

/// Chooses which waiting tasks run next: pure.
///
/// The best offer of the repository that has least goes first, as long as there is room. One turn
/// in [#RESERVE] belongs to the task that waits longest, whatever it is worth, so nothing waits
/// forever: a task before which `m` others wait is picked within `RESERVE × (m + 1)` picks.
public final class Backfill {

    /// Every so many picks, one goes to what waits longest.
    public static final int RESERVE = 16;

    private final List<Ranked> ranked = new ArrayList<>();
    private final Strategy strategy;
    private final Capacity capacity;
    private final int mostOfBranch;

    private Backfill(List<Grid> grids, Strategy strategy, Capacity capacity, int mostOfBranch) {
        this.strategy = strategy;
        this.capacity = capacity;
        this.mostOfBranch = mostOfBranch;
        grids.forEach(this::rank);
        ranked.sort(Ranked.BEST_FIRST);
    }

    private void rank(Grid grid) {
        var ofBranch = new ArrayList<Ranked>();
        for (var column : grid.columns()) {
            var pool = new Pool(grid.repo(), column.platform());
            if (capacity.of(pool) + capacity.urgentOf(pool) <= 0) {
                continue;
            }
            for (var offer : strategy.offers(grid, column)) {
                ofBranch.add(Ranked.of(grid, column, offer));
            }
        }
        if (ofBranch.size() > mostOfBranch) {
            ofBranch.sort(Ranked.BEST_FIRST);
            ranked.addAll(ofBranch.subList(0, mostOfBranch));
        } else {
            ranked.addAll(ofBranch);
        }
    }

    /// The tasks that are to run now, most urgent first; of a target on a branch at most one, and
    /// the one that waits longest.
    ///
    /// @param grids the branches
    /// @param capacity the room there is
    /// @param turn how many picks were made before
    public static List<Pick> choose(
            List<Grid> grids, Strategy strategy, Capacity capacity, long turn) {
        return new Backfill(grids, strategy, capacity, strategy.mostOfBranch()).picks(turn);
    }

    private List<Pick> picks(long turn) {
        var shares = new Shares(ranked, capacity, strategy.fair());
        var room = new Room(capacity);
        var picks = new ArrayList<Pick>();
        while (true) {
            var reserved =
                    strategy.fair() && Math.floorMod(turn + picks.size(), RESERVE) == RESERVE - 1;
            var next = reserved ? shares.longest(room::fits) : shares.best(room::fits);
            if (next.isEmpty()) {
                return picks;
            }
            room.take(next.get());
            picks.add(next.get().pick());
        }
    }

    /// Why a task waits and what goes before it; for one that no offer names, why not.
    ///
    /// @param grids the branches
    /// @param grid the one of the task
    /// @param column the task's target
    /// @param row the task's commit
    public static Wait wait(
            List<Grid> grids, Strategy strategy, Grid grid, Column column, int row) {
        if (!column.traits().backfill()) {
            return new Wait.NotBackfilled();
        }
        var unbounded = Capacity.of(Integer.MAX_VALUE);
        var all = new Backfill(grids, strategy, unbounded, Integer.MAX_VALUE).ranked;
        var pool = new Pool(grid.repo(), column.platform());
        var ahead = 0;
        var minutes = 0.0;
        for (var other : all) {
            if (other.column() == column && other.grid() == grid && other.offer().row() == row) {
                var offer = other.offer();
                return new Wait.Behind(offer.cause(), offer.size(), ahead, minutes);
            }
            if (other.pool().equals(pool)) {
                ahead++;
                minutes += other.minutes();
            }
        }
        if (column.has(Slot.ACTIVE)) {
            return new Wait.ForResult();
        }
        return strategy.offers(grid, column).isEmpty()
                ? new Wait.LeftAlone()
                : new Wait.ForOthers();
    }
}
