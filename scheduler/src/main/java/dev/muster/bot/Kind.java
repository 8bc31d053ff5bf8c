package dev.muster.bot;

import java.util.Locale;

/// What a post is.
public enum Kind {
    /// a pull request that takes a target out of bringup
    PROMOTION,
    /// an issue about a target that flakes
    FLAKE;

    /// The word used in JSON and in the store.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of a word.
    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
