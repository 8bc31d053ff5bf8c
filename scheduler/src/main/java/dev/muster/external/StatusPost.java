package dev.muster.external;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.external.Post;

import org.jspecify.annotations.Nullable;

/// What another scheduler says about a target on a commit.
///
/// @param repository its repository
/// @param branch the only branch it is said of; null: wherever the commit is
/// @param sha the commit
/// @param target the target's name
/// @param logUrl where people read its log; null where that is not said
/// @param post what is said
public record StatusPost(
        RepoSlug repository,
        @Nullable String branch,
        CommitSha sha,
        String target,
        @Nullable String logUrl,
        Post post) {}
