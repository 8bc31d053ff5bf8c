package dev.muster.plan;

/// How postsubmit spends capacity on a target.
public enum SchedulingPolicy {
    /// every commit
    GUARANTEED,
    /// at least every sixth commit, and at once after a recent failure
    BATCH
}
