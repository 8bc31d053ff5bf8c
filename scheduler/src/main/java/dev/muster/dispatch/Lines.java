package dev.muster.dispatch;

import dev.muster.dispatch.Choice.Candidate;
import dev.muster.dispatch.Choice.Pool;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The due tasks of each pool, in two orders, and whose turn it is.
final class Lines {

    private static final Comparator<Candidate> LONGEST =
            Comparator.comparing(Candidate::enqueuedAt).thenComparing(Candidate::task);
    private static final Comparator<Candidate> URGENCY =
            Comparator.comparingInt(Candidate::priority).thenComparing(LONGEST);

    private final Map<Pool, Deque<Candidate>> byUrgency;
    private final Map<Pool, Deque<Candidate>> byAge;
    private final Map<Pool, Integer> used;
    private final Map<Long, Integer> shares = new HashMap<>();
    private final Map<Long, Integer> weights;
    private final Turns turns;
    private final Set<String> taken = new HashSet<>();

    /// @param weights the shares of repositories that are not 1
    Lines(
            List<Candidate> candidates,
            Map<Pool, Integer> inUse,
            Map<Pool, Long> claimed,
            Map<Long, Integer> weights) {
        this.weights = weights;
        this.byUrgency = lines(candidates, URGENCY);
        this.byAge = lines(candidates, LONGEST);
        this.used = new HashMap<>(inUse);
        inUse.forEach((pool, count) -> shares.merge(pool.repository(), count, Integer::sum));
        this.turns = new Turns(claimed);
    }

    private static Map<Pool, Deque<Candidate>> lines(
            List<Candidate> candidates, Comparator<Candidate> order) {
        var lines = new HashMap<Pool, Deque<Candidate>>();
        candidates.stream()
                .sorted(order)
                .forEach(it -> lines.computeIfAbsent(it.pool(), _ -> new ArrayDeque<>()).add(it));
        return lines;
    }

    /// The next to claim; nothing where none fits.
    Optional<Candidate> next() {
        return heads(byUrgency, _ -> true).min(turn()).flatMap(this::inTurn);
    }

    /// The most urgent one, unless it is the turn of what waits longest.
    private Optional<Candidate> inTurn(Candidate urgent) {
        var pool = urgent.pool();
        if (turns.ofAll()) {
            return heads(byAge, _ -> true)
                    .min(Comparator.comparingDouble(this::share).thenComparing(LONGEST));
        }
        if (turns.ofRepository(pool)) {
            return heads(byAge, it -> it.repository() == pool.repository()).min(LONGEST);
        }
        if (turns.of(pool)) {
            return heads(byAge, pool::equals).findFirst();
        }
        return Optional.of(urgent);
    }

    private Comparator<Candidate> turn() {
        return Comparator.comparingInt(Candidate::priority)
                .thenComparingDouble(this::share)
                .thenComparing(URGENCY);
    }

    /// What a repository would have of its due, were this one taken, too.
    private double share(Candidate candidate) {
        var repository = candidate.pool().repository();
        return (shares.getOrDefault(repository, 0) + 1.0) / weights.getOrDefault(repository, 1);
    }

    /// Takes a candidate out.
    void take(Candidate candidate) {
        taken.add(candidate.task());
        used.merge(candidate.pool(), 1, Integer::sum);
        shares.merge(candidate.pool().repository(), 1, Integer::sum);
        turns.count(candidate.pool());
    }

    private Stream<Candidate> heads(Map<Pool, Deque<Candidate>> lines, Predicate<Pool> which) {
        return lines.entrySet().stream()
                .filter(it -> which.test(it.getKey()))
                .flatMap(it -> head(it.getValue()).stream());
    }

    /// The first of a line that fits; those before it are let go.
    private Optional<Candidate> head(Deque<Candidate> line) {
        while (!line.isEmpty() && !fits(line.element())) {
            line.remove();
        }
        return Optional.ofNullable(line.peek());
    }

    private boolean fits(Candidate candidate) {
        var capacity = candidate.capacity();
        return !taken.contains(candidate.task())
                && (capacity == null || used.getOrDefault(candidate.pool(), 0) < capacity);
    }
}
