package dev.muster.dispatch;

import dev.muster.dispatch.Choice.Pool;

import java.util.HashMap;
import java.util.Map;

/// Counts what was claimed, and tells whether the next is the turn of what waits longest.
final class Turns {

    private final Map<Pool, Long> ofPool;
    private final Map<Long, Long> ofRepository = new HashMap<>();
    private long ofAll;

    Turns(Map<Pool, Long> claimed) {
        this.ofPool = new HashMap<>(claimed);
        claimed.forEach(
                (pool, count) -> {
                    ofRepository.merge(pool.repository(), count, Long::sum);
                    ofAll += count;
                });
    }

    boolean ofAll() {
        return isReserved(ofAll);
    }

    boolean ofRepository(Pool pool) {
        return isReserved(ofRepository.getOrDefault(pool.repository(), 0L));
    }

    boolean of(Pool pool) {
        return isReserved(ofPool.getOrDefault(pool, 0L));
    }

    private static boolean isReserved(long before) {
        return Math.floorMod(before, Choice.RESERVE) == Choice.RESERVE - 1;
    }

    void count(Pool pool) {
        ofPool.merge(pool, 1L, Long::sum);
        ofRepository.merge(pool.repository(), 1L, Long::sum);
        ofAll++;
    }
}
