package dev.muster.simulate;

import dev.muster.core.backfill.Strategy;
import dev.muster.plan.SchedulingPolicy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A way of spending runners that can be replayed.
public enum Policy {
    /// batches, and backfill by value: each minute and whenever a runner is free
    VALUE(SchedulingPolicy.BATCH, Strategy.VALUE, Duration.ofMinutes(1), true),
    /// batches, and backfill in Cocoon's order: each minute and whenever a runner is free
    COCOON(SchedulingPolicy.BATCH, Strategy.COCOON, Duration.ofMinutes(1), true),
    /// Cocoon as it runs: every five minutes up to 75 tasks, however many wait for a runner already
    COCOON_ORIGINAL(SchedulingPolicy.BATCH, Strategy.COCOON, Duration.ofMinutes(5), false),
    /// every target on every commit
    GUARANTEED(SchedulingPolicy.GUARANTEED, Strategy.VALUE, Duration.ofMinutes(1), true);

    private final SchedulingPolicy planning;
    private final Strategy backfill;
    private final Duration every;
    private final boolean bounded;

    Policy(SchedulingPolicy planning, Strategy backfill, Duration every, boolean bounded) {
        this.planning = planning;
        this.backfill = backfill;
        this.every = every;
        this.bounded = bounded;
    }

    SchedulingPolicy planning() {
        return planning;
    }

    Strategy backfill() {
        return backfill;
    }

    /// How often backfill looks.
    Duration every() {
        return every;
    }

    /// Whether backfill picks only what a free runner takes at once.
    boolean bounded() {
        return bounded;
    }

    /// Whether landing commits are planned and failures retried by Cocoon's rules.
    boolean isCocoon() {
        return this == COCOON || this == COCOON_ORIGINAL;
    }

    /// The most executions of a task on the newest commit that goes on failing.
    int mostExecutions() {
        return isCocoon() ? 3 : 2;
    }

    /// The policy as it is written on the command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The policy of a word.
    public static Optional<Policy> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
