package dev.muster.core.stability;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/// What is believed of a flake rate: a Beta distribution.
///
/// @param a weight of failures, the prior's among them
/// @param b weight of passes, the prior's among them
public record Posterior(double a, double b) {

    /// Jeffreys' prior for a rate: half a failure and half a pass.
    private static final double PRIOR = 0.5;

    public Posterior {
        if (!(a > 0) || !(b > 0)) {
            throw new IllegalArgumentException("not a Beta distribution: %s, %s".formatted(a, b));
        }
    }

    /// After so many flakes among so many runs, both by weight.
    public static Posterior of(double flakes, double runs) {
        return new Posterior(PRIOR + flakes, PRIOR + runs - flakes);
    }

    /// The probability that the flake rate is at most `rate`.
    public double atMost(double rate) {
        return RegularizedBeta.value(Math.clamp(rate, 0, 1), a, b);
    }

    /// The probability that the flake rate is more than `rate`.
    public double above(double rate) {
        return RegularizedBeta.complement(Math.clamp(rate, 0, 1), a, b);
    }

    /// The rate to reckon with.
    public double mean() {
        return a / (a + b);
    }
}
