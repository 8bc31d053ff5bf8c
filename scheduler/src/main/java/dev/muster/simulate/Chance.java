package dev.muster.simulate;

import java.util.SplittableRandom;

/// What is left to chance, the same for every policy: an execution comes out as it does whoever
/// asked for it, and when.
final class Chance {

    /// A break does not show in every run.
    private static final double SHOWS = 0.98;

    private final History history;

    Chance(History history) {
        this.history = history;
    }

    /// Whether an execution fails.
    boolean fails(int target, int commit, int execution) {
        if (execution == 1 && history.flakes().contains(new History.Flake(target, commit))) {
            return true;
        }
        var seed = history.seed();
        for (var part : new int[] {target, commit, execution}) {
            seed = 6364136223846793005L * (seed ^ part) + 1442695040888963407L;
        }
        var dice = new SplittableRandom(seed).nextDouble();
        return dice
                < (isBroken(target, commit) ? SHOWS : history.targets().get(target).flakeRate());
    }

    private boolean isBroken(int target, int commit) {
        for (var it : history.breaks()) {
            if (it.target() == target && it.culprit() <= commit && commit < it.mended()) {
                return true;
            }
        }
        return false;
    }
}
