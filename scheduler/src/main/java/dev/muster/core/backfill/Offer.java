package dev.muster.core.backfill;

/// A waiting task that is worth running.
///
/// @param row of its commit in the grid
/// @param cause why
/// @param size how many commits the cause is about
/// @param worth what it buys for a minute of machine time, compared with other offers; more is
///   better
record Offer(int row, Cause cause, int size, double worth) {}
