package dev.muster.identity;

import dev.muster.core.ci.RepoSlug;

import java.time.Instant;

/// What became of a token.
public sealed interface Verification {

    /// @param job who talks
    /// @param token the token's own name, for [TokenUses]
    /// @param until when it expires
    record Verified(ActionsJob job, String token, Instant until) implements Verification {}

    /// A job of another workflow of the repository, as it stands on the default branch: a scheduler
    /// of its own.
    ///
    /// @param job who talks
    /// @param repository the repository's name here
    /// @param scheduler the name of the workflow's file, by which targets name it
    /// @param token the token's own name, for [TokenUses]
    /// @param until when it expires
    record Beside(
            ActionsJob job, RepoSlug repository, String scheduler, String token, Instant until)
            implements Verification {}

    /// The token proves nothing here.
    ///
    /// @param why a sentence, without the token or any part of it
    record Refused(String why) implements Verification {}

    /// The issuer's keys cannot be had now, so nothing can be said.
    ///
    /// @param why a sentence
    record Unavailable(String why) implements Verification {}
}
