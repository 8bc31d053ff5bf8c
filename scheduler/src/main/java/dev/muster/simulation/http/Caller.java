package dev.muster.simulation.http;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/// Who calls.
///
/// @param kind how the caller proved who it is
/// @param login the account in whose name it acts
/// @param app the App, 0 for nobody
/// @param installation the installation, 0 where it is not one
/// @param permissions what it may do, by area: `read` or `write`
/// @param repositories the repositories it may see, absent for all of its account
public record Caller(
        Kind kind,
        String login,
        long app,
        long installation,
        Map<String, String> permissions,
        @Nullable Set<Long> repositories) {

    /// Someone who showed nothing.
    public static final Caller NOBODY = new Caller(Kind.NOBODY, "ghost", 0, 0, Map.of(), null);

    /// How a caller proved who it is.
    public enum Kind {
        /// Not at all.
        NOBODY,
        /// By a JSON web token that the App signed.
        APP,
        /// By a token of an installation.
        INSTALLATION,
        /// By the token of someone who signed in.
        PERSON
    }

    /// Whether it may do something in an area.
    public boolean may(String area, String level) {
        var has = permissions.getOrDefault(area, "none");
        return has.equals("admin") || has.equals(level) || has.equals("write");
    }
}
