package dev.muster.core.stability;

import java.util.Comparator;
import java.util.List;

/// What the flakes of blocking targets cost together: the chance that a good commit goes red.
///
/// @param targets blocking targets, the costliest first
/// @param falseRed the chance that a good commit goes red by them
public record GateBudget(List<Share> targets, double falseRed) {

    private static final double ASSUMED_RUNS = 50;
    private static final double ASSUMED_FLAKES = 0.5;

    public GateBudget {
        targets = List.copyOf(targets);
    }

    /// A blocking target.
    ///
    /// @param target its name
    /// @param flakeRate the chance that a run fails although the code is good
    /// @param retries how many failed runs are followed by another before the commit goes red
    public record Gate(String target, double flakeRate, int retries) {

        /// By what its runs say. Of a target of which little is known it is assumed that one run in
        /// a hundred flakes: as if so many runs had been seen before.
        public static Gate of(String target, double flakes, double runs, int retries) {
            return new Gate(target, (flakes + ASSUMED_FLAKES) / (runs + ASSUMED_RUNS), retries);
        }

        /// The chance that it turns a good commit red.
        public double falseRed() {
            return Math.pow(Math.clamp(flakeRate, 0, 1), retries + 1.0);
        }
    }

    /// What one target costs.
    ///
    /// @param target its name
    /// @param falseRed the chance that it alone turns a good commit red
    /// @param part its part of the whole, from 0 to 1
    public record Share(String target, double falseRed, double part) {}

    /// The budget as it is spent by targets that fail independently.
    public static GateBudget of(List<Gate> gates) {
        var total = -gates.stream().mapToDouble(GateBudget::cost).sum();
        var shares =
                gates.stream()
                        .map(gate -> share(gate, total))
                        .sorted(
                                Comparator.comparingDouble(Share::falseRed)
                                        .reversed()
                                        .thenComparing(Share::target))
                        .toList();
        return new GateBudget(shares, 0 - Math.expm1(-total));
    }

    private static Share share(Gate gate, double total) {
        return new Share(gate.target(), gate.falseRed(), total == 0 ? 0 : -cost(gate) / total);
    }

    private static double cost(Gate gate) {
        return Math.log1p(-Math.min(gate.falseRed(), 1 - 1e-12));
    }

    /// The chance that a good commit goes red once another target blocks too.
    public double with(Gate promoted) {
        return 1 - (1 - falseRed) * (1 - promoted.falseRed());
    }

    /// The flake rate that each of so many targets may have for a chance of false red.
    public static double permitted(int targets, int retries, double falseRed) {
        return Math.pow(1 - Math.pow(1 - falseRed, 1.0 / targets), 1.0 / (retries + 1));
    }
}
