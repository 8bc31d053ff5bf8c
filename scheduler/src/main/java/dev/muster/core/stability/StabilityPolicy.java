package dev.muster.core.stability;

/// When a target is trusted, and when no longer.
///
/// @param tolerated the flake rate that a blocking target may have
/// @param promotionRuns clean runs in a row that a promotion takes
/// @param promotionCommits on at least so many commits
/// @param promotionConfidence how probable it must be by then that the rate is tolerable
/// @param watchRuns runs before a target is suspected of anything
/// @param watchCommits commits with a flake before it is
/// @param watchConfidence how probable it must be that the rate is not tolerable, to watch it
/// @param quarantineConfidence the same, to propose its quarantine
/// @param brokenRuns failed runs in a row from which on it is broken
/// @param ignored measured and shown, never acted on, whatever its state
public record StabilityPolicy(
        double tolerated,
        int promotionRuns,
        int promotionCommits,
        double promotionConfidence,
        int watchRuns,
        int watchCommits,
        double watchConfidence,
        double quarantineConfidence,
        int brokenRuns,
        boolean ignored) {

    /// What holds where nobody says otherwise: 50 clean runs.
    public static final StabilityPolicy DEFAULT =
            new StabilityPolicy(0.02, 50, 10, 0.80, 30, 2, 0.80, 0.95, 3, false);

    /// For who wants a target proven: 95 clean runs.
    public static final StabilityPolicy STRICT = DEFAULT.with(Threshold.PROMOTION_CONFIDENCE, 0.95);

    private static final int MOST_WANTED = 100_000;

    public StabilityPolicy {
        rate("tolerated", tolerated);
        rate("promotionConfidence", promotionConfidence);
        rate("watchConfidence", watchConfidence);
        rate("quarantineConfidence", quarantineConfidence);
        if (promotionRuns < 1 || promotionCommits < 1 || watchCommits < 1 || brokenRuns < 1) {
            throw new IllegalArgumentException("counts of a stability policy are at least 1");
        }
    }

    private static void rate(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " lies between 0 and 1, was " + value);
        }
    }

    /// With one threshold set otherwise.
    public StabilityPolicy with(Threshold which, double value) {
        return new StabilityPolicy(
                which == Threshold.FLAKINESS_THRESHOLD ? value : tolerated,
                which == Threshold.PROMOTION_RUNS ? (int) value : promotionRuns,
                which == Threshold.PROMOTION_COMMITS ? (int) value : promotionCommits,
                which == Threshold.PROMOTION_CONFIDENCE ? value : promotionConfidence,
                which == Threshold.WATCH_RUNS ? (int) value : watchRuns,
                which == Threshold.WATCH_COMMITS ? (int) value : watchCommits,
                which == Threshold.WATCH_CONFIDENCE ? value : watchConfidence,
                which == Threshold.QUARANTINE_CONFIDENCE ? value : quarantineConfidence,
                which == Threshold.BROKEN_RUNS ? (int) value : brokenRuns,
                ignored);
    }

    /// With a target's own threshold. One outside 0 to 1 leaves things as they are.
    public StabilityPolicy tolerating(double rate) {
        return rate > 0 && rate < 1 ? with(Threshold.FLAKINESS_THRESHOLD, rate) : this;
    }

    /// For a target that is measured and left alone.
    public StabilityPolicy ignoring() {
        return new StabilityPolicy(
                tolerated,
                promotionRuns,
                promotionCommits,
                promotionConfidence,
                watchRuns,
                watchCommits,
                watchConfidence,
                quarantineConfidence,
                brokenRuns,
                true);
    }

    /// How many clean runs a target without a past needs for its promotion: as many as are asked
    /// for, or as many more as the confidence takes.
    public int wantedRuns() {
        if (enough(promotionRuns)) {
            return promotionRuns;
        }
        var low = promotionRuns;
        var high = MOST_WANTED;
        while (low + 1 < high) {
            var middle = (low + high) / 2;
            if (enough(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /// Whether a target can earn a promotion at all: only so many commits are kept.
    public boolean reachable() {
        return enough(Evidence.most());
    }

    private boolean enough(double runs) {
        return Posterior.of(0, runs).atMost(tolerated) >= promotionConfidence;
    }
}
