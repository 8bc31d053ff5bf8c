package dev.muster.config.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One valid configuration file.
///
/// @param path the file's path inside its repository, as diagnostics and decisions name it
/// @param schemaVersion version of the language, 1 or 2
/// @param branches branches on which targets run, unless a target has its own list
/// @param platforms by name, in file order
/// @param targets in file order; names are unique
public record CiConfig(
        String path,
        int schemaVersion,
        List<BranchPattern> branches,
        Map<String, Platform> platforms,
        List<Target> targets) {

    public CiConfig {
        branches = List.copyOf(branches);
        platforms = Collections.unmodifiableMap(new LinkedHashMap<>(platforms));
        targets = List.copyOf(targets);
    }
}
