package dev.muster.api;

import dev.muster.people.People;
import dev.muster.people.Sessions;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;

import jakarta.inject.Singleton;

import java.time.Duration;

/// What browsers keep for the service. No script can read it, no page of another site can send it
/// along with what it writes, and where people use https it never goes without.
@Singleton
final class Cookies {

    /// Who signed in: a token, or the secret of a session.
    static final String SESSION = "muster_session";

    /// What a browser keeps while it is at GitHub.
    static final String DEPARTURE = "muster_departure";

    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final People people;

    Cookies(People people) {
        this.people = people;
    }

    /// A token that somebody signed in with.
    Cookie token(HttpRequest<?> request, String token) {
        return cookie(request, SESSION, token, REMEMBERED).sameSite(SameSite.Strict);
    }

    /// A session. It goes along when GitHub's page leads back to ours.
    Cookie session(HttpRequest<?> request, String session) {
        return cookie(request, SESSION, session, Sessions.LONGEST);
    }

    /// A departure to GitHub.
    Cookie departure(HttpRequest<?> request, String departure) {
        return cookie(request, DEPARTURE, departure, Sessions.PENDING).path("/auth");
    }

    /// Nobody.
    Cookie noSession(HttpRequest<?> request) {
        return cookie(request, SESSION, "", Duration.ZERO);
    }

    /// No departure.
    Cookie noDeparture(HttpRequest<?> request) {
        return cookie(request, DEPARTURE, "", Duration.ZERO).path("/auth");
    }

    private Cookie cookie(HttpRequest<?> request, String name, String value, Duration age) {
        return Cookie.of(name, value)
                .path("/")
                .httpOnly(true)
                .sameSite(SameSite.Lax)
                .secure(people.secure() || secure(request))
                .maxAge(age);
    }

    /// What a browser keeps under a name; empty: nothing.
    static String kept(HttpRequest<?> request, String name) {
        return request.getCookies().findCookie(name).map(Cookie::getValue).orElse("");
    }

    /// Whether a browser asks by https, as far as this service or the proxy before it knows.
    static boolean secure(HttpRequest<?> request) {
        return request.isSecure() || "https".equals(request.getHeaders().get("X-Forwarded-Proto"));
    }
}
