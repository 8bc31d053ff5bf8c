package dev.muster.access;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The tokens of programs and people.
public interface Tokens {

    /// Makes one.
    ///
    /// @param who asks for it, for the audit log
    Made create(Wish wish, String who);

    /// All that were made, newest first.
    List<Known> all();

    /// Takes one back, at once.
    ///
    /// @param who asks for it, for the audit log
    /// @return whether there is such a token; one taken back before stays so
    boolean revoke(String id, String who);

    /// Whose token it is; nobody's where it is unknown, expired or taken back.
    Optional<Principal> owner(Secret secret);

    /// What a token is to be.
    ///
    /// @param name for people
    /// @param role what its owner may do
    /// @param scope whose status it posts; null unless a scheduler
    /// @param expiresAt null: never
    record Wish(String name, Role role, @Nullable Scope scope, @Nullable Instant expiresAt) {}

    /// A new token.
    ///
    /// @param secret its text, which nobody can ask for again
    /// @param token what is kept
    record Made(Secret secret, Known token) {}

    /// What is kept of a token.
    ///
    /// @param id its name in the store
    /// @param wish what it is
    /// @param createdAt when it was made
    /// @param createdBy who asked for it
    /// @param usedAt when it was last seen, within a minute; null: never
    /// @param revokedAt when it was taken back; null while it was not
    record Known(
            String id,
            Wish wish,
            Instant createdAt,
            String createdBy,
            @Nullable Instant usedAt,
            @Nullable Instant revokedAt) {}
}
