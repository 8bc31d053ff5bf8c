package dev.muster.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.apps.App;
import dev.muster.simulation.ground.Json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;

/// A bare client of the API, for tests of the simulation itself.
final class ApiClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final App app;
    private final Clock clock;
    private String version = "2026-03-10";
    private String authorization = "";

    ApiClient(GitHubSimulation github, Clock clock) {
        this.url = github.url();
        this.app = github.app();
        this.clock = clock;
    }

    /// The App itself calls from now on.
    ApiClient asApp() {
        authorization = "Bearer " + webToken(-60, 540);
        return this;
    }

    ApiClient as(String value) {
        authorization = value;
        return this;
    }

    ApiClient speaking(String apiVersion) {
        version = apiVersion;
        return this;
    }

    /// The installation that a repository belongs to calls from now on.
    ApiClient asInstallation(SimulatedRepository repository) {
        return asInstallation(repository, Json.object());
    }

    ApiClient asInstallation(SimulatedRepository repository, ObjectNode narrowed) {
        asApp();
        var id = get("/repos/" + repository.fullName() + "/installation").json().path("id");
        var token = post("/app/installations/" + id + "/access_tokens", narrowed);
        authorization = "Bearer " + token.json().path("token").asText();
        return this;
    }

    String webToken(long issued, long expires) {
        var now = clock.instant().getEpochSecond();
        var claims =
                "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
                        .formatted(now + issued, now + expires, app.clientId());
        var head = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64(claims);
        try {
            var bare = app.key().wrappedPem().replaceAll("-----[A-Z ]+-----", "").replace("\n", "");
            var key =
                    KeyFactory.getInstance("RSA")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(bare)));
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(head.getBytes(StandardCharsets.US_ASCII));
            return head
                    + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Reply post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    Reply send(
            String method,
            String path,
            @org.jspecify.annotations.Nullable JsonNode body,
            String... headers) {
        try {
            return trySend(method, path, body, headers);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Reply trySend(
            String method,
            String path,
            @org.jspecify.annotations.Nullable JsonNode body,
            String... headers)
            throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("X-GitHub-Api-Version", version)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().map().entrySet().stream()
                            .collect(
                                    java.util.stream.Collectors.toMap(
                                            it -> it.getKey().toLowerCase(java.util.Locale.ROOT),
                                            it -> it.getValue().getFirst())));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// What came back.
    record Reply(int status, byte[] body, Map<String, String> headers) {

        JsonNode json() {
            try {
                return Json.read(body);
            } catch (IOException e) {
                throw new AssertionError(text(), e);
            }
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }
}
