package dev.muster.dispatch;

import dev.muster.dispatch.Choice.Candidate;
import dev.muster.dispatch.Choice.Pool;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A queue in which urgent tasks arrive on every pool in each turn, more than there is room for.
final class EndlessArrivals {

    /// The most turns that a task runs.
    static final int LONGEST = 3;

    private static final int LANDED = 30;

    private final List<Pool> pools;
    private final Random random;
    private final Map<Pool, @Nullable Integer> capacities = new HashMap<>();
    private final Map<Pool, Long> claimed = new HashMap<>();
    private final List<Candidate> line = new ArrayList<>();
    private final List<Running> running = new ArrayList<>();
    private int names;
    private int turn;

    private record Running(Pool pool, int end) {}

    /// @param before how many of the first pool were claimed
    EndlessArrivals(List<Pool> pools, Random random, long before) {
        this.pools = pools;
        this.random = random;
        claimed.put(pools.getFirst(), before);
    }

    /// A landed commit's task, older than all that arrive later.
    void land(Pool pool, @Nullable Integer capacity) {
        capacities.putIfAbsent(pool, capacity);
        arrive(pool, LANDED);
    }

    private void arrive(Pool pool, int priority) {
        names++;
        line.add(
                new Candidate(
                        "t%09d".formatted(names),
                        pool,
                        priority,
                        Instant.ofEpochSecond(names),
                        capacities.get(pool)));
    }

    /// Some end, more arrive, and what there is room for is claimed.
    void turn(int room) {
        turn++;
        running.removeIf(it -> it.end() <= turn);
        var urgent = new HashMap<Pool, Integer>();
        line.stream()
                .filter(it -> it.priority() < LANDED)
                .forEach(it -> urgent.merge(it.pool(), 1, Integer::sum));
        for (var pool : pools) {
            for (var i = urgent.getOrDefault(pool, 0); i < room; i++) {
                arrive(pool, random.nextBoolean() ? 20 : 10);
            }
        }
        var inUse = new HashMap<Pool, Integer>();
        running.forEach(it -> inUse.merge(it.pool(), 1, Integer::sum));
        for (var it : Choice.of(line, inUse, claimed, room - running.size())) {
            line.remove(it);
            claimed.merge(it.pool(), 1L, Long::sum);
            running.add(new Running(it.pool(), turn + 1 + random.nextInt(LONGEST)));
        }
    }

    boolean oldWaits() {
        return line.stream().anyMatch(it -> it.priority() == LANDED);
    }

    long claimed() {
        return claimed.values().stream().mapToLong(it -> it).sum();
    }
}
