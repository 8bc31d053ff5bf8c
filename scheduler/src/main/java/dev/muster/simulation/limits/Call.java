package dev.muster.simulation.limits;

import java.time.Instant;

/// A call that was made.
///
/// @param operation method and path with variables
/// @param path the path as it stood on the line
/// @param status the status that went back, negative where no answer was sent
/// @param installation who called, 0 where it was no installation
/// @param at when
public record Call(String operation, String path, int status, long installation, Instant at) {}
