package dev.muster.checks;

/// Who waits for what a check run is to say, the most urgent first.
public enum Urgency {
    /// a merge: it is over, or what was over goes on again
    VERDICT,
    /// people: it is there, or takes a step
    NEWS,
    /// nobody: its words and numbers are others
    PROGRESS;

    /// The more urgent of two.
    public Urgency or(Urgency other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
