package dev.muster.simulation.checks;

import dev.muster.simulation.ground.Account;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A status of a commit.
///
/// @param id its number
/// @param state `error`, `failure`, `pending` or `success`
/// @param context what it is about
/// @param description a short text, absent for none
/// @param targetUrl where more is told, absent for nowhere
/// @param by who set it
/// @param at when
public record CommitStatus(
        long id,
        String state,
        String context,
        @Nullable String description,
        @Nullable String targetUrl,
        Account by,
        Instant at) {}
