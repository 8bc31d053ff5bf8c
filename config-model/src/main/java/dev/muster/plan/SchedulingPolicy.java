package dev.muster.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How postsubmit spends capacity on a target.
public enum SchedulingPolicy {
    /// every commit
    GUARANTEED,
    /// at least every sixth commit, and at once after a recent failure
    BATCH;

    /// The policy as it is written in configurations and JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The policy of a word.
    public static Optional<SchedulingPolicy> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
