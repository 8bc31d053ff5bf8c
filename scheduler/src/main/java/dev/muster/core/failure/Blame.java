package dev.muster.core.failure;

import java.util.Locale;

/// What a failure of a proposed commit is likely due to.
public enum Blame {
    /// the change itself: the base does not fail like this
    NEW,
    /// the base, which fails in the same way
    BASE,
    /// chance: it is known to come and go
    FLAKE,
    /// a cause outside the code
    INFRA,
    /// nothing to compare with: the target never finished on the base
    UNKNOWN;

    /// The word used in JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The label that people read.
    public String label() {
        return switch (this) {
            case NEW -> "new";
            case BASE -> "also on base";
            case FLAKE -> "known flake";
            case INFRA -> "infra";
            case UNKNOWN -> "no result on base";
        };
    }
}
