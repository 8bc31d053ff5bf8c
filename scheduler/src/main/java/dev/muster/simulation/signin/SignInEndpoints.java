package dev.muster.simulation.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.digest.Digest;
import dev.muster.simulation.apps.App;
import dev.muster.simulation.apps.Apps;
import dev.muster.simulation.apps.Tokens;
import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// People who sign in somewhere through an App: asked in the browser, told by a code that is good
/// once, whose token the App asks for.
public final class SignInEndpoints {

    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final Duration TOKEN_LIFE = Duration.ofHours(8);

    private final Ground ground;
    private final Accounts accounts;
    private final Apps apps;
    private final Tokens tokens;
    private final Map<String, Code> codes = new HashMap<>();

    /// Signs people in with their accounts.
    public SignInEndpoints(Ground ground, Accounts accounts, Apps apps, Tokens tokens) {
        this.ground = ground;
        this.accounts = accounts;
        this.apps = apps;
        this.tokens = tokens;
    }

    /// What a code stands for.
    private record Code(
            App app, Account person, URI callback, String challenge, Instant expiresAt) {}

    /// Adds the routes.
    public void mount(Routes routes) {
        routes.add("GET /login/oauth/authorize", Access.ANYONE, this::authorize);
        routes.add("POST /login/oauth/access_token", Access.ANYONE, this::exchange);
        routes.add("DELETE /applications/{client_id}/token", Access.ANYONE, this::giveBack);
        routes.add("GET /user", Access.PERSON, this::user);
    }

    private Answer authorize(Request request) {
        var app = apps.find(given(request.query(), "client_id"));
        if (app == null || app.callbacks().isEmpty()) {
            throw Refusal.notFound();
        }
        var state = given(request.query(), "state");
        var wanted = given(request.query(), "redirect_uri");
        var first = app.callbacks().getFirst();
        var callback = wanted.isEmpty() ? first : URI.create(wanted);
        if (!app.callbacks().contains(callback)) {
            return back(first, Map.of("error", "redirect_uri_mismatch", "state", state));
        }
        var as = given(request.query(), "as");
        var challenge = given(request.query(), "code_challenge");
        if (!challenge.isEmpty()
                && !given(request.query(), "code_challenge_method").equals("S256")) {
            throw Refusal.of(400, "code_challenge_method must be S256");
        }
        if (as.isEmpty()) {
            return SignInPage.of(app, accounts.people(), request.query());
        }
        if (as.equals("-")) {
            return back(callback, Map.of("error", "access_denied", "state", state));
        }
        var person = accounts.find(as);
        if (person == null) {
            throw Refusal.notFound();
        }
        var code = "c%019x".formatted(ground.nextId());
        codes.put(code, new Code(app, person, callback, challenge, ground.now().plus(CODE_LIFE)));
        return back(callback, Map.of("code", code, "state", state));
    }

    private static Answer back(URI callback, Map<String, String> words) {
        var query = new StringBuilder();
        new LinkedHashMap<>(words)
                .forEach(
                        (name, value) ->
                                query.append(query.isEmpty() ? '?' : '&')
                                        .append(name)
                                        .append('=')
                                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return Answer.empty(302).with(Map.of("Location", callback.toString() + query));
    }

    /// GitHub tells of what is wrong with status 200.
    private Answer exchange(Request request) {
        var form = form(request);
        var app = apps.find(given(form, "client_id"));
        if (app == null || !app.clientSecret().equals(given(form, "client_secret"))) {
            return fault("incorrect_client_credentials", "The client_id is not passed correctly.");
        }
        var code = codes.remove(given(form, "code"));
        if (code == null
                || code.app != app
                || !ground.clock().instant().isBefore(code.expiresAt)
                || !proves(given(form, "code_verifier"), code.challenge)) {
            return fault("bad_verification_code", "The code passed is incorrect or expired.");
        }
        var callback = given(form, "redirect_uri");
        if (!callback.isEmpty() && !callback.equals(code.callback.toString())) {
            return fault("redirect_uri_mismatch", "The redirect_uri is not that of the code.");
        }
        var body = Json.object().put("access_token", tokens.mint(app, code.person));
        body.put("expires_in", TOKEN_LIFE.toSeconds());
        body.put("refresh_token", "ghr_" + given(form, "code"));
        body.put("refresh_token_expires_in", Duration.ofDays(184).toSeconds());
        return Answer.ok(body.put("token_type", "bearer").put("scope", ""));
    }

    private static Answer fault(String error, String description) {
        return Answer.ok(
                Json.object()
                        .put("error", error)
                        .put("error_description", description)
                        .put("error_uri", "https://docs.github.com/apps"));
    }

    private static boolean proves(String verifier, String challenge) {
        return challenge.isEmpty() || Digest.of(verifier).base64().equals(challenge);
    }

    private Answer giveBack(Request request) {
        var app = apps.find(request.at("client_id"));
        var basic =
                app == null
                        ? ""
                        : Base64.getEncoder()
                                .encodeToString(
                                        (app.clientId() + ":" + app.clientSecret())
                                                .getBytes(StandardCharsets.UTF_8));
        if (app == null || !request.header("Authorization").equals("Basic " + basic)) {
            throw Refusal.notFound();
        }
        if (!tokens.revoke(app, request.json().path("access_token").asText(""))) {
            throw Refusal.unprocessable("Validation Failed");
        }
        return Answer.empty(204);
    }

    private Answer user(Request request) {
        var person = accounts.user(request.caller().login());
        var at = ground.now().toString();
        ObjectNode body = person.shape(ground).put("name", person.login());
        for (var unsaid : new String[] {"company", "location", "email", "hireable", "bio"}) {
            body.putNull(unsaid);
        }
        body.put("blog", "").putNull("twitter_username");
        body.put("public_repos", 0).put("public_gists", 0).put("followers", 0);
        return Answer.ok(body.put("following", 0).put("created_at", at).put("updated_at", at));
    }

    private static String given(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static Map<String, String> form(Request request) {
        if (request.header("Content-Type").startsWith("application/json")) {
            var fields = new HashMap<String, String>();
            for (Map.Entry<String, JsonNode> it : request.json().properties()) {
                fields.put(it.getKey(), it.getValue().asText());
            }
            return fields;
        }
        var fields = new HashMap<>(request.query());
        for (var part : new String(request.body(), StandardCharsets.UTF_8).split("&", -1)) {
            var equals = part.indexOf('=');
            if (equals > 0) {
                fields.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
