package dev.muster.backfill;

import dev.muster.backfill.BackfillStore.Backlog;
import dev.muster.backfill.BackfillStore.Occupancy;
import dev.muster.core.backfill.Capacity;
import dev.muster.core.backfill.Capacity.Pool;
import dev.muster.core.ci.RepoSlug;

import java.util.HashMap;

/// What is left once all that is queued and running has its place.
///
/// One task of backfill may always stand in line, and one of each platform where there is room: so
/// what waits comes to its turn in the queue although pull requests keep all runners busy for ever.
final class Room {

    private Room() {}

    /// Whether backfill could queue anything: not where it is given no room at all, nor where the
    /// line is so long that even what goes first would only make it longer.
    static boolean any(Occupancy occupancy, int room) {
        return room > 0 && (!rests(occupancy, room) || isIdle(occupancy));
    }

    /// Whether the line is so long that backfill adds nothing.
    static boolean rests(Occupancy occupancy, int room) {
        return occupancy.unclaimed() > most(room);
    }

    /// The most tasks in line with which backfill adds more.
    static long most(int room) {
        return 10L * room;
    }

    /// Whether nothing that backfill queued stands in line, as far as that was counted.
    private static boolean isIdle(Occupancy occupancy) {
        return !occupancy.busy().isEmpty() && occupancy.backfilled().isEmpty();
    }

    static Capacity of(Backlog backlog, Occupancy occupancy, BackfillSettings settings) {
        var room = settings.room();
        var free = new HashMap<Pool, Integer>();
        var urgent = new HashMap<Pool, Integer>();
        for (var grid : backlog.grids()) {
            for (var column : grid.columns()) {
                var pool = new Pool(grid.repo(), column.platform());
                var bound = backlog.bounds().getOrDefault(pool, room);
                var idle = occupancy.backfilled().containsKey(pool) ? 0 : 1;
                free.put(pool, Math.max(idle, bound - occupancy.busy().getOrDefault(pool, 0)));
                urgent.put(pool, Math.min(bound, room) - occupancy.urgent().getOrDefault(pool, 0));
            }
        }
        var inUse = new HashMap<RepoSlug, Integer>();
        occupancy.busy().forEach((pool, count) -> inUse.merge(pool.repo(), count, Integer::sum));
        var left = room - occupancy.mine() - occupancy.unclaimed();
        var total = Math.max(isIdle(occupancy) ? 1 : 0, left);
        return new Capacity(total, free, urgent, inUse, settings.shares());
    }
}
