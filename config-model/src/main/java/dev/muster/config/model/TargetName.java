package dev.muster.config.model;

import java.util.Locale;

/// The name of a target, as its author wrote it: unique in a repository, and its identity
/// everywhere.
///
/// Names without a platform word (`linux_analyze`, in use in 2021) are names too; then the whole
/// name is the platform.
///
/// @param value the text, never blank
public record TargetName(String value) implements Comparable<TargetName> {

    public TargetName {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a target's name is blank");
        }
    }

    /// The first word in lower case, which names the target's platform.
    public String platform() {
        var space = value.indexOf(' ');
        return (space < 0 ? value : value.substring(0, space)).toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(TargetName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
