package dev.muster.api;

import dev.muster.access.Principal;
import dev.muster.access.Role;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// What the caller is to this service, and who uses a browser.
///
/// A browser keeps the token in a cookie that no script can read and no other site can send.
@Controller("/api/v1/session")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SessionController {

    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final ApiSettings settings;
    private final Access access;
    private final Callers callers;

    SessionController(ApiSettings settings, Access access, Callers callers) {
        this.settings = settings;
        this.access = access;
        this.callers = callers;
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

    @Get
    Session session(HttpRequest<?> request) {
        var who = callers.signedIn(request).map(Principal::name).orElse(null);
        return session(access.role(request), who);
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
                .cookie(cookie(request, token, REMEMBERED));
    }

    @Delete
    HttpResponse<Void> signOut(HttpRequest<?> request) {
        return HttpResponse.<Void>noContent().cookie(cookie(request, "", Duration.ZERO));
    }

    private static Cookie cookie(HttpRequest<?> request, String token, Duration age) {
        return Cookie.of(Callers.COOKIE, token)
                .path("/")
                .httpOnly(true)
                .sameSite(SameSite.Strict)
                .secure(request.isSecure() || proxied(request))
                .maxAge(age);
    }

    private static boolean proxied(HttpRequest<?> request) {
        return "https".equals(request.getHeaders().get("X-Forwarded-Proto"));
    }
}
