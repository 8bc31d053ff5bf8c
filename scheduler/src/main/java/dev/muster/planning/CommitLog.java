package dev.muster.planning;

import dev.muster.core.ci.Commit;
import dev.muster.core.ci.CommitSha;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The commits that landed on the branches of a repository, as far as they were noticed.
public interface CommitLog {

    /// The newest stored commit of each branch that is not gone.
    Map<String, CommitSha> heads(TrackedRepository repository);

    /// Appends commits to a branch, with a message for each to plan it, in one transaction. Commits
    /// that the branch has already are left alone, so landing may be repeated.
    void land(TrackedRepository repository, Landing landing);

    /// Notes that branches are gone; what ran on them stays.
    void gone(TrackedRepository repository, Set<String> branches);

    /// Commits that were found on a branch.
    ///
    /// @param branch its name
    /// @param head its newest commit
    /// @param oldestFirst those to append
    /// @param waiting how many of them, from the oldest, are planned but wait to be asked for
    record Landing(String branch, CommitSha head, List<Commit> oldestFirst, int waiting) {
        public Landing {
            oldestFirst = List.copyOf(oldestFirst);
        }
    }
}
