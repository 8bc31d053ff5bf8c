package dev.muster.simulation.queue;

import dev.muster.simulation.pulls.PullRequest;

/// A pull request on top of all that goes before it in the queue.
///
/// @param pull the pull request that it adds
/// @param ref the temporary branch
/// @param baseSha what it stands on
/// @param headSha the commit that would be merged
public record MergeGroup(PullRequest pull, String ref, String baseSha, String headSha) {}
