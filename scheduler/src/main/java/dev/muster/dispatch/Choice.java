package dev.muster.dispatch;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Chooses which of the due tasks are claimed: pure.
public final class Choice {

    private static final Comparator<Candidate> URGENCY =
            Comparator.comparingInt(Candidate::priority)
                    .thenComparing(Candidate::enqueuedAt)
                    .thenComparing(Candidate::task);

    private Choice() {}

    /// The most urgent candidates that fit, most urgent first.
    ///
    /// @param inUse how many tasks of each pool are claimed already, by whichever instance
    /// @param room the most to choose
    public static List<Candidate> of(
            List<Candidate> candidates, Map<Pool, Integer> inUse, int room) {
        var used = new HashMap<>(inUse);
        var chosen = new ArrayList<Candidate>();
        for (var candidate : candidates.stream().sorted(URGENCY).toList()) {
            if (chosen.size() == room) {
                break;
            }
            var taken = used.getOrDefault(candidate.pool(), 0);
            if (candidate.capacity() == null || taken < candidate.capacity()) {
                used.put(candidate.pool(), taken + 1);
                chosen.add(candidate);
            }
        }
        return List.copyOf(chosen);
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
