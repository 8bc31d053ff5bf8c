package dev.muster.core.backfill;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

/// A waiting task that is to run now.
///
/// @param repo the repository
/// @param branch the branch
/// @param commit the commit
/// @param target the target
/// @param cause why
/// @param size how many commits the cause is about
public record Pick(
        RepoSlug repo, String branch, CommitSha commit, String target, Cause cause, int size) {

    /// For people: why it runs.
    public String why() {
        return "backfill: " + cause.words(size);
    }
}
