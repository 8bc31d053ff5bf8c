package dev.muster.config.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A named unit of CI work, as the configuration declares it.
///
/// @param name unique in the repository
/// @param enablement when it runs
/// @param work what it does
/// @param scheduler [#OURS], or the name of the scheduler that owns it
/// @param owner `@login`, `@org/team` or an e-mail address; null when the file names none
/// @param labels keys that are read and shown but not used (`testbed`, `builder`), in file order
/// @param at where the name stands
public record Target(
        TargetName name,
        Enablement enablement,
        Work work,
        String scheduler,
        @Nullable String owner,
        List<Property> labels,
        Span at) {

    /// The scheduler that is this program.
    public static final String OURS = "cocoon";

    public Target {
        labels = List.copyOf(labels);
    }

    /// Whether another scheduler runs the target and posts its status.
    public boolean external() {
        return !scheduler.equals(OURS);
    }

    /// The key of the target's platform.
    public String platform() {
        return name.platform();
    }
}
