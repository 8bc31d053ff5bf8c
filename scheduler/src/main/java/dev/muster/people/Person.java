package dev.muster.people;

/// Somebody with an account at GitHub.
///
/// @param id GitHub's number, which stays when the login changes
/// @param login as it was when they signed in
public record Person(long id, String login) {

    /// How they are called in the audit log.
    public String name() {
        return "@" + login;
    }
}
