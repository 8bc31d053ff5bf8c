package dev.muster.core.promotion;

import java.util.Locale;

/// What a proposal asks for.
public enum Kind {
    /// take the target out of bringup
    PROMOTE,
    /// ignore its failures for a time
    QUARANTINE;

    /// The word used in JSON and in the store.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of a word.
    ///
    /// @throws IllegalArgumentException where none has it
    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
