package dev.muster.actions;

/// Whose code an attempt runs, which decides where it may run.
public enum Pool {
    /// code of people with write permission: a run that we ask for
    TRUSTED("trusted"),
    /// code of others, let in commit by commit: the repository's own workflow on pull requests,
    /// with the rights that GitHub leaves to forks
    PULL("pull");

    private final String word;

    Pool(String word) {
        this.word = word;
    }

    /// The word in the store.
    public String word() {
        return word;
    }
}
