package dev.muster.backfill;

import dev.muster.core.backfill.Strategy;
import dev.muster.core.ci.RepoSlug;

import java.time.Duration;
import java.util.Map;

/// What the operator decided about backfill.
///
/// @param owner the name under which this instance claims the round
/// @param room the most tasks this instance has with its runner at once
/// @param strategy how it judges what is worth running
/// @param every how often it looks, whatever happens
/// @param lease how long a round is held when its instance is not heard of
/// @param activeFor how long after its newest commit a branch is looked at; the default branch
///   always is
/// @param shares how much is the due of repositories that are not like all others, which have 1
public record BackfillSettings(
        String owner,
        int room,
        Strategy strategy,
        Duration every,
        Duration lease,
        Duration activeFor,
        Map<RepoSlug, Integer> shares) {

    public BackfillSettings {
        shares = Map.copyOf(shares);
    }

    /// One share for every repository.
    public BackfillSettings(
            String owner,
            int room,
            Strategy strategy,
            Duration every,
            Duration lease,
            Duration activeFor) {
        this(owner, room, strategy, every, lease, activeFor, Map.of());
    }

    /// The same, with these shares.
    public BackfillSettings with(Map<RepoSlug, Integer> others) {
        return new BackfillSettings(owner, room, strategy, every, lease, activeFor, others);
    }

    /// By value and each minute, branches of the last seven days.
    public static BackfillSettings of(String owner, int room) {
        return of(owner, room, Strategy.VALUE, Duration.ofMinutes(1));
    }

    /// The usual lease and age of branches.
    public static BackfillSettings of(String owner, int room, Strategy strategy, Duration every) {
        return new BackfillSettings(
                owner, room, strategy, every, Duration.ofMinutes(2), Duration.ofDays(7));
    }
}
