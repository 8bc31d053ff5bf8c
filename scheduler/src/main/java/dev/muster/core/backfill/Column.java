package dev.muster.core.backfill;

import dev.muster.plan.SchedulingPolicy;

import java.time.Duration;
import java.util.List;

/// A target of a branch, and what is known of it on each commit.
///
/// @param target its name
/// @param platform what its capacity is counted by
/// @param traits what holds for all its tasks
/// @param slots one for each row of the grid, newest first
public record Column(String target, String platform, Traits traits, List<Slot> slots) {

    public Column {
        slots = List.copyOf(slots);
    }

    /// What holds for all tasks of a target.
    ///
    /// @param policy every commit, or in batches
    /// @param batch commits after which a batched target is due
    /// @param backfill whether its gaps are to be filled: the newest configuration declares it,
    ///   does not say `backfill: false`, and nobody else runs it
    /// @param trial whether its promotion is about to be decided
    /// @param flakeRate the chance that a run fails although the code is good
    /// @param typical how long a run takes
    public record Traits(
            SchedulingPolicy policy,
            int batch,
            boolean backfill,
            boolean trial,
            double flakeRate,
            Duration typical) {

        /// A batched target of which nothing else is known.
        public static final Traits USUAL =
                new Traits(SchedulingPolicy.BATCH, 6, true, false, 0.01, Duration.ofMinutes(10));
    }

    /// The newest slot of a kind at or below a place; -1 where there is none.
    int newest(Slot slot, int from) {
        for (var row = from; row < slots.size(); row++) {
            if (slots.get(row) == slot) {
                return row;
            }
        }
        return -1;
    }

    /// How many commits are to land until the target's batch is full; 0 where it runs on every one.
    public int untilDue() {
        if (traits.policy() != SchedulingPolicy.BATCH) {
            return 0;
        }
        var since = 0;
        while (since < slots.size() && !slots.get(since).ran()) {
            since++;
        }
        return Math.max(1, traits.batch() - since);
    }

    boolean has(Slot slot) {
        return slots.contains(slot);
    }
}
