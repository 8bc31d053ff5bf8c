package dev.muster.dispatch;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Chooses which of the due tasks are claimed: pure.
///
/// The most urgent go first, so pull requests before what landed. Among equally urgent ones it is
/// the turn of the repository that has least with the runners, so that none keeps another out.
///
/// Every [#RESERVE]th task that is claimed of all, of a repository or of a platform is instead the
/// one that waits longest there. So nothing waits for ever, however many urgent tasks arrive: where
/// `m` tasks of a platform wait longer, at most `RESERVE × (m + 1)` of that platform are claimed
/// first, and a platform that is passed over has its turn among the others.
public final class Choice {

    /// Of so many claimed tasks one is what waits longest.
    public static final int RESERVE = 8;

    private Choice() {}

    /// The candidates that are claimed, in the order in which they are chosen.
    ///
    /// @param inUse how many tasks of each pool are claimed now, by whichever instance
    /// @param claimed how many tasks of each pool were ever claimed
    /// @param room the most to choose
    public static List<Candidate> of(
            List<Candidate> candidates,
            Map<Pool, Integer> inUse,
            Map<Pool, Long> claimed,
            int room) {
        return of(candidates, inUse, claimed, Map.of(), room);
    }

    /// The same, where repositories have shares of their own.
    ///
    /// @param shares of repositories by row number; the others have 1
    public static List<Candidate> of(
            List<Candidate> candidates,
            Map<Pool, Integer> inUse,
            Map<Pool, Long> claimed,
            Map<Long, Integer> shares,
            int room) {
        var lines = new Lines(candidates, inUse, claimed, shares);
        var chosen = new ArrayList<Candidate>();
        while (chosen.size() < room) {
            var next = lines.next();
            if (next.isEmpty()) {
                break;
            }
            lines.take(next.get());
            chosen.add(next.get());
        }
        return List.copyOf(chosen);
    }

    /// How many of those that wait longest in one place a choice can come to need.
    ///
    /// @param room the most to choose
    public static int reserved(int room) {
        return Math.min(room, 3 * (room / RESERVE + 1));
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
