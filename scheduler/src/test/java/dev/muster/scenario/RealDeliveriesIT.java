package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.adapter.github.AppKey;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.webhooks.Signature;
import dev.muster.testkit.Await;
import dev.muster.testkit.GitHubReferee;
import dev.muster.wiring.GitHubSettings;
import dev.muster.wiring.ServeSettings;
import dev.muster.wiring.Service;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Deliveries as GitHub really sent them, to the service as it really runs. They are about
/// repositories that it does not know, lack fields, and have others that nobody uses.
final class RealDeliveriesIT {

    private static final Path PAYLOADS = Path.of("../../shared/github/webhooks");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final GitHubSimulation github = GitHubReferee.start(Clock.systemUTC());
    @TempDir private Path data;
    private Service service;

    @BeforeEach
    void start() throws Exception {
        if (!Files.isDirectory(PAYLOADS)) {
            System.out.println("SKIPPED: GitHub's payloads are not beside the repository");
        }
        assumeTrue(Files.isDirectory(PAYLOADS), "GitHub's payloads are not beside the repository");
        var app =
                GitHubSettings.of(
                        github.url(),
                        Long.toString(github.app().id()),
                        AppKey.read(github.app().key().pem()),
                        github.app().webhookSecret(),
                        URI.create(github.issuer().name()));
        var settings = ServeSettings.here(0, data, List.of(), 1).on(app);
        service = Service.start(settings, Clock.systemUTC(), "test");
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.end();
        }
        github.close();
    }

    @Test
    void every_delivery_is_taken_twice_and_none_is_left_over() throws Exception {
        var refused = new ArrayList<String>();
        var sent = 0;
        for (var entry : JSON.readTree(Files.readAllBytes(PAYLOADS.resolve("index.json")))) {
            var file = entry.path("file").asText();
            var body = Files.readAllBytes(PAYLOADS.resolve(file));
            var name = UUID.nameUUIDFromBytes(file.getBytes()).toString();
            for (var time = 1; time <= 2; time++) {
                var status = post(entry.path("event").asText(), name, body);
                sent++;
                if (status != 202) {
                    refused.add(file + ": " + status);
                }
            }
        }

        assertThat(sent).isGreaterThan(300);
        assertThat(refused).isEmpty();
        Await.until(Duration.ofMinutes(2), "the inbox is empty: ", () -> inbox().isEmpty());
    }

    @Test
    void a_changed_body_does_not_fit_its_signature() throws Exception {
        var body = Files.readAllBytes(PAYLOADS.resolve("push.plain.json"));
        var request =
                request("push", UUID.randomUUID().toString(), body)
                        .setHeader("X-Hub-Signature-256", Signature.of("another", body))
                        .build();

        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }

    private int post(String event, String name, byte[] body)
            throws IOException, InterruptedException {
        var request = request(event, name, body).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String event, String name, byte[] body) {
        return HttpRequest.newBuilder(at("/github/webhook"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", name)
                .header("X-Hub-Signature-256", Signature.of(github.app().webhookSecret(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }

    /// What waits or could not be handled.
    private JsonNode inbox() {
        try {
            var request = HttpRequest.newBuilder(at("/api/v1/service")).build();
            var answer = client.send(request, BodyHandlers.ofByteArray());
            return JSON.readTree(answer.body()).required("inbox");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
