package dev.muster.simulation.repos;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Files to write and files to delete.
///
/// @param written texts by path
/// @param deleted paths
public record Changes(Map<String, String> written, Set<String> deleted) {

    /// None.
    public static final Changes NONE = new Changes(Map.of(), Set.of());

    /// Copies both, in their order.
    public Changes {
        written = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(written));
        deleted = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(deleted));
    }

    /// Files to write.
    public static Changes of(Map<String, String> files) {
        return new Changes(files, Set.of());
    }

    /// One file to write.
    public static Changes write(String path, String text) {
        return NONE.and(path, text);
    }

    /// One file to delete.
    public static Changes delete(String path) {
        return NONE.without(path);
    }

    /// The same and one more file to write.
    public Changes and(String path, String text) {
        var more = new LinkedHashMap<>(written);
        more.put(path, text);
        return new Changes(more, deleted);
    }

    /// The same and one more file to delete.
    public Changes without(String path) {
        var more = new LinkedHashSet<>(deleted);
        more.add(path);
        return new Changes(written, more);
    }
}
