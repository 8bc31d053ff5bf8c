package dev.muster.core.backfill;

import dev.muster.core.backfill.Capacity.Pool;

import java.util.HashMap;
import java.util.Map;

/// The room that is left while picks are made.
final class Room {

    private final Capacity capacity;
    private final Map<Pool, Integer> free = new HashMap<>();
    private final Map<Pool, Integer> urgent = new HashMap<>();
    private int total;

    Room(Capacity capacity) {
        this.capacity = capacity;
        this.total = capacity.total();
    }

    boolean fits(Ranked offer) {
        return hasRoom(offer.pool())
                || (offer.offer().cause().isUrgent() && urgent(offer.pool()) > 0);
    }

    void take(Ranked offer) {
        var pool = offer.pool();
        if (hasRoom(pool)) {
            free.merge(pool, -1, Integer::sum);
            total--;
        } else {
            urgent.merge(pool, -1, Integer::sum);
        }
    }

    private boolean hasRoom(Pool pool) {
        return total > 0 && free.computeIfAbsent(pool, capacity::of) > 0;
    }

    private int urgent(Pool pool) {
        return urgent.computeIfAbsent(pool, capacity::urgentOf);
    }
}
