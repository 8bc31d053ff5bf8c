package dev.muster.api;

import dev.muster.access.Principal;
import dev.muster.access.Role;
import dev.muster.access.Secret;
import dev.muster.access.Tokens;
import dev.muster.digest.Digest;
import dev.muster.people.Person;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;

import jakarta.inject.Singleton;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells who asks.
///
/// A token says so. Without one, where the service listens for this machine only, a request from
/// this machine is its admin's, unless a page of another site made it: its `Host` must be a
/// loopback name (or a foreign name could be pointed here), and its `Origin`, if it has one, ours.
@Singleton
final class Callers {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Set<String> FORWARDED =
            Set.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via");

    private static final Pattern JOB =
            Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private static final Principal OPERATOR =
            new Principal("operator", "admin token", Role.ADMIN, null);
    private static final Principal LOCAL = new Principal("local", "local", Role.ADMIN, null);

    private final ApiSettings settings;
    private final Tokens tokens;
    private final Visitors visitors;

    Callers(ApiSettings settings, Tokens tokens, Visitors visitors) {
        this.settings = settings;
        this.tokens = tokens;
        this.visitors = visitors;
    }

    /// Who it is, if that is proven. A token that nobody has proves nothing, also on this machine;
    /// a cookie that nobody has is as none, for all services of a machine share theirs.
    Optional<Principal> of(HttpRequest<?> request) {
        var token = token(request);
        if (token.isPresent()) {
            return owner(token.get());
        }
        var person = person(request);
        if (person.isPresent()) {
            return visitors.at(request, person.get());
        }
        return byCookie(request)
                .or(
                        () ->
                                settings.local() && fromHere(request)
                                        ? Optional.of(LOCAL)
                                        : Optional.empty());
    }

    /// Who signed in with this browser, whatever they may do, unless a page of another site asks in
    /// their name.
    Optional<String> signedIn(HttpRequest<?> request) {
        return person(request).map(Person::name).or(() -> byCookie(request).map(Principal::name));
    }

    /// The person whose browser it is, unless a page of another site asks in their name.
    Optional<Person> person(HttpRequest<?> request) {
        return ownPage(request) && token(request).isEmpty()
                ? visitors.owner(Cookies.kept(request, Cookies.SESSION))
                : Optional.empty();
    }

    private Optional<Principal> byCookie(HttpRequest<?> request) {
        return ownPage(request) ? owner(Cookies.kept(request, Cookies.SESSION)) : Optional.empty();
    }

    /// Whether a page of this service asks, as browsers tell. A cookie alone writes nothing: of
    /// what writes, every browser tells the origin.
    static boolean ownPage(HttpRequest<?> request) {
        var headers = request.getHeaders();
        var origin = headers.get("Origin");
        var host = headers.get("Host");
        if (origin == null) {
            var method = request.getMethod();
            return method == HttpMethod.GET || method == HttpMethod.HEAD;
        }
        return origin.equals("https://" + host)
                || (origin.equals("http://" + host) && !Cookies.secure(request));
    }

    /// Whose token it is.
    Optional<Principal> owner(String token) {
        if (settings.adminToken() != null && same(settings.adminToken(), token)) {
            return Optional.of(OPERATOR);
        }
        return Secret.isSecret(token) ? tokens.owner(new Secret(token)) : Optional.empty();
    }

    /// Whether somebody is known by sitting at this machine alone.
    static boolean sitsHere(Principal principal) {
        return principal.equals(LOCAL);
    }

    /// The token of a job of GitHub Actions, if it is one: three parts with dots between.
    static Optional<String> jobToken(HttpRequest<?> request) {
        return token(request).filter(it -> JOB.matcher(it).matches());
    }

    /// Whether a token comes with a request, whoever's it is.
    static boolean bringsToken(HttpRequest<?> request) {
        return token(request).isPresent();
    }

    /// The token, under the name of today or the one that Cocoon's clients use.
    private static Optional<String> token(HttpRequest<?> request) {
        var headers = request.getHeaders();
        var bearer =
                headers.getAuthorization()
                        .filter(it -> it.regionMatches(true, 0, "Bearer ", 0, 7))
                        .map(it -> it.substring(7).strip());
        return bearer.isPresent()
                ? bearer
                : Optional.ofNullable(headers.get("Service-Account-Token")).map(String::strip);
    }

    /// In constant time, whatever the lengths.
    private static boolean same(String wanted, String given) {
        return Digest.of(wanted).equals(Digest.of(given));
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

    /// Whether it was asked for under a name of this machine.
    static boolean loopbackName(HttpRequest<?> request) {
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
}
