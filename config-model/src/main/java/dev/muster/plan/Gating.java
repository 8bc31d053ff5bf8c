package dev.muster.plan;

import dev.muster.config.model.Target;

import java.util.Locale;

/// Whether a target's red result stands in the way of a merge and turns the tree red.
public enum Gating {
    /// it does
    REQUIRED,
    /// it is shown, and does not
    ADVISORY;

    /// Targets in bringup and targets of other schedulers are advisory, all others required.
    public static Gating of(Target target) {
        return target.enablement().bringup() || target.external() ? ADVISORY : REQUIRED;
    }

    /// The gating as it is written in JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
