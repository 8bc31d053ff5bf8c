package dev.muster.backfill;

import dev.muster.backfill.BackfillStore.Backlog;
import dev.muster.backfill.BackfillStore.Occupancy;
import dev.muster.core.backfill.Capacity;
import dev.muster.core.backfill.Capacity.Pool;
import dev.muster.core.ci.RepoSlug;

import java.util.HashMap;

/// What is left once all that is queued and running has its place.
final class Room {

    private Room() {}

    /// Whether backfill could queue anything: with more than this many tasks in line for each
    /// place, even what goes first would only make the line longer.
    static boolean any(Occupancy occupancy, int room) {
        return occupancy.unclaimed() <= 10L * room;
    }

    static Capacity of(Backlog backlog, Occupancy occupancy, int room) {
        var free = new HashMap<Pool, Integer>();
        var urgent = new HashMap<Pool, Integer>();
        for (var grid : backlog.grids()) {
            for (var column : grid.columns()) {
                var pool = new Pool(grid.repo(), column.platform());
                var bound = backlog.bounds().getOrDefault(pool, room);
                free.put(pool, bound - occupancy.busy().getOrDefault(pool, 0));
                urgent.put(pool, Math.min(bound, room) - occupancy.urgent().getOrDefault(pool, 0));
            }
        }
        var inUse = new HashMap<RepoSlug, Integer>();
        occupancy.busy().forEach((pool, count) -> inUse.merge(pool.repo(), count, Integer::sum));
        var total = Math.max(0, room - occupancy.mine() - occupancy.unclaimed());
        return new Capacity(total, free, urgent, inUse);
    }
}
