package dev.muster.core.stability;

/// How a target stands by the configuration and by what people decided.
public enum Footing {
    /// on trial: it runs, is shown, and does not block
    BRINGUP,
    /// it blocks, and nothing was held against it
    BLOCKING,
    /// it blocks, and its flakes are watched
    WATCHED,
    /// it would block, but its failures are neutral for a time
    QUARANTINED
}
