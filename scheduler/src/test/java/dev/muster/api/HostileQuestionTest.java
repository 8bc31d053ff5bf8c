package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Questions made to cost: each is answered within a bounded time, and the service goes on.
final class HostileQuestionTest extends ApiTestCase {

    /// The service's own bound is 10 s; the rest is for a machine that is busy.
    private static final Duration BOUND = Duration.ofSeconds(40);

    @Test
    void many_paths_against_dear_patterns_are_given_up() {
        var patterns =
                IntStream.range(0, 150)
                        .mapToObj("'regex:(.*a){1,40}(.*b){1,40}x%dy'"::formatted)
                        .collect(Collectors.joining(", "));
        var config =
                CONFIG.replace(
                        "run: ./analyze\n", "run: ./analyze\n    run_if: [" + patterns + "]\n");
        var paths =
                IntStream.range(0, 20_000)
                        .mapToObj(it -> "\"" + "ab".repeat(100) + it + "\"")
                        .collect(Collectors.joining(","));
        var began = System.nanoTime();

        var answer =
                api.post(
                        REPO + "/plan",
                        "{\"config\": %s, \"changedFiles\": [%s]}"
                                .formatted(quoted(config), paths));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("detail").asText())
                .isEqualTo(
                        "the answer takes longer than 10 s; ask with fewer changed files or"
                                + " patterns");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
        assertThat(api.get(REPO + "/grid").statusCode()).isEqualTo(200);
    }

    @Test
    void a_path_longer_than_any_is_refused() {
        var answer =
                api.post(
                        REPO + "/plan", "{\"changedFiles\": [\"%s\"]}".formatted("a".repeat(5000)));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("detail").asText())
                .isEqualTo("a path has at most 4096 characters");
    }

    @Test
    void more_files_than_anyone_has_are_refused() {
        var files = "{\"text\": \"x\"},".repeat(60) + "{\"text\": \"x\"}";

        var answer = api.post("/api/v1/validate", "{\"files\": [" + files + "]}");

        assertThat(json(answer).path("detail").asText())
                .isEqualTo("'files' has at most 50 entries");
    }

    @Test
    void a_large_file_of_faults_is_answered_in_time() {
        var lines = "  - {name: 'a b', nmae: x, run_fi: [**/[, a], timeout: -1}\n".repeat(25_000);
        var began = System.nanoTime();

        var answer =
                api.post(
                        "/api/v1/validate",
                        "{\"files\": [{\"text\": %s}]}".formatted(quoted("targets:\n" + lines)));

        assertThat(answer.statusCode()).isIn(200, 422);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
