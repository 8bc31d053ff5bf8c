package dev.muster.core.backfill;

import dev.muster.plan.SchedulingPolicy;

import java.util.List;

/// Cocoon's order: see the explanation of backfill for where it is mended.
final class CocoonOffers {

    private CocoonOffers() {}

    static List<Offer> of(Grid grid, Column column) {
        if (!column.traits().backfill()
                || column.traits().policy() != SchedulingPolicy.BATCH
                || column.has(Slot.ACTIVE)) {
            return List.of();
        }
        var waiting = column.newest(Slot.WAITING, 0);
        if (waiting < 0) {
            return List.of();
        }
        var cause = cause(grid, column, waiting);
        var tier = 35 - cause.priority();
        return List.of(new Offer(waiting, cause, 1, tier + chance(grid, column, waiting)));
    }

    private static Cause cause(Grid grid, Column column, int waiting) {
        var complete = newestComplete(column);
        if (complete > waiting && isFailure(column.slots().get(complete))) {
            return Cause.RECENT_FAILURE;
        }
        if (grid.release()) {
            return Cause.RELEASE_BRANCH;
        }
        return waiting == 0 ? Cause.NEWEST_COMMIT : Cause.GAP;
    }

    private static int newestComplete(Column column) {
        for (var row = 0; row < column.slots().size(); row++) {
            switch (column.slots().get(row)) {
                case PASSED, FAILED, BROKEN_OFF, NEUTRAL -> {
                    return row;
                }
                case NONE, WAITING, ACTIVE, SKIPPED -> {}
            }
        }
        return -1;
    }

    private static boolean isFailure(Slot slot) {
        return slot == Slot.FAILED || slot == Slot.BROKEN_OFF;
    }

    /// In place of dice: a number of the commit and the target, from 0 to 1.
    static double chance(Grid grid, Column column, int row) {
        var hash = 31 * grid.rows().get(row).sha().value().hashCode() + column.target().hashCode();
        var mixed = (hash ^ (hash >>> 16)) * 0x45d9f3b;
        return ((mixed ^ (mixed >>> 16)) & 0x7fffffff) / (double) 0x80000000L;
    }
}
