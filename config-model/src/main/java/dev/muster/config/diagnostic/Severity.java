package dev.muster.config.diagnostic;

import java.util.Locale;

/// How much a diagnostic weighs. Only errors make a configuration invalid.
public enum Severity {
    /// the configuration cannot be used
    ERROR,
    /// very likely not what the author meant; never blocks
    WARNING,
    /// worth knowing
    INFO;

    /// The word used in every output, in lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
