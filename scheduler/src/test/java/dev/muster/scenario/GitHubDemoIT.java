package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.Await;
import dev.muster.testkit.MusterProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// `muster demo --github` as a newcomer starts it.
final class GitHubDemoIT {

    private static final Duration STORY = Duration.ofMinutes(8);
    private static final Pattern PAGE =
            Pattern.compile("The repository is on (http://localhost:\\d+/harbour/app)");

    private final HttpClient browser = HttpClient.newHttpClient();

    @TempDir private Path folder;

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void a_pull_request_is_checked_queued_and_merged_and_others_are_told_what_is_wrong()
            throws Exception {
        try (var demo =
                MusterProcess.start(
                        folder,
                        Map.of(),
                        "demo",
                        "--github",
                        "--port",
                        "0",
                        "--no-open",
                        "--commits-every",
                        "10")) {
            Await.until(STORY, "it says where", () -> PAGE.matcher(demo.output()).find());
            var page = PAGE.matcher(demo.output()).results().findFirst().orElseThrow().group(1);

            var ahead =
                    new HashMap<>(
                            Map.of(
                                    "/pull/4", "&#39;timeuot&#39; is not a key",
                                    "/pull/2", " failed",
                                    "/pull/1", "Merged"));
            Await.until(
                    STORY,
                    () -> "not seen yet: " + ahead,
                    () -> {
                        // each may be over, and another begun, before the next is looked for
                        ahead.entrySet()
                                .removeIf(it -> get(page + it.getKey()).contains(it.getValue()));
                        return ahead.isEmpty();
                    });

            assertThat(demo.terminate()).as(demo::output).isZero();
        }

        try (var left = Files.list(folder.resolve("tmp"))) {
            assertThat(left.map(it -> it.getFileName().toString()))
                    .noneMatch(it -> it.startsWith("muster") || it.startsWith("github"));
        }
    }

    private String get(String page) {
        try {
            var request = HttpRequest.newBuilder(URI.create(page)).build();
            return browser.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
