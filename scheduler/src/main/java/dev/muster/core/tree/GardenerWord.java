package dev.muster.core.tree;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What the gardener said about a tree.
///
/// @param word the state it is to have
/// @param reason for people
/// @param by who said it
/// @param since when
/// @param expiresAt from when on it counts no more; null: until taken back
public record GardenerWord(
        TreeWord word, String reason, String by, Instant since, @Nullable Instant expiresAt) {

    /// Whether it counts at a time.
    public boolean holds(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
