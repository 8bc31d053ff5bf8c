package dev.muster.plan;

import dev.muster.config.model.Target;

import java.util.Locale;

/// Whether a target's red result stands in the way of a merge and turns the tree red.
public enum Gating {
    /// it does
    REQUIRED,
    /// it is shown, and does not
    ADVISORY;

    /// Targets in bringup are advisory, and so are targets of other schedulers unless the file says
    /// `bringup: false` outright; all others are required.
    public static Gating of(Target target) {
        var onTrial =
                target.enablement().bringup()
                        || (target.external() && !target.enablement().promoted());
        return onTrial ? ADVISORY : REQUIRED;
    }

    /// The gating as it is written in JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
