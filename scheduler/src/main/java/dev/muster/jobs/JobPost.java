package dev.muster.jobs;

import dev.muster.external.StatusPost;

import org.jspecify.annotations.Nullable;

/// What a job says.
///
/// @param post about which target, and what
/// @param correlation our name for its run, as the run was given it; null where it says none
public record JobPost(StatusPost post, @Nullable String correlation) {}
