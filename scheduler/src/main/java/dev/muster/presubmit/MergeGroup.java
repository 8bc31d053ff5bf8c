package dev.muster.presubmit;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;

/// A merge group: what a merge queue wants to land next, as one commit.
///
/// @param head the commit that is tested
/// @param headRef its temporary branch
/// @param base the branch it is to land on
/// @param baseSha the commit it stands on
public record MergeGroup(CommitSha head, String headRef, String base, CommitSha baseSha) {

    /// The line of the base's merge groups.
    public Line.Queue line() {
        return new Line.Queue(base);
    }
}
