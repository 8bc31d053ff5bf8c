package dev.muster.core.culprit;

import dev.muster.core.ci.CommitSha;

/// A commit that may have broken a target.
///
/// @param commit its name
/// @param weight how likely it is before anything ran, compared with the others; positive
public record Suspect(CommitSha commit, double weight) {

    /// How much likelier a commit is that changed a file the target watches.
    private static final double OVERLAP = 6;

    public Suspect {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a suspect's weight is positive, was " + weight);
        }
    }

    /// A suspect weighed by what it changed: large changes break more than small ones, and a change
    /// to what the target watches breaks it far more often than any other.
    ///
    /// @param files how many files it changed, 0 where that is not known
    /// @param watched whether one of them matches the target's path filter
    public static Suspect of(CommitSha commit, int files, boolean watched) {
        var size = 1 + Math.log(1.0 + Math.max(0, files));
        return new Suspect(commit, watched ? OVERLAP * size : size);
    }
}
