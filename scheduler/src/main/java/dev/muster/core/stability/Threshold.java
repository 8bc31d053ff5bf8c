package dev.muster.core.stability;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A number by which targets are judged, by the name under which people set it.
public enum Threshold {
    /// the flake rate that a blocking target may have
    FLAKINESS_THRESHOLD(0),
    /// clean runs in a row that a promotion takes
    PROMOTION_RUNS(History.HORIZON),
    /// on at least so many commits
    PROMOTION_COMMITS(History.HORIZON),
    /// how probable it must be by then that the rate is tolerable
    PROMOTION_CONFIDENCE(0),
    /// runs before a target is suspected of anything
    WATCH_RUNS(History.HORIZON),
    /// commits with a flake before it is
    WATCH_COMMITS(History.HORIZON),
    /// how probable it must be that the rate is not tolerable, to watch it
    WATCH_CONFIDENCE(0),
    /// the same, to propose its quarantine
    QUARANTINE_CONFIDENCE(0),
    /// failed runs in a row from which on it is broken
    BROKEN_RUNS(50);

    /// The largest number of what is counted; 0 for what is a share.
    private final int most;

    Threshold(int most) {
        this.most = most;
    }

    /// The word by which it is set, such as `promotion_runs`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The one of a word.
    public static Optional<Threshold> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /// Whether it can have a value.
    public boolean takes(double value) {
        return most == 0
                ? value > 0 && value < 1
                : value >= 1 && value <= most && value == Math.rint(value);
    }

    /// What it takes, for who wrote something else.
    public String takes() {
        return most == 0
                ? "a number between 0 and 1, such as 0.95"
                : "a whole number from 1 to " + most;
    }
}
