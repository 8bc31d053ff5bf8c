package dev.muster.presubmit;

import dev.muster.planning.TrackedRepository;

import java.util.List;

/// The merge groups as far as they are known, and the tasks of their heads.
public interface MergeGroups {

    /// Hands a group to planning, unless it was already or is known to be destroyed.
    ///
    /// @return whether it was handed over now
    boolean wanted(TrackedRepository repository, MergeGroup group);

    /// Stops what runs for a group. One that is not known yet is remembered as destroyed, for the
    /// order of GitHub's messages is not kept.
    ///
    /// @param cause `merged`, `invalidated`, `dequeued` or empty
    void destroyed(TrackedRepository repository, MergeGroup group, String cause);

    /// The groups that were not destroyed.
    List<MergeGroup> open(TrackedRepository repository);
}
