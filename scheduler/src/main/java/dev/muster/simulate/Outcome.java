package dev.muster.simulate;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// What a policy cost and showed.
///
/// @param policy the policy
/// @param machineTime the time that runners were busy
/// @param runs how many executions there were
/// @param gaps the share of all cells that never got a result
/// @param found what was found out about each break
public record Outcome(
        Policy policy, Duration machineTime, long runs, double gaps, List<Found> found) {

    public Outcome {
        found = List.copyOf(found);
    }

    /// What was found out about a break.
    ///
    /// @param seen whether a run failed by it
    /// @param seenAfter from the landing of the culprit to the end of the first run that failed
    /// @param range how many commits were suspected then
    /// @param named whether the culprit was seen to fail and the commit before it to pass
    /// @param namedAfter from the first failure until then
    /// @param extraRuns runs of the target from the first failure until then, or until it was
    ///   mended
    public record Found(
            boolean seen,
            Duration seenAfter,
            int range,
            boolean named,
            Duration namedAfter,
            int extraRuns) {}

    /// Minutes until a break is seen, at a share of the breaks; a break never seen takes for ever.
    public double minutesToSee(double share) {
        return quantile(it -> it.seen() ? minutes(it.seenAfter()) : never(), _ -> true, share);
    }

    /// Commits suspected when a break is seen.
    public double range(double share) {
        return quantile(Found::range, Found::seen, share);
    }

    /// Minutes from seeing a break to naming its culprit.
    public double minutesToName(double share) {
        return quantile(it -> it.named() ? minutes(it.namedAfter()) : never(), Found::seen, share);
    }

    /// What a name costs: all runs of broken targets from seeing the break until its culprit was
    /// named or it was mended, over the number of culprits that were named.
    public double runsForEachName() {
        var extra = found.stream().mapToInt(Found::extraRuns).sum();
        return extra / (double) found.stream().filter(Found::named).count();
    }

    /// The share of the breaks that were seen.
    public double seen() {
        return share(Found::seen);
    }

    /// The share of the breaks whose culprit was named.
    public double named() {
        return share(Found::named);
    }

    private double share(Predicate<Found> which) {
        return found.isEmpty()
                ? Double.NaN
                : found.stream().filter(which).count() / (double) found.size();
    }

    private double quantile(ToDoubleFunction<Found> value, Predicate<Found> which, double share) {
        var sorted = found.stream().filter(which).mapToDouble(value).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
    }

    private static double never() {
        return Double.POSITIVE_INFINITY;
    }

    private static double minutes(Duration duration) {
        return duration.toMillis() / 60_000.0;
    }
}
