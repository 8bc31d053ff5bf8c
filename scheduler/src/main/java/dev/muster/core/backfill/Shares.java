package dev.muster.core.backfill;

import dev.muster.core.ci.RepoSlug;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Hands out offers: each repository in turn where shares are fair, the best offer of each first,
/// at most one of a target on a branch. What waits longest has its turn whatever else was taken.
final class Shares {

    private final Map<RepoSlug, Deque<Ranked>> best = new HashMap<>();
    private final Map<RepoSlug, Integer> used;
    private final Map<RepoSlug, Integer> weights;
    private final Deque<Ranked> longest;
    private final Set<Place> targets = new HashSet<>();
    private final Set<Place> tasks = new HashSet<>();

    private record Place(RepoSlug repo, String branch, String target, int row) {

        static Place ofTarget(Ranked offer) {
            return new Place(
                    offer.grid().repo(), offer.grid().branch(), offer.column().target(), -1);
        }

        static Place ofTask(Ranked offer) {
            return new Place(
                    offer.grid().repo(),
                    offer.grid().branch(),
                    offer.column().target(),
                    offer.offer().row());
        }
    }

    /// @param ranked the offers, best first
    /// @param capacity what each repository has already, and what is its due
    /// @param fair whether shares count
    Shares(List<Ranked> ranked, Capacity capacity, boolean fair) {
        this.used = new HashMap<>(capacity.inUse());
        this.weights = capacity.shares();
        var one = new ArrayDeque<Ranked>();
        for (var offer : ranked) {
            var queue =
                    fair ? best.computeIfAbsent(offer.grid().repo(), _ -> new ArrayDeque<>()) : one;
            queue.add(offer);
        }
        if (!one.isEmpty()) {
            best.put(one.getFirst().grid().repo(), one);
        }
        this.longest = fair ? byAge(ranked) : new ArrayDeque<>();
    }

    private static Deque<Ranked> byAge(Collection<Ranked> ranked) {
        var byAge = new ArrayList<>(ranked);
        byAge.sort(Ranked.LONGEST_FIRST);
        return new ArrayDeque<>(byAge);
    }

    /// The best offer that fits, of the repository that has least.
    Optional<Ranked> best(Predicate<Ranked> fits) {
        while (!best.isEmpty()) {
            var repo = poorest();
            var queue = best.getOrDefault(repo, new ArrayDeque<>());
            var next = first(queue, fits.and(it -> targets.add(Place.ofTarget(it))));
            if (next.isPresent()) {
                used.merge(repo, 1, Integer::sum);
                return next;
            }
            best.remove(repo);
        }
        return Optional.empty();
    }

    /// The offer that fits and waits longest.
    Optional<Ranked> longest(Predicate<Ranked> fits) {
        var next = first(longest, fits);
        next.ifPresent(it -> used.merge(it.grid().repo(), 1, Integer::sum));
        return next;
    }

    private RepoSlug poorest() {
        return best.keySet().stream()
                .min(Comparator.comparingDouble(this::ofItsDue).thenComparing(RepoSlug::toString))
                .orElseThrow();
    }

    /// What a repository would have of its due with one more.
    private double ofItsDue(RepoSlug repo) {
        return (used.getOrDefault(repo, 0) + 1.0) / weights.getOrDefault(repo, 1);
    }

    private Optional<Ranked> first(Deque<Ranked> queue, Predicate<Ranked> fits) {
        while (!queue.isEmpty()) {
            var next = queue.poll();
            if (!tasks.contains(Place.ofTask(next)) && fits.test(next)) {
                tasks.add(Place.ofTask(next));
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }
}
