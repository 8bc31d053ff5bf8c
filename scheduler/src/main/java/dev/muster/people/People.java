package dev.muster.people;

import dev.muster.core.ci.RepoSlug;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The door of this package: everything about people who sign in with GitHub.
///
/// @param on whether they can
/// @param secure whether people reach the service by https
/// @param signIn takes them in
/// @param sessions whose browser is whose
/// @param rights what they may do
public record People(boolean on, boolean secure, SignIn signIn, Sessions sessions, Rights rights) {

    /// Where nobody can sign in with GitHub.
    public static People off(Sessions sessions, RandomGenerator random, Clock clock) {
        var nobody = new Nobody();
        return new People(
                false,
                false,
                new SignIn(nobody, sessions, "http://localhost", random),
                sessions,
                new Rights(nobody, Permission.WRITE, List::of, clock));
    }

    private static final class Nobody implements GitHubAccounts {

        @Override
        public URI question(URI callback, String state, String challenge) {
            throw new IllegalStateException("nobody signs in with GitHub here");
        }

        @Override
        public Identity identify(String code, URI callback, String verifier) {
            return new Identity.Refused("nobody signs in with GitHub here");
        }

        @Override
        public Optional<Permission> permission(Person person, RepoSlug repository) {
            return Optional.of(Permission.NONE);
        }
    }
}
