package dev.muster.people;

import dev.muster.core.ci.RepoSlug;

import java.net.URI;
import java.util.Optional;

/// What GitHub knows of people.
public interface GitHubAccounts {

    /// Where a browser asks whether somebody wants to sign in.
    ///
    /// @param callback where it is sent back to
    /// @param state what it brings back
    /// @param challenge what only the bearer of its origin can answer
    URI question(URI callback, String state, String challenge);

    /// Who came back with a code. A code is good once.
    ///
    /// @param verifier the origin of the challenge
    Identity identify(String code, URI callback, String verifier);

    /// What a person may do in a repository now; nothing where that cannot be learnt. An account
    /// that has the person's login and another number is somebody else, who counts for nothing.
    Optional<Permission> permission(Person person, RepoSlug repository);

    /// Who it is.
    sealed interface Identity {

        /// @param person who proved to be that account
        record Known(Person person) implements Identity {}

        /// GitHub does not take the code; another attempt with it would not help.
        ///
        /// @param why for the operator
        record Refused(String why) implements Identity {}

        /// GitHub cannot be asked, or did not answer; the code may be spent.
        ///
        /// @param why for the operator
        record Silent(String why) implements Identity {}
    }
}
