package dev.muster.core.backfill;

import java.util.Locale;

/// Why a waiting task is worth running.
public enum Cause {
    /// it narrows the range of commits that may have broken the target
    SUSPECT_RANGE(29),
    /// the target was red when it last ran, and newer commits may have mended it
    RECENT_FAILURE(29),
    /// no run on this commit or a newer one tells whether the target still passes
    NEWEST_COMMIT(30),
    /// the same on a release branch
    RELEASE_BRANCH(30),
    /// the target's promotion is about to be decided, and another result counts
    PROMOTION(30),
    /// an older commit without a result
    GAP(35);

    private final int priority;

    Cause(int priority) {
        this.priority = priority;
    }

    /// The task's priority in the dispatch queue, lower first.
    public int priority() {
        return priority;
    }

    /// Whether it may go before what is queued.
    boolean isUrgent() {
        return this == SUSPECT_RANGE;
    }

    /// The cause as it is written in JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For people.
    ///
    /// @param size how many commits it is about
    public String words(int size) {
        return switch (this) {
            case SUSPECT_RANGE -> "narrows a suspect range of %d commits".formatted(size);
            case RECENT_FAILURE ->
                    "the target was red %s ago, and may be mended".formatted(commits(size));
            case NEWEST_COMMIT -> "%s since the target last ran".formatted(commits(size));
            case RELEASE_BRANCH ->
                    "%s of a release branch since the target last ran".formatted(commits(size));
            case PROMOTION -> "another result decides the target's promotion";
            case GAP -> "fills a gap of %s".formatted(commits(size));
        };
    }

    private static String commits(int count) {
        return count == 1 ? "1 commit" : count + " commits";
    }
}
