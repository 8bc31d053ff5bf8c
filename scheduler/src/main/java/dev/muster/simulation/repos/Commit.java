package dev.muster.simulation.repos;

import java.time.Instant;
import java.util.List;

/// A commit.
///
/// @param sha its name
/// @param tree the name of its tree
/// @param parents its parents' names
/// @param author the name of who wrote it
/// @param email the address of who wrote it
/// @param at when
/// @param message the message
public record Commit(
        String sha,
        String tree,
        List<String> parents,
        String author,
        String email,
        Instant at,
        String message) {}
