package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.webhooks.Signature;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the endpoint of deliveries takes, keeps and refuses.
final class WebhookTest {

    private static final String CHECK_RUN =
            "{\"action\":\"created\",\"check_run\":{\"app\":{\"id\":%d}},\"repository\":{\"id\":1}}";

    private final GitHubStage stage = GitHubStage.on(Databases.h2());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        stage.close();
    }

    @Test
    void a_delivery_is_kept_before_it_is_looked_into() {
        assertThat(post("push", "one", "{\"ref\":\"refs/heads/main\"}").statusCode())
                .isEqualTo(202);

        assertThat(kept()).containsExactly("one waiting");
    }

    @Test
    void one_that_comes_twice_is_kept_once() {
        post("push", "one", "{}");
        stage.settle();

        assertThat(post("push", "one", "{}").statusCode()).isEqualTo(202);

        assertThat(kept()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"issues", "label", "ping", "meta", "star", "an_event_of_tomorrow"})
    void an_event_that_nobody_waits_for_is_kept_and_done(String event) {
        assertThat(post(event, "one", "{\"action\":\"created\"}").statusCode()).isEqualTo(202);
        stage.settle();

        assertThat(kept()).containsExactly("one done");
    }

    @Test
    void check_runs_of_other_apps_are_taken_and_not_kept() {
        var ours = stage.github.app().id();

        assertThat(post("check_run", "theirs", CHECK_RUN.formatted(ours + 1)).statusCode())
                .isEqualTo(202);
        assertThat(post("check_run", "ours", CHECK_RUN.formatted(ours)).statusCode())
                .isEqualTo(202);

        assertThat(kept()).containsExactly("ours waiting");
    }

    @Test
    void a_body_of_nearly_as_much_as_github_sends_is_taken() {
        var commit = "\"" + "a".repeat(1_000) + "\",";
        var body = "{\"commits\":[" + commit.repeat(24_000) + "\"\"]}";

        assertThat(post("push", "one", body).statusCode()).isEqualTo(202);
        assertThat(kept()).containsExactly("one waiting");
    }

    @Test
    void a_body_of_more_than_25_megabytes_is_refused() {
        var body = "{\"a\":\"" + "a".repeat(25 * 1024 * 1024) + "\"}";

        assertThat(post("push", "one", body).statusCode()).isEqualTo(413);
        assertThat(kept()).isEmpty();
    }

    @Test
    void a_small_delivery_is_taken_while_large_ones_take_all_the_room() throws IOException {
        var open = new ArrayList<Socket>();
        try {
            while (announced(open, 25_000_000).equals("HTTP/1.1 100 Continue")) {
                assertThat(open).hasSizeLessThan(1000);
            }

            assertThat(announced(open, 25_000_000)).startsWith("HTTP/1.1 503");
            assertThat(post("push", "one", "{}").statusCode()).isEqualTo(202);
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    /// What the service says to a delivery that is about to be sent.
    private String announced(List<Socket> open, int bytes) throws IOException {
        var at = stage.uri("/");
        var connection = new Socket(at.getHost(), at.getPort());
        open.add(connection);
        connection.setSoTimeout(20_000);
        var head =
                """
                POST /github/webhook HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Content-Length: %d
                Expect: 100-continue

                """
                        .formatted(bytes)
                        .replace("\n", "\r\n");
        connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        var answer = connection.getInputStream();
        return new BufferedReader(new InputStreamReader(answer, StandardCharsets.US_ASCII))
                .readLine();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, push, one, {}, 415",
        "application/x-www-form-urlencoded, push, one, payload=%7B%7D, 415",
        "application/json, Push!, one, {}, 400",
        "application/json, push, 'o n e', {}, 400",
        "application/json, push, one, [], 400",
        "application/json, push, one, {, 400"
    })
    void what_github_would_not_send_is_refused(
            String type, String event, String delivery, String body, int status) {
        var request = request(event, delivery, body).setHeader("Content-Type", type);

        assertThat(send(request).statusCode()).isEqualTo(status);
        assertThat(kept()).isEmpty();
    }

    @Test
    void what_nobody_signed_is_refused() {
        var unsigned = request("push", "one", "{}").setHeader("X-Hub-Signature-256", "sha256=");

        assertThat(send(unsigned).statusCode()).isEqualTo(401);
        assertThat(kept()).isEmpty();
    }

    private HttpResponse<String> post(String event, String delivery, String body) {
        return send(request(event, delivery, body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String event, String delivery, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(stage.uri("/github/webhook"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", delivery)
                .header(
                        "X-Hub-Signature-256",
                        Signature.of(stage.github.app().webhookSecret(), bytes))
                .POST(BodyPublishers.ofByteArray(bytes));
    }

    /// What is kept, each by its name with what became of it.
    private List<String> kept() {
        return stage.database
                .jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                select delivery || case
                                                    when done_at is null then ' waiting'
                                                    when fault is null then ' done'
                                                    else ' failed' end
                                                from inbox where source = 'github' order by id
                                                """)
                                        .mapTo(String.class)
                                        .list());
    }
}
