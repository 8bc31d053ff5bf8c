package dev.muster.core.stability;

/// How a target stands and what is to be done.
///
/// @param state how it stands
/// @param advice what is to be done, with the reason
public record Assessment(TargetState state, Advice advice) {}
