package dev.muster.core.culprit;

/// One finished run of the target on a commit of the range.
///
/// @param place of the commit, from 0 for the last good one
/// @param passed how it ended
public record Sighting(int place, boolean passed) {}
