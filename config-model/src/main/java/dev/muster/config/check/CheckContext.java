package dev.muster.config.check;

import dev.muster.config.model.CiConfig;
import dev.muster.config.owners.OwnerFiles;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// What is at hand beside the configurations themselves.
///
/// @param base the default branch's copies of the configurations; null where they are not to be
///   compared
/// @param files paths of the repository; null where they are not at hand
/// @param branches names of the repository's branches; null where they are not at hand
/// @param strict whether an unpinned dependency is an error
/// @param owners where owners are looked for; null where they are not
/// @param runsOn runner labels by platform from the service's settings
public record CheckContext(
        @Nullable List<CiConfig> base,
        @Nullable List<String> files,
        @Nullable List<String> branches,
        boolean strict,
        @Nullable OwnerSearch owners,
        Map<String, List<String>> runsOn) {

    /// Nothing but the configurations.
    public static final CheckContext NONE =
            new CheckContext(null, null, null, false, null, Map.of());

    /// @param files what is said of owners beside the configurations
    /// @param demanded whether a target without an owner is an error; else it is missed only where
    ///   other targets of its file have one
    public record OwnerSearch(OwnerFiles files, boolean demanded) {}
}
