package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.testkit.Await;
import dev.muster.testkit.MusterProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `muster demo` as a newcomer starts it.
final class DemoIT {

    private static final Duration ALIVE = Duration.ofSeconds(60);
    private static final Duration STORY = Duration.ofMinutes(3);
    private static final String TARGET = "Linux unit_tests storage";

    @TempDir private Path folder;

    @Test
    void the_grid_comes_alive_a_target_breaks_and_mends_and_nothing_is_left_at_the_end()
            throws Exception {
        try (var demo =
                MusterProcess.start(
                        folder,
                        Map.of(),
                        "demo",
                        "--port",
                        "0",
                        "--no-open",
                        "--commits-every",
                        "1")) {
            Await.until(ALIVE, "a first cell is green", () -> cells(demo).contains("s"));
            Await.until(STORY, "the target breaks", () -> column(demo).contains("f"));
            Await.until(STORY, "and mends", () -> column(demo).matches(".*s.*f.*"));

            assertThat(demo.terminate()).as(demo::output).isZero();
        }

        assertThat(processes()).isEmpty();
        try (var left = Files.list(folder.resolve("tmp"))) {
            assertThat(left.filter(it -> it.getFileName().toString().startsWith("muster")))
                    .isEmpty();
        }
    }

    @Test
    void a_demonstration_that_cannot_start_leaves_nothing_behind() throws Exception {
        try (var demo =
                MusterProcess.start(folder, Map.of("MUSTER_PORT", "eighty"), "demo", "--no-open")) {
            Await.until(ALIVE, "it has ended", () -> !demo.isAlive());

            assertThat(demo.output())
                    .contains("MUSTER_PORT is 'eighty', and must be a number from 0 to 65535");
        }
        try (var left = Files.list(folder.resolve("tmp"))) {
            assertThat(left.filter(it -> it.getFileName().toString().startsWith("muster")))
                    .isEmpty();
        }
    }

    private static JsonNode grid(MusterProcess demo) {
        try {
            return new ObjectMapper()
                    .readTree(demo.get("/api/v1/repos/local/harbour/grid?commits=100"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String cells(MusterProcess demo) {
        return String.join("", texts(grid(demo).path("cells")));
    }

    /// The target's cells, the newest commit's first.
    private static String column(MusterProcess demo) {
        var grid = grid(demo);
        var place = grid.path("targets").findValuesAsText("name").indexOf(TARGET);
        return place < 0
                ? ""
                : String.join(
                        "",
                        texts(grid.path("cells")).stream()
                                .map(row -> row.substring(place, place + 1))
                                .toList());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    /// Processes that have the test's folder in their command line.
    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }
}
