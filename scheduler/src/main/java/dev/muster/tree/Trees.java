package dev.muster.tree;

import dev.muster.core.ci.RepoSlug;
import dev.muster.core.tree.TreeStatus;

import java.util.Optional;

/// The state of each branch.
public interface Trees {

    /// The state as of now; nothing when there is no such branch.
    Optional<TreeStatus> current(RepoSlug repo, String branch);

    /// Lets the gardeners' words go whose time is up, and begins and ends freezes.
    ///
    /// @return how many of them changed
    int expire();
}
