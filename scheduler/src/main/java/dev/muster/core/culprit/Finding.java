package dev.muster.core.culprit;

import dev.muster.core.ci.CommitSha;

/// What a search has come to.
public sealed interface Finding {

    /// Not enough is known.
    ///
    /// @param next the place of the commit whose run would tell most
    record Undecided(int next) implements Finding {}

    /// One commit did it, with sufficient probability.
    ///
    /// @param culprit the commit
    /// @param place its place in the range
    /// @param probability that it did
    /// @param revert whether it is certain enough to offer a revert: nearly certain, and the commit
    ///   before it was seen to pass
    record Named(CommitSha culprit, int place, double probability, boolean revert)
            implements Finding {}

    /// No commit did it: the failure was a flake.
    ///
    /// @param probability of that
    record NoCulprit(double probability) implements Finding {}

    /// So many runs were spent that more will not help.
    ///
    /// @param likeliest the place that is likeliest by now
    /// @param probability of that
    record GivenUp(int likeliest, double probability) implements Finding {}
}
