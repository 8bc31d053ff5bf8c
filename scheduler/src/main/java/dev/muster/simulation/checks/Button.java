package dev.muster.simulation.checks;

/// A button on a check run.
///
/// @param label what stands on it
/// @param description what it does
/// @param identifier what its press is told by
public record Button(String label, String description, String identifier) {}
