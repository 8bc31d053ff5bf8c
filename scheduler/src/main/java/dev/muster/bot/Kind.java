package dev.muster.bot;

import java.util.Locale;

/// What a post is.
public enum Kind {
    /// a pull request that takes a target out of bringup
    PROMOTION,
    /// a pull request that puts a target that flakes back into bringup
    DEMOTION,
    /// a pull request that undoes the commit that broke something
    REVERT,
    /// an issue about a target that flakes
    FLAKE;

    /// The word used in JSON and in the store.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it is a pull request; else it is an issue.
    public boolean isPull() {
        return this != FLAKE;
    }

    /// The kind of a word.
    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
