package dev.muster.tree;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.tree.TreeSign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Which commits are to show the state of the tree, and which are known to.
public interface TreeStatuses {

    /// Works out what the heads of open pull requests are to show.
    ///
    /// @param label by which a pull request says that it is to mend the tree
    /// @return for how many that changed
    int want(String label);

    /// Takes heads of open pull requests that do not show what is wanted.
    ///
    /// @param resting repositories of which only what is awaited is taken, by their row numbers
    /// @param owner who takes them
    /// @param lease how long they are held
    List<Pending> claim(Set<Long> resting, String owner, Duration lease, int limit);

    /// The commit shows what was wanted when it was taken.
    void shown(Pending pending);

    /// Nothing was done: tried again, as it was tried this time.
    void later(Pending pending, Instant at, String why);

    /// Not known to be shown: tried again, with a look first.
    void unsure(Pending pending, Instant at, String why);

    /// A commit in hand.
    ///
    /// @param repository its repository's row number
    /// @param repo its repository
    /// @param sha the commit
    /// @param sign what it is to show
    /// @param version counts what was wanted
    /// @param tries how often it was tried without knowing what came of it
    /// @param owner who has it in hand
    record Pending(
            long repository,
            RepoSlug repo,
            CommitSha sha,
            TreeSign sign,
            long version,
            int tries,
            String owner) {

        /// Whether it holds someone back, or holds back no longer; the first sign of an open tree
        /// does neither.
        public boolean awaited() {
            return version > 1 || sign.state() != TreeSign.State.SUCCESS;
        }
    }
}
