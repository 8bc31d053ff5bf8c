package dev.muster.simulation.apps;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.http.Caller;
import dev.muster.simulation.http.Refusal;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The tokens of installations, each of which lives an hour, and those of people.
public final class Tokens {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration PERSON_LIFE = Duration.ofHours(8);

    private final Ground ground;
    private final Apps apps;
    private final Map<String, Token> tokens = new HashMap<>();
    private final Map<String, Person> people = new HashMap<>();

    /// None yet.
    public Tokens(Ground ground, Apps apps) {
        this.ground = ground;
        this.apps = apps;
    }

    Token mint(
            Installation installation,
            Map<String, String> permissions,
            @Nullable Set<Long> repositories) {
        var token =
                new Token(
                        text("ghs_", ground.nextId()),
                        installation.id(),
                        permissions,
                        repositories,
                        ground.now().plus(LIFE));
        tokens.put(token.text(), token);
        return token;
    }

    void revoke(String text) {
        tokens.remove(text);
    }

    /// All tokens stop being good at once.
    public void revokeAll() {
        tokens.clear();
        people.clear();
    }

    /// A token of someone who signed in through an App.
    public String mint(App app, Account person) {
        var text = text("ghu_", ground.nextId()).substring(0, 40);
        people.put(text, new Person(app.id(), person.login(), ground.now().plus(PERSON_LIFE)));
        return text;
    }

    /// Takes a person's token back, where it is one of the App's.
    ///
    /// @return whether it was
    public boolean revoke(App app, String text) {
        var person = people.get(text);
        return person != null && person.app == app.id() && people.remove(text) != null;
    }

    /// The tokens of people that are good.
    public int ofPeople() {
        return people.size();
    }

    /// Who calls with this value of `Authorization`.
    ///
    /// @throws Refusal 401 where it proves nothing
    public Caller caller(String authorization) {
        if (authorization.isEmpty()) {
            return Caller.NOBODY;
        }
        var text = authorization.replaceFirst("(?i)^(bearer|token) +", "");
        return text.startsWith("ghs_")
                ? installation(text)
                : text.startsWith("ghu_") ? person(text) : app(text);
    }

    private Caller person(String text) {
        var person = people.get(text);
        if (person == null || !ground.clock().instant().isBefore(person.expiresAt)) {
            throw Refusal.of(401, "Bad credentials");
        }
        return new Caller(Caller.Kind.PERSON, person.login, person.app, 0, Map.of(), null);
    }

    private Caller installation(String text) {
        var token = tokens.get(text);
        if (token == null || !ground.clock().instant().isBefore(token.expiresAt())) {
            throw Refusal.of(401, "Bad credentials");
        }
        var installation = apps.installation(token.installation());
        if (installation == null) {
            throw Refusal.of(401, "Bad credentials");
        }
        if (installation.suspendedAt() != null) {
            throw Refusal.of(403, "This installation has been suspended");
        }
        return new Caller(
                Caller.Kind.INSTALLATION,
                installation.app().bot(),
                installation.app().id(),
                installation.id(),
                stillGranted(token, installation),
                token.repositories());
    }

    /// A permission that the account took back is gone at once.
    private static Map<String, String> stillGranted(Token token, Installation installation) {
        var granted = new TreeMap<>(token.permissions());
        granted.keySet().retainAll(installation.permissions().keySet());
        granted.replaceAll(
                (area, level) ->
                        "read".equals(installation.permissions().get(area)) ? "read" : level);
        return granted;
    }

    private Caller app(String text) {
        var app = WebToken.check(text, apps, ground.clock().instant());
        return new Caller(Caller.Kind.APP, app.bot(), app.id(), 0, Map.of(), null);
    }

    /// About 520 characters with dots and dashes, as GitHub's are now.
    private static String text(String kind, long number) {
        try {
            var digest = MessageDigest.getInstance("SHA-512");
            var text = new StringBuilder(kind);
            for (var part = 0; text.length() < 520; part++) {
                var plain = (number + "/" + part).getBytes(StandardCharsets.UTF_8);
                text.append(
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(digest.digest(plain)));
                text.append(part % 2 == 0 ? '.' : '-');
            }
            return text.substring(0, 520);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-512", e);
        }
    }

    record Token(
            String text,
            long installation,
            Map<String, String> permissions,
            @Nullable Set<Long> repositories,
            Instant expiresAt) {}

    private record Person(long app, String login, Instant expiresAt) {}
}
