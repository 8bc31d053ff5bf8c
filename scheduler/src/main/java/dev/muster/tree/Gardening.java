package dev.muster.tree;

import dev.muster.core.ci.RepoSlug;
import dev.muster.core.tree.TreeStatus;
import dev.muster.core.tree.TreeWord;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/// What a gardener may do to a tree, and say about it. Everything goes to the audit log.
public interface Gardening {

    /// Sets the state by hand, over what the targets say, until it is set anew or its time is up.
    /// `OPEN` without an expiry takes the gardener's word back and lets the targets speak.
    ///
    /// @return the state afterwards; nothing when there is no such branch
    Optional<TreeStatus> set(RepoSlug repo, String branch, Order order);

    /// Plans a freeze: the state it is to have from a time on, until the order's expiry.
    ///
    /// @param from when it begins; a freeze whose time has come begins at once
    /// @return its name; nothing when there is no such branch
    Optional<String> freeze(RepoSlug repo, String branch, Order order, Instant from);

    /// Ends a freeze, or calls it off.
    ///
    /// @param reason for people; may be empty
    /// @return its branch; nothing where there was none
    Optional<String> unfreeze(RepoSlug repo, String id, String who, String reason);

    /// Leaves a note for whoever comes next.
    ///
    /// @return whether there is such a repository
    boolean note(RepoSlug repo, String text, String who);

    /// What the gardener wants.
    ///
    /// @param word the state
    /// @param reason for people
    /// @param expiresAt from when on it counts no more; null: until taken back
    /// @param who the gardener
    record Order(TreeWord word, String reason, @Nullable Instant expiresAt, String who) {}
}
