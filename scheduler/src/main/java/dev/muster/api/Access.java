package dev.muster.api;

import dev.muster.access.Principal;
import dev.muster.access.Role;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may do what: everybody reads where reading is public; a gardener also writes; a scheduler
/// posts status; an admin makes tokens.
@ServerFilter("/**")
final class Access {

    private static final String PRINCIPAL = "muster.principal";

    private static final String STATUS = "/api/v1/task-status";

    private static final Set<String> POSTS = Set.of(STATUS, "/api/update-task-status");

    /// How people who signed in come by a role.
    private static final Map<Role, String> ON_GITHUB =
            Map.of(
                    Role.GARDENER,
                    "write permission to the repository on GitHub makes a gardener there, unless"
                            + " this service is set to ask for another",
                    Role.ADMIN,
                    "an administrator of all repositories of this service on GitHub is one here");

    private final ApiSettings settings;
    private final Callers callers;

    Access(ApiSettings settings, Callers callers) {
        this.settings = settings;
        this.callers = callers;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        if (!isOfTheApi(request.getPath())) {
            return null;
        }
        var caller = callers.of(request);
        caller.ifPresent(it -> request.setAttribute(PRINCIPAL, it));
        if (settings.local() && caller.isEmpty() && !Callers.loopbackName(request)) {
            return Problem.of(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "this service answers to the names of this machine only",
                    "use http://localhost, or start it with --host to serve others");
        }
        return signing(request) ? null : refusal(request, caller);
    }

    /// A badge tells of a tree, so it is read by those alone who may read the tree.
    private static boolean isOfTheApi(String path) {
        return path.startsWith("/api/") || path.startsWith("/badge/");
    }

    /// Signing in and out is for everybody.
    private static boolean signing(HttpRequest<?> request) {
        return request.getPath().equals("/api/v1/session") && request.getMethod() != HttpMethod.GET;
    }

    private @Nullable HttpResponse<?> refusal(HttpRequest<?> request, Optional<Principal> caller) {
        var needed = needed(request);
        if (request.getPath().equals(STATUS) && Callers.jobToken(request).isPresent()) {
            return null; // the feature itself proves who talks
        }
        if (caller.filter(it -> it.role().includes(needed)).isPresent()) {
            return null;
        }
        return switch (needed) {
            case VIEWER -> settings.publicRead() ? null : unknown("reading needs a token here");
            case SCHEDULER ->
                    caller.filter(it -> !Callers.sitsHere(it)).isPresent()
                            ? forbidden(
                                    Role.SCHEDULER,
                                    "an administrator makes one by 'muster token create --scheduler"
                                            + " NAME'")
                            : unknown("posting status needs a token of a scheduler");
            case GARDENER, ADMIN -> refused(request, needed, caller);
        };
    }

    /// Says what is needed, what the caller is, and how to come by what is missing.
    private static HttpResponse<?> refused(
            HttpRequest<?> request, Role needed, Optional<Principal> caller) {
        var detail =
                "this needs the role %s, and %s".formatted(needed.word(), known(request, caller));
        var signedIn = caller.filter(it -> it.id().startsWith(Visitors.ON_GITHUB)).isPresent();
        var hint =
                signedIn
                        ? ON_GITHUB.get(needed)
                        : "send 'Authorization: Bearer …' with a token of that role; an"
                                + " administrator"
                                + " makes one by 'muster token create --role %s'"
                                        .formatted(needed.word());
        return Problem.of(HttpStatus.FORBIDDEN, detail, hint);
    }

    private static String known(HttpRequest<?> request, Optional<Principal> caller) {
        return caller.map(
                        it -> "'%s' is a %s".formatted(Documents.cut(it.name()), it.role().word()))
                .orElse(
                        Callers.bringsToken(request)
                                ? "nobody has this token, or it was revoked or has expired"
                                : "it is not known who asks");
    }

    private static MutableHttpResponse<String> unknown(String detail) {
        return Problem.of(HttpStatus.UNAUTHORIZED, detail, "send 'Authorization: Bearer …'")
                .header("WWW-Authenticate", "Bearer");
    }

    private static HttpResponse<?> forbidden(Role needed, String hint) {
        return Problem.of(HttpStatus.FORBIDDEN, "this needs the role " + needed.word(), hint);
    }

    /// The role that a request takes.
    static Role needed(HttpRequest<?> request) {
        var path = request.getPath();
        if (POSTS.contains(path)) {
            return Role.SCHEDULER;
        }
        if (path.equals("/api/v1/tokens")
                || path.startsWith("/api/v1/tokens/")
                || path.equals(AuditController.ADDRESS)) {
            return Role.ADMIN;
        }
        return reads(request) ? Role.VIEWER : Role.GARDENER;
    }

    /// Planning and validating change nothing, so they count as reading.
    private static boolean reads(HttpRequest<?> request) {
        var path = request.getPath();
        return request.getMethod() == HttpMethod.GET
                || request.getMethod() == HttpMethod.HEAD
                || path.equals("/api/v1/validate")
                || (request.getMethod() == HttpMethod.POST
                        && path.startsWith("/api/v1/repos/")
                        && path.endsWith("/plan"));
    }

    /// What the caller may do.
    Role role(HttpRequest<?> request) {
        return principal(request).map(Principal::role).orElse(Role.VIEWER);
    }

    /// Who is written into the audit log.
    String who(HttpRequest<?> request) {
        return principal(request).map(Principal::name).orElse("somebody");
    }

    /// Who asks, if that is known.
    Optional<Principal> principal(HttpRequest<?> request) {
        return request.getAttribute(PRINCIPAL, Principal.class);
    }
}
