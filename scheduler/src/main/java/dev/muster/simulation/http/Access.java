package dev.muster.simulation.http;

import java.util.Map;

/// What a route asks of its callers.
///
/// @param kind the way to prove who one is
/// @param area the permission it takes, empty for none
/// @param level `read` or `write`
public record Access(Caller.Kind kind, String area, String level) {

    /// For anyone.
    public static final Access ANYONE = new Access(Caller.Kind.NOBODY, "", "");

    /// For the App itself.
    public static final Access APP = new Access(Caller.Kind.APP, "", "");

    /// For people who signed in.
    public static final Access PERSON = new Access(Caller.Kind.PERSON, "", "");

    /// For installations that may read in an area.
    public static Access read(String area) {
        return new Access(Caller.Kind.INSTALLATION, area, "read");
    }

    /// For installations that may write in an area.
    public static Access write(String area) {
        return new Access(Caller.Kind.INSTALLATION, area, "write");
    }

    /// Whether anyone may call, whatever they show.
    public boolean open() {
        return kind == Caller.Kind.NOBODY;
    }

    /// Lets the caller pass.
    ///
    /// @throws Refusal where it may not
    public void check(Caller caller) {
        if (kind == Caller.Kind.NOBODY) {
            return;
        }
        if (caller.kind() == Caller.Kind.NOBODY) {
            throw Refusal.of(401, "Requires authentication");
        }
        if (caller.kind() != kind) {
            throw kind == Caller.Kind.APP
                    ? Refusal.of(401, "A JSON web token could not be decoded")
                    : Refusal.of(403, "Resource not accessible by integration");
        }
        if (!area.isEmpty() && !area.equals("metadata") && !caller.may(area, level)) {
            throw Refusal.of(403, "Resource not accessible by integration")
                    .with("X-Accepted-GitHub-Permissions", area + "=" + level);
        }
    }

    /// The header that names the permission.
    public Map<String, String> header() {
        return area.isEmpty()
                ? Map.of()
                : Map.of("X-Accepted-GitHub-Permissions", area + "=" + level);
    }
}
