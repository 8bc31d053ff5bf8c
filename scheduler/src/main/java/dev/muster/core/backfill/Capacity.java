package dev.muster.core.backfill;

import dev.muster.core.ci.RepoSlug;

import java.util.Map;

/// The room that is left for backfill once all that is queued and running has its place.
///
/// @param total how many tasks the runners can take in all
/// @param free how many a pool can take; one that is not here has no bound of its own
/// @param urgent how many of a pool may go before what is queued for it already, where no room is
///   left: only what narrows a suspect range does, since the next probe cannot begin before
/// @param inUse how many tasks each repository has queued and running, for fair shares
/// @param shares how much is the due of repositories that are not like all others, which have 1
public record Capacity(
        int total,
        Map<Pool, Integer> free,
        Map<Pool, Integer> urgent,
        Map<RepoSlug, Integer> inUse,
        Map<RepoSlug, Integer> shares) {

    public Capacity {
        free = Map.copyOf(free);
        urgent = Map.copyOf(urgent);
        inUse = Map.copyOf(inUse);
        shares = Map.copyOf(shares);
    }

    /// One share for every repository.
    public Capacity(
            int total,
            Map<Pool, Integer> free,
            Map<Pool, Integer> urgent,
            Map<RepoSlug, Integer> inUse) {
        this(total, free, urgent, inUse, Map.of());
    }

    /// What a bound counts: a platform of a repository.
    ///
    /// @param repo the repository
    /// @param platform the platform's name
    public record Pool(RepoSlug repo, String platform) {}

    /// Room for so many tasks, whatever their platform.
    public static Capacity of(int total) {
        return new Capacity(total, Map.of(), Map.of(), Map.of());
    }

    /// How many tasks of a pool fit.
    int of(Pool pool) {
        return Math.max(0, Math.min(total, free.getOrDefault(pool, total)));
    }

    /// How many more tasks of a pool may go before what is queued.
    int urgentOf(Pool pool) {
        return Math.max(0, urgent.getOrDefault(pool, 0));
    }
}
