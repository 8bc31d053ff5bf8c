package dev.muster.plan;

import java.util.List;

/// The paths that a pull request or commit touches: relative to the repository's root,
/// `/`-separated.
public sealed interface ChangedFiles {

    /// The whole list is known. A renamed file is listed under both names, a deleted one under its
    /// old name.
    ///
    /// @param paths without repetition
    record Known(List<String> paths) implements ChangedFiles {
        public Known {
            paths = paths.stream().distinct().toList();
        }
    }

    /// The list is missing or cut short, so every target must be taken for touched.
    ///
    /// @param why for people
    record Unknown(String why) implements ChangedFiles {}
}
