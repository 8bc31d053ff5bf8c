package dev.muster.api;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/// Who may do what: everybody reads where reading is public; a gardener also writes.
///
/// A gardener is who shows the service's token. Where the service listens for this machine only, so
/// is a request from this machine, unless a page of another site made it: its `Host` must be a
/// loopback name (or a foreign name could be pointed here), and its `Origin`, if it has one, ours.
@ServerFilter("/**")
final class Access {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Set<String> FORWARDED =
            Set.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via");

    private final ApiSettings settings;

    Access(ApiSettings settings) {
        this.settings = settings;
    }

    @RequestFilter
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        if (!request.getPath().startsWith("/api/")) {
            return null;
        }
        var role = role(request);
        if (settings.local() && role != Role.GARDENER && !loopbackName(request)) {
            return Problem.of(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "this service answers to the names of this machine only",
                    "use http://localhost, or start it with --host to serve others");
        }
        if (reads(request)) {
            return settings.publicRead() || role == Role.GARDENER
                    ? null
                    : Problem.of(
                                    HttpStatus.UNAUTHORIZED,
                                    "reading needs a token here",
                                    "send 'Authorization: Bearer …'")
                            .header("WWW-Authenticate", "Bearer");
        }
        if (role != Role.GARDENER) {
            return Problem.of(
                    HttpStatus.FORBIDDEN,
                    "this needs the role gardener",
                    "send 'Authorization: Bearer …' with the service's token");
        }
        return null;
    }

    /// Planning and validating change nothing, so they count as reading.
    private static boolean reads(HttpRequest<?> request) {
        var path = request.getPath();
        return request.getMethod() == HttpMethod.GET
                || request.getMethod() == HttpMethod.HEAD
                || path.equals("/api/v1/validate")
                || (path.startsWith("/api/v1/repos/") && path.endsWith("/plan"));
    }

    Role role(HttpRequest<?> request) {
        var token = bearer(request);
        if (token.isPresent()) {
            return settings.adminToken() != null && same(settings.adminToken(), token.get())
                    ? Role.GARDENER
                    : Role.VIEWER;
        }
        return settings.local() && fromHere(request) ? Role.GARDENER : Role.VIEWER;
    }

    /// Who is written into the audit log.
    String who(HttpRequest<?> request) {
        return bearer(request).isPresent() ? "token" : "local";
    }

    private static Optional<String> bearer(HttpRequest<?> request) {
        return request.getHeaders()
                .getAuthorization()
                .filter(it -> it.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(it -> it.substring(7).strip());
    }

    /// In constant time, whatever the lengths.
    private static boolean same(String wanted, String given) {
        return MessageDigest.isEqual(digest(wanted), digest(given));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// A proxy on this machine speaks for people elsewhere.
    private static boolean fromHere(HttpRequest<?> request) {
        var headers = request.getHeaders();
        var proxied = FORWARDED.stream().anyMatch(headers::contains);
        if (proxied || !request.getRemoteAddress().getAddress().isLoopbackAddress()) {
            return false;
        }
        var origin = headers.get("Origin");
        return loopbackName(request)
                && (origin == null || origin.equals("http://" + headers.get("Host")));
    }

    private static boolean loopbackName(HttpRequest<?> request) {
        var host = request.getHeaders().get("Host");
        return host != null && LOOPBACK.contains(name(host));
    }

    private static String name(String host) {
        try {
            var name = URI.create("http://" + host).getHost();
            return name == null ? "" : name;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// What a caller may do.
    enum Role {
        /// reads
        VIEWER,
        /// reads and writes
        GARDENER
    }
}
