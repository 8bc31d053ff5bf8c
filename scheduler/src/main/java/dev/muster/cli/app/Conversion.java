package dev.muster.cli.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/// Exchanges the code that GitHub gave the browser for the App's secrets. A code can be exchanged
/// once, within an hour.
public final class Conversion {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI api;

    /// @param api GitHub's REST API
    public Conversion(URI api) {
        this.api = api;
    }

    /// Asks for the App.
    public Outcome of(String code) throws InterruptedException {
        if (!CODE.matcher(code).matches()) {
            return new Outcome.Failed("GitHub sent no code; begin once more");
        }
        var request =
                HttpRequest.newBuilder(URI.create(api + "/app-manifests/" + code + "/conversions"))
                        .timeout(PATIENCE)
                        .header("Accept", "application/vnd.github+json")
                        .header("User-Agent", "muster")
                        .POST(BodyPublishers.noBody())
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 201 -> made(document(answer.body()));
                case 404 ->
                        new Outcome.Failed(
                                "GitHub does not know this code any more; begin once more");
                default ->
                        new Outcome.Failed(
                                "%s answered %d%s"
                                        .formatted(api, answer.statusCode(), said(answer.body())));
            };
        } catch (IOException e) {
            return new Outcome.Failed(
                    "%s cannot be reached from here; load this page once more".formatted(api));
        }
    }

    private static Outcome made(JsonNode app) {
        var id = app.path("id").asLong();
        var key = app.path("pem").asText("");
        var secret = app.path("webhook_secret").asText("");
        var page = app.path("html_url").asText("");
        var client =
                new Registration.Client(
                        app.path("client_id").asText(""), app.path("client_secret").asText(""));
        if (id <= 0 || key.isEmpty() || secret.isEmpty() || page.isEmpty()) {
            return new Outcome.Failed("GitHub's answer tells of no App");
        }
        return new Outcome.Made(
                new Registration(
                        id, app.path("name").asText(""), URI.create(page), key, secret, client));
    }

    private static String said(String body) {
        var message = document(body).path("message").asText("");
        return message.isEmpty() ? "" : ": " + message;
    }

    private static JsonNode document(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /// What came of it.
    public sealed interface Outcome {

        /// @param app what GitHub made
        record Made(Registration app) implements Outcome {}

        /// @param why a sentence for the administrator
        record Failed(String why) implements Outcome {}
    }
}
