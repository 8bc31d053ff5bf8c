package dev.muster.simulation.repos;

import org.jspecify.annotations.Nullable;

/// A file that differs between two commits.
///
/// @param status `added`, `removed`, `modified` or `renamed`
/// @param path where it is now
/// @param from where it was, absent where it was not renamed
/// @param blob the name of its contents
/// @param additions lines added
/// @param deletions lines removed
public record FileChange(
        String status,
        String path,
        @Nullable String from,
        String blob,
        int additions,
        int deletions) {

    /// The path with what addresses do not take written as they do.
    public String pathInAddress() {
        return Paths.encode(path);
    }
}
