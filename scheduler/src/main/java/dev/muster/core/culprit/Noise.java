package dev.muster.core.culprit;

/// How far a single run can be trusted.
///
/// @param flakeRate the chance that a run fails although the code is good
/// @param failureRate the chance that a run fails when the code is broken
public record Noise(double flakeRate, double failureRate) {

    /// No target is trusted beyond this: a rate of nought would make one wrong run final.
    private static final double LEAST = 0.001;

    private static final double MOST = 0.9;

    /// What is taken for the chance that broken code fails, until somebody knows better.
    private static final double USUAL_FAILURE_RATE = 0.95;

    public Noise {
        flakeRate = Math.clamp(flakeRate, LEAST, MOST);
        failureRate = Math.clamp(failureRate, flakeRate, 1 - LEAST);
    }

    /// The noise of a target by its flake rate alone.
    public static Noise of(double flakeRate) {
        return new Noise(flakeRate, USUAL_FAILURE_RATE);
    }

    double likelihood(boolean passed, boolean broken) {
        var fails = broken ? failureRate : flakeRate;
        return passed ? 1 - fails : fails;
    }
}
