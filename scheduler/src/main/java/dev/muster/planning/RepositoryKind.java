package dev.muster.planning;

import java.util.Locale;

/// Where a repository lives.
public enum RepositoryKind {
    /// a folder of this machine
    LOCAL,
    /// on GitHub
    GITHUB;

    /// The word used in JSON and in the store.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of a word.
    public static RepositoryKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
