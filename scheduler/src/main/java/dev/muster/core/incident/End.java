package dev.muster.core.incident;

import java.time.Instant;

/// How a run ended, and how often its target fails anyway.
///
/// @param target its target
/// @param platform what it ran on
/// @param commit what it ran for; the runs of one commit are handed out together
/// @param red whether it failed or timed out
/// @param usual how probable a failure of the target was before
/// @param at when it ended
public record End(
        String target, String platform, String commit, boolean red, double usual, Instant at) {}
