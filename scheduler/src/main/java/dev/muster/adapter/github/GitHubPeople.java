package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.core.ci.RepoSlug;
import dev.muster.people.GitHubAccounts;
import dev.muster.people.Permission;
import dev.muster.people.Person;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// People, as GitHub knows them. The token that a code is exchanged for is used once, to ask whose
/// it is, and given back; nobody else ever sees it.
public final class GitHubPeople implements GitHubAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(GitHubPeople.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_LOGIN = 100;

    private final GitHubClient client;
    private final Function<RepoSlug, Optional<Address>> addresses;
    private final SignInApp app;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// @param client for what is asked as the App
    /// @param addresses how GitHub knows the repositories
    public GitHubPeople(
            GitHubClient client, Function<RepoSlug, Optional<Address>> addresses, SignInApp app) {
        this.client = client;
        this.addresses = addresses;
        this.app = app;
    }

    /// The App, for the people who sign in through it.
    ///
    /// @param site GitHub's address for people, without a slash at its end
    /// @param api GitHub's REST API
    /// @param id the client id
    /// @param secret the client secret
    public record SignInApp(String site, URI api, String id, String secret) {

        /// Never the secret.
        @Override
        public String toString() {
            return "App %s at %s".formatted(id, site);
        }
    }

    @Override
    public URI question(URI callback, String state, String challenge) {
        var words = new LinkedHashMap<String, String>();
        words.put("client_id", app.id);
        words.put("redirect_uri", callback.toString());
        words.put("state", state);
        words.put("code_challenge", challenge);
        words.put("code_challenge_method", "S256");
        return URI.create(app.site + "/login/oauth/authorize?" + form(words));
    }

    private static String form(Map<String, String> words) {
        return words.entrySet().stream()
                .map(
                        it ->
                                it.getKey()
                                        + "="
                                        + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public Identity identify(String code, URI callback, String verifier) {
        try {
            var said = exchange(code, callback, verifier);
            var token = Json.read(said.body()).path("access_token").asText("");
            if (said.statusCode() / 100 == 5) {
                return new Identity.Silent("GitHub answered " + said.statusCode());
            }
            if (token.isEmpty()) {
                return new Identity.Refused(refusal(said));
            }
            try {
                return owner(token);
            } finally {
                giveBack(token);
            }
        } catch (IOException e) {
            return new Identity.Silent("GitHub did not answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Identity.Silent("the service was ended meanwhile");
        }
    }

    private HttpResponse<byte[]> exchange(String code, URI callback, String verifier)
            throws IOException, InterruptedException {
        var words = new LinkedHashMap<String, String>();
        words.put("client_id", app.id);
        words.put("client_secret", app.secret);
        words.put("code", code);
        words.put("redirect_uri", callback.toString());
        words.put("code_verifier", verifier);
        return send(
                to(app.site + "/login/oauth/access_token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(form(words))));
    }

    /// GitHub tells by a word, with status 200. Nothing else of its answer is repeated.
    private static String refusal(HttpResponse<byte[]> said) {
        var word = Json.read(said.body()).path("error").asText("");
        return "GitHub answered %d%s"
                .formatted(said.statusCode(), word.matches("[a-z_]{1,60}") ? ": " + word : "");
    }

    private Identity owner(String token) throws IOException, InterruptedException {
        var said =
                send(
                        to(app.api + "/user")
                                .header("Authorization", "Bearer " + token)
                                .header("Accept", "application/vnd.github+json")
                                .header("X-GitHub-Api-Version", GitHubClient.VERSION)
                                .GET());
        if (said.statusCode() != 200) {
            return said.statusCode() / 100 == 4
                    ? new Identity.Refused(
                            "GitHub answered %d for '/user'".formatted(said.statusCode()))
                    : new Identity.Silent(
                            "GitHub answered %d for '/user'".formatted(said.statusCode()));
        }
        return person(Json.read(said.body()));
    }

    private static Identity person(JsonNode user) {
        var id = user.path("id").asLong();
        var login = user.path("login").asText("");
        return id > 0 && !login.isBlank() && login.length() <= LONGEST_LOGIN
                ? new Identity.Known(new Person(id, login))
                : new Identity.Refused("GitHub's answer tells of nobody");
    }

    /// Where that does not work the token ends by itself.
    private void giveBack(String token) throws InterruptedException {
        var basic =
                Base64.getEncoder()
                        .encodeToString(
                                (app.id + ":" + app.secret).getBytes(StandardCharsets.UTF_8));
        try {
            send(
                    to(app.api + "/applications/" + Call.part(app.id) + "/token")
                            .header("Authorization", "Basic " + basic)
                            .header("Accept", "application/vnd.github+json")
                            .header("X-GitHub-Api-Version", GitHubClient.VERSION)
                            .method(
                                    "DELETE",
                                    BodyPublishers.ofString(
                                            Json.object().put("access_token", token).toString())));
        } catch (IOException e) {
            LOG.atInfo()
                    .addKeyValue("why", e.getClass().getSimpleName())
                    .log("A token could not be given back to GitHub");
        }
    }

    private static HttpRequest.Builder to(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("User-Agent", "muster");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Override
    public Optional<Permission> permission(Person person, RepoSlug repository) {
        var at = addresses.apply(repository).orElse(null);
        if (at == null) {
            return Optional.of(Permission.NONE);
        }
        var path = at.path("/collaborators/%s/permission".formatted(Call.part(person.login())));
        return switch (client.send(Call.get(at.as(), path))) {
            case Answer.Done done -> Optional.of(permission(done, person));
            case Answer.Refused refused ->
                    refused.missing() ? Optional.of(Permission.NONE) : Optional.empty();
            case Answer.Later _, Answer.Unknown _ -> Optional.empty();
        };
    }

    /// A role that the organization made itself counts as what it was made from.
    private static Permission permission(Answer.Done done, Person person) {
        var body = done.body();
        if (body.path("user").path("id").asLong() != person.id()) {
            return Permission.NONE;
        }
        return Permission.of(body.path("role_name").asText())
                .or(() -> Permission.of(body.path("permission").asText()))
                .orElse(Permission.NONE);
    }
}
