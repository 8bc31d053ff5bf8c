package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What happens is told as it happens, and nothing is lost between two connections.
final class EventStreamTest extends ApiTestCase {

    @Test
    void a_result_arrives_at_who_listens() throws Exception {
        try (var stream = listen(null)) {
            assertThat(stream.next()).startsWith("hello");

            world.land(7, CONFIG).run(7, "Linux test", Ending.PASSED);

            assertThat(stream.until("\"status\":\"succeeded\""))
                    .contains("task")
                    .contains("\"target\":\"Linux test\"")
                    .contains("\"cell\":\"");
        }
    }

    @Test
    void who_comes_back_gets_what_was_missed() throws Exception {
        var last = json(api.get(REPO + "/grid")).path("lastEvent").asText();
        world.land(8, CONFIG);

        try (var stream = listen(last)) {
            assertThat(stream.next()).startsWith("hello");
            assertThat(stream.next()).startsWith("commit");
        }
    }

    @Test
    void who_asks_for_what_is_forgotten_is_told_to_fetch_anew() throws Exception {
        try (var stream = listen("999999999")) {
            assertThat(stream.next()).startsWith("reset");
        }
    }

    private Stream listen(String lastEventId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(api.uri("/api/v1/events?repo=local/sample"));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        var client = HttpClient.newHttpClient();
        var lines = client.send(request.build(), BodyHandlers.ofLines()).body();
        return new Stream(client, lines.iterator());
    }

    private record Stream(HttpClient client, java.util.Iterator<String> lines)
            implements AutoCloseable {

        /// The next event: its name and its data.
        String next() throws Exception {
            return CompletableFuture.supplyAsync(this::read).get(20, TimeUnit.SECONDS);
        }

        private String read() {
            var parts = new ArrayList<String>();
            while (lines.hasNext()) {
                var line = lines.next();
                if (line.startsWith("event:")) {
                    parts.addFirst(line.substring(6).strip());
                } else if (line.startsWith("data:")) {
                    parts.add(line.substring(5).strip());
                } else if (line.isEmpty() && parts.size() > 1) {
                    return String.join(" ", parts);
                }
            }
            return "the end";
        }

        String until(String part) throws Exception {
            List<String> seen = new ArrayList<>();
            while (seen.size() < 100) {
                var event = next();
                if (event.contains(part)) {
                    return event;
                }
                seen.add(event);
            }
            throw new AssertionError("no event with " + part + " in " + seen);
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
