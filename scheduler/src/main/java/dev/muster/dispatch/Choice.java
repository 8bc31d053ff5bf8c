package dev.muster.dispatch;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Chooses which of the due tasks are claimed: pure.
///
/// The most urgent go first, so pull requests before what landed. Among equally urgent ones it is
/// the turn of the repository that has least with the runners, so that none keeps another out.
public final class Choice {

    private static final Comparator<Candidate> URGENCY =
            Comparator.comparingInt(Candidate::priority)
                    .thenComparing(Candidate::enqueuedAt)
                    .thenComparing(Candidate::task);

    private Choice() {}

    /// The most urgent candidates that fit, in the order in which they are chosen.
    ///
    /// @param inUse how many tasks of each pool are claimed already, by whichever instance
    /// @param room the most to choose
    public static List<Candidate> of(
            List<Candidate> candidates, Map<Pool, Integer> inUse, int room) {
        var used = new HashMap<>(inUse);
        var shares = new HashMap<Long, Integer>();
        inUse.forEach((pool, count) -> shares.merge(pool.repository(), count, Integer::sum));
        var lines = new HashMap<Long, Deque<Candidate>>();
        for (var candidate : candidates.stream().sorted(URGENCY).toList()) {
            lines.computeIfAbsent(candidate.pool().repository(), _ -> new ArrayDeque<>())
                    .add(candidate);
        }
        var chosen = new ArrayList<Candidate>();
        while (chosen.size() < room) {
            lines.values().forEach(line -> dropFull(line, used));
            lines.values().removeIf(Deque::isEmpty);
            if (lines.isEmpty()) {
                break;
            }
            var next = lines.values().stream().map(Deque::element).min(turn(shares)).orElseThrow();
            lines.getOrDefault(next.pool().repository(), new ArrayDeque<>()).remove();
            used.merge(next.pool(), 1, Integer::sum);
            shares.merge(next.pool().repository(), 1, Integer::sum);
            chosen.add(next);
        }
        return List.copyOf(chosen);
    }

    /// Lets go of those at the head of a line whose pool is full.
    private static void dropFull(Deque<Candidate> line, Map<Pool, Integer> used) {
        while (!line.isEmpty() && !fits(line.element(), used)) {
            line.remove();
        }
    }

    private static boolean fits(Candidate candidate, Map<Pool, Integer> used) {
        var capacity = candidate.capacity();
        return capacity == null || used.getOrDefault(candidate.pool(), 0) < capacity;
    }

    private static Comparator<Candidate> turn(Map<Long, Integer> shares) {
        return Comparator.comparingInt(Candidate::priority)
                .thenComparingInt(it -> shares.getOrDefault(it.pool().repository(), 0))
                .thenComparing(URGENCY);
    }

    /// What a capacity bounds: a platform of a repository.
    ///
    /// @param repository its row number
    /// @param platform the platform's name
    public record Pool(long repository, String platform) {}

    /// A due task.
    ///
    /// @param task its name
    /// @param pool what its capacity bounds
    /// @param priority lower first
    /// @param enqueuedAt since when it is queued
    /// @param capacity the most tasks of its pool at once; null: unbounded
    public record Candidate(
            String task, Pool pool, int priority, Instant enqueuedAt, @Nullable Integer capacity) {}
}
