package dev.muster.core.external;

import dev.muster.core.attempt.Attempt;

import org.jspecify.annotations.Nullable;

/// One execution that another scheduler told of.
///
/// @param number from 1
/// @param runId the scheduler's own name for it; null where it gave none
/// @param attempt how far it has come
/// @param testFlaky whether the scheduler saw it fail and pass by itself
public record Execution(int number, @Nullable String runId, Attempt attempt, boolean testFlaky) {}
