package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.testkit.Await;
import dev.muster.testkit.MusterProcess;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A demonstration that is ended in the midst of its work, while people look at it.
final class QuietEndIT {

    private static final Duration BUSY = Duration.ofMinutes(3);
    private static final Duration PROMPT = Duration.ofSeconds(15);

    @TempDir private Path folder;

    /// @param seen letters of which each is in the grid when the end comes
    @ParameterizedTest
    @CsvSource({
        "local/harbour, , r",
        "local/harbour, , rs",
        "local/harbour, , rsf",
        "harbour/app, --github, r",
        "harbour/app, --github, rs"
    })
    void it_has_no_word_to_say_and_does_not_take_long(String repo, String how, String seen)
            throws Exception {
        try (var demo = MusterProcess.start(folder, Map.of(), arguments(how));
                var people = new People(URI.create(demo.address() + "/api/v1/"), repo)) {
            Await.until(
                    BUSY, "the grid shows each of " + seen, () -> shows(grid(demo, repo), seen));

            var asked = Instant.now();
            var exit = demo.terminate();
            var took = Duration.between(asked, Instant.now());

            assertThat(demo.complaints()).isEmpty();
            assertThat(exit).isZero();
            assertThat(took).isLessThan(PROMPT);
        }
    }

    private static String[] arguments(String how) {
        return Stream.concat(
                        Stream.of("demo", "--port", "0", "--no-open", "--commits-every", "1"),
                        Stream.ofNullable(how))
                .toArray(String[]::new);
    }

    private static boolean shows(String cells, String letters) {
        return letters.chars().allMatch(it -> cells.indexOf(it) >= 0);
    }

    private static String grid(MusterProcess demo, String repo) {
        try {
            var grid = demo.get("/api/v1/repos/" + repo + "/grid?commits=100");
            return new ObjectMapper()
                    .readTree(grid)
                    .path("cells")
                    .valueStream()
                    .map(JsonNode::asText)
                    .collect(Collectors.joining());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Some who look at the grid again and again, and some who listen to what happens.
    private static final class People implements AutoCloseable {

        private final HttpClient client = HttpClient.newHttpClient();
        private final List<Thread> looking;
        private final List<Iterator<String>> streams;
        private volatile boolean here = true;

        People(URI api, String repo) {
            streams = IntStream.range(0, 3).mapToObj(_ -> listen(api)).toList();
            streams.forEach(it -> assertThat(it.next()).as("a greeting").isNotEmpty());
            looking =
                    IntStream.range(0, 3)
                            .mapToObj(_ -> Thread.startVirtualThread(() -> look(api, repo)))
                            .toList();
        }

        private Iterator<String> listen(URI api) {
            try {
                var request = HttpRequest.newBuilder(api.resolve("events")).build();
                return client.send(request, BodyHandlers.ofLines()).body().iterator();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError("nobody can listen", e);
            }
        }

        private void look(URI api, String repo) {
            var grid = api.resolve("repos/" + repo + "/grid");
            try {
                while (here) {
                    client.send(HttpRequest.newBuilder(grid).build(), BodyHandlers.ofString());
                }
            } catch (IOException | InterruptedException e) {
                // the service has ended, as it was asked to
            }
        }

        @Override
        public void close() throws InterruptedException {
            here = false;
            client.shutdownNow();
            for (var each : looking) {
                each.join();
            }
        }
    }
}
