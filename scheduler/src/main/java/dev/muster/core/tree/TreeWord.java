package dev.muster.core.tree;

import java.util.Locale;

/// The state of a tree in one word.
public enum TreeWord {
    /// nothing speaks against landing
    OPEN,
    /// the gardener asks to land only what is urgent
    THROTTLED,
    /// a blocking target is red, or the gardener closed it
    CLOSED;

    /// The word used in JSON and in the store.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The state of a word.
    ///
    /// @throws IllegalArgumentException where none has it
    public static TreeWord of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
