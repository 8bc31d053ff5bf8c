package dev.muster.simulate;

import dev.muster.core.backfill.Capacity;
import dev.muster.core.backfill.Capacity.Pool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/// The runners of each platform, and what is queued for them.
final class Pools {

    private final Map<String, Integer> runners;
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, PriorityQueue<Queued>> queues = new HashMap<>();
    private long number;

    Pools(Map<String, Integer> runners) {
        this.runners = runners;
    }

    /// A run that waits for a runner.
    ///
    /// @param target place of the target
    /// @param commit place of the commit
    /// @param priority lower first
    /// @param number the order in which runs were queued
    record Queued(int target, int commit, int priority, long number, boolean landed) {

        static final Comparator<Queued> URGENCY =
                Comparator.comparingInt(Queued::priority).thenComparingLong(Queued::number);
    }

    void queue(String platform, int target, int commit, int priority, boolean landed) {
        queues.computeIfAbsent(platform, _ -> new PriorityQueue<>(Queued.URGENCY))
                .add(new Queued(target, commit, priority, number++, landed));
    }

    /// What is queued for a target because a commit landed is to run on a newer one instead, in its
    /// place in line.
    ///
    /// @return the commit that it was queued for; -1 where nothing is queued so
    int rebind(String platform, int target, int commit) {
        var queue = queues.get(platform);
        if (queue == null) {
            return -1;
        }
        for (var it : queue) {
            if (it.target() == target && it.landed()) {
                queue.remove(it);
                queue.add(new Queued(target, commit, it.priority(), it.number(), true));
                return it.commit();
            }
        }
        return -1;
    }

    /// What a free runner of the platform takes now.
    Queue<Queued> take(String platform) {
        var taken = new ArrayDeque<Queued>();
        var queue = queues.get(platform);
        while (queue != null && !queue.isEmpty() && free(platform) > 0) {
            taken.add(queue.poll());
            running.merge(platform, 1, Integer::sum);
        }
        return taken;
    }

    void release(String platform) {
        running.merge(platform, -1, Integer::sum);
    }

    private int free(String platform) {
        return runners.getOrDefault(platform, 1) - running.getOrDefault(platform, 0);
    }

    /// The room for backfill: runners that nothing queued will take.
    Capacity room() {
        var free = new HashMap<Pool, Integer>();
        var urgent = new HashMap<Pool, Integer>();
        var total = 0;
        for (var platform : runners.keySet()) {
            var queue = queues.get(platform);
            var room = Math.max(0, free(platform) - (queue == null ? 0 : queue.size()));
            free.put(new Pool(Board.REPO, platform), room);
            urgent.put(
                    new Pool(Board.REPO, platform),
                    Math.max(0, runners.getOrDefault(platform, 1) - urgent(queue)));
            total += room;
        }
        return new Capacity(total, free, urgent, Map.of());
    }

    private static int urgent(@Nullable PriorityQueue<Queued> queue) {
        return queue == null
                ? 0
                : (int) queue.stream().filter(it -> it.priority() <= Simulation.URGENT).count();
    }

    Iterable<String> platforms() {
        return runners.keySet();
    }
}
