package dev.muster.tree;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.tree.TreeSign;

import java.time.Instant;

/// The statuses of commits on GitHub.
public interface CommitStatuses {

    /// Name of the status that tells of the tree.
    String CONTEXT = "tree-status";

    /// Whether a commit shows a sign already.
    Told shows(RepoSlug repo, CommitSha sha, TreeSign sign);

    /// Lets a commit show a sign.
    ///
    /// @param url where people read more
    /// @param awaited whether it holds someone back, or holds back no longer
    Told show(RepoSlug repo, CommitSha sha, TreeSign sign, String url, boolean awaited);

    /// What came of it.
    sealed interface Told {

        /// It is shown.
        record Yes() implements Told {}

        /// It is not shown.
        record No() implements Told {}

        /// Nothing was done.
        ///
        /// @param at when to try again
        /// @param why for the operator
        record Later(Instant at, String why) implements Told {}

        /// It may be shown: that has to be looked up.
        ///
        /// @param at when to try again
        /// @param why for the operator
        record Unsure(Instant at, String why) implements Told {}
    }
}
