package dev.muster.api;

import dev.muster.access.Role;
import dev.muster.access.Secret;
import dev.muster.people.People;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

/// What the caller is to this service, and who uses a browser.
///
/// A browser keeps the token, or the secret of a session, in a cookie that no script can read.
@Controller("/api/v1/session")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SessionController {

    private final ApiSettings settings;
    private final Access access;
    private final Callers callers;
    private final People people;
    private final Cookies cookies;

    SessionController(
            ApiSettings settings, Access access, Callers callers, People people, Cookies cookies) {
        this.settings = settings;
        this.access = access;
        this.callers = callers;
        this.people = people;
        this.cookies = cookies;
    }

    /// @param version of this program
    /// @param role viewer or gardener
    /// @param who the name of who signed in with this browser; null where nobody did
    /// @param mode `local` where the service listens for this machine only, else `server`
    /// @param publicRead whether reading needs no token
    @Introspected
    record Session(
            String version, String role, @Nullable String who, String mode, boolean publicRead) {}

    /// What somebody signs in with.
    ///
    /// @param token made by `muster token create`
    @Introspected
    record Wish(@Nullable String token) {}

    /// @param repo the repository that the role is asked for, of people who signed in with GitHub
    @Get
    Session session(HttpRequest<?> request, @Nullable @QueryValue String repo) {
        return session(access.role(request), callers.signedIn(request).orElse(null));
    }

    private Session session(Role role, @Nullable String who) {
        return new Session(
                settings.version(),
                (role.includes(Role.GARDENER) ? Role.GARDENER : Role.VIEWER).word(),
                who,
                settings.local() ? "local" : "server",
                settings.publicRead());
    }

    @Post
    HttpResponse<Session> signIn(HttpRequest<?> request, @Body Wish wish) {
        var token = wish.token() == null ? "" : wish.token().strip();
        var owner =
                callers.owner(token)
                        .orElseThrow(
                                () ->
                                        new Problem.Raised(
                                                HttpStatus.UNAUTHORIZED,
                                                "nobody has this token, or it was revoked"));
        return HttpResponse.ok(session(owner.role(), owner.name()))
                .cookie(cookies.token(request, token));
    }

    /// @param everywhere whether other browsers are signed out as well; of who signed in by a token
    ///   nothing is known of those
    @Delete
    HttpResponse<Void> signOut(
            HttpRequest<?> request, @QueryValue(defaultValue = "false") boolean everywhere) {
        callers.person(request)
                .ifPresent(
                        it -> {
                            if (everywhere) {
                                people.sessions().closeAll(it);
                            } else {
                                people.sessions().close(new Secret(kept(request)));
                            }
                        });
        return HttpResponse.<Void>noContent().cookie(cookies.noSession(request));
    }

    private static String kept(HttpRequest<?> request) {
        return Cookies.kept(request, Cookies.SESSION);
    }
}
