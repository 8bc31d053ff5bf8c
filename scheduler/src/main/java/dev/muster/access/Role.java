package dev.muster.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a caller may do.
public enum Role {
    /// reads
    VIEWER,
    /// reads, and posts the status of its own targets
    SCHEDULER,
    /// reads, and writes all but tokens
    GARDENER,
    /// everything
    ADMIN;

    /// Whether everything that the other role may do is allowed; posting status is for schedulers
    /// alone.
    public boolean includes(Role other) {
        return switch (this) {
            case VIEWER -> other == VIEWER;
            case SCHEDULER -> other == VIEWER || other == SCHEDULER;
            case GARDENER -> other == VIEWER || other == GARDENER;
            case ADMIN -> other != SCHEDULER;
        };
    }

    /// The word in JSON and in the store.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role of a word, if one has it.
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
