package dev.muster.api;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.access.Secret;
import dev.muster.people.People;
import dev.muster.people.SignIn;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.net.URI;
import java.util.Locale;

/// Signing in with GitHub: away, and back.
@Controller("/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuthController {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final People people;
    private final Callers callers;
    private final Cookies cookies;

    AuthController(People people, Callers callers, Cookies cookies) {
        this.people = people;
        this.callers = callers;
        this.cookies = cookies;
    }

    /// The ways to sign in, and who this browser is signed in as.
    @Get
    String ways(HttpRequest<?> request) {
        var document = MAPPER.createObjectNode().put("token", true).put("github", people.on());
        callers.signedIn(request).ifPresent(it -> document.put("who", it));
        return document.toString();
    }

    @Get("/github")
    HttpResponse<?> leave(HttpRequest<?> request, @Nullable @QueryValue String back) {
        if (!people.on()) {
            throw Problem.notFound("sign-in with GitHub here");
        }
        var departure = people.signIn().begin(back == null ? "/" : back);
        return to(departure.question())
                .cookie(cookies.departure(request, departure.browser().text()));
    }

    @Get("/github/callback")
    HttpResponse<?> comeBack(
            HttpRequest<?> request,
            @Nullable @QueryValue String code,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue String error) {
        if (!people.on()) {
            throw Problem.notFound("sign-in with GitHub here");
        }
        var browser = Cookies.kept(request, Cookies.DEPARTURE);
        var outcome =
                people.signIn().end(browser, state == null ? "" : state, code == null ? "" : code);
        return switch (outcome) {
            case SignIn.Outcome.SignedIn(var person, var session, var back) -> {
                people.rights().forget(person);
                forget(request);
                yield to(URI.create(back))
                        .cookie(cookies.session(request, session.text()))
                        .cookie(cookies.noDeparture(request));
            }
            case SignIn.Outcome.Failed(var cause) ->
                    to(URI.create("/?sign-in=" + word(cause, error)))
                            .cookie(cookies.noDeparture(request));
        };
    }

    /// A session that this browser had before ends.
    private void forget(HttpRequest<?> request) {
        var before = Cookies.kept(request, Cookies.SESSION);
        if (Secret.isSecret(before)) {
            people.sessions().close(new Secret(before));
        }
    }

    private static String word(SignIn.Cause cause, @Nullable String error) {
        var refused = cause == SignIn.Cause.DECLINED && !"access_denied".equals(error);
        return (refused ? SignIn.Cause.REFUSED : cause).name().toLowerCase(Locale.ROOT);
    }

    private static MutableHttpResponse<?> to(URI address) {
        return HttpResponse.status(HttpStatus.SEE_OTHER)
                .header("Location", address.toString())
                .header("Cache-Control", "no-store");
    }
}
