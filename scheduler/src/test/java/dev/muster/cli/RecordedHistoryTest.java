package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.Databases;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a service tells of its past is what `muster simulate` replays.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordedHistoryTest {

    private static final String HISTORY = "/api/v1/repos/local/sample/history";

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties:
              linux:
                capacity: 3
            targets:
              - name: Linux analyze
                run: ./analyze
              - name: Linux test
                run: ./test
              - name: Linux soak
                run: ./soak
                postsubmit: false
              - name: Linux lab
                scheduler: partner_lab
            """;

    private static final int COMMITS = 12;

    private RunningApi api;
    @TempDir private Path folder;

    /// `Linux test` is broken from the fifth to the eighth commit, and flakes on the tenth.
    @BeforeAll
    void a_past() {
        var world = World.on(Databases.h2());
        api = RunningApi.local(world);
        for (var commit = 1; commit <= COMMITS; commit++) {
            world.clock.pass(Duration.ofMinutes(20));
            world.land(commit, CONFIG).dispatched();
            world.runner.unfinished().forEach(world.runner::start);
            world.reconciliation.round();
            world.clock.pass(Duration.ofMinutes(6));
            world.end(commit, "Linux analyze", Ending.PASSED);
            var red = commit >= 5 && commit < 8;
            world.end(commit, "Linux test", red || commit == 10 ? Ending.FAILED : Ending.PASSED);
            if (red) {
                world.run(commit, "Linux test", Ending.FAILED);
            } else if (commit == 10) {
                world.run(commit, "Linux test", Ending.PASSED);
            }
        }
        api.post(
                "/api/v1/repos/local/sample/dispatch",
                "{\"targets\": [\"Linux soak\"], \"ref\": \"main\"}");
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private List<JsonNode> told(String query) {
        return api.get(HISTORY + query).body().lines().map(RecordedHistoryTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException broken) {
            throw new AssertionError(line, broken);
        }
    }

    @Test
    void commits_come_in_their_order_and_the_truth_last() {
        var lines = told("");

        assertThat(lines).hasSize(COMMITS + 1);
        assertThat(lines.getFirst().path("sha").asText())
                .isEqualTo(SimulatedCommits.sha(1).value());
        var truth = lines.getLast().path("truth");
        assertThat(truth.path("targets"))
                .extracting(it -> it.path("name").asText() + " " + it.path("minutes"))
                .containsExactly("Linux analyze 6.0", "Linux test 6.0");
        assertThat(truth.at("/targets/1/flakeRate").asDouble()).isEqualTo(1.0 / COMMITS);
        assertThat(truth.path("breaks").toString())
                .isEqualTo(
                        "[{\"target\":\"Linux test\",\"culprit\":\"%s\",\"mended\":\"%s\"}]"
                                .formatted(SimulatedCommits.sha(5), SimulatedCommits.sha(8)));
        assertThat(truth.path("runners").toString()).isEqualTo("{\"linux\":3}");
    }

    @Test
    void a_break_that_began_before_what_is_told_begins_with_its_first_commit() {
        var lines = told("?commits=6");

        assertThat(lines).hasSize(7);
        assertThat(lines.getLast().at("/truth/breaks/0/culprit").asText())
                .isEqualTo(SimulatedCommits.sha(7).value());
    }

    @Test
    void simulate_replays_it() throws IOException {
        var config = Files.writeString(folder.resolve(".ci.yaml"), CONFIG);
        var history = Files.writeString(folder.resolve("h.jsonl"), api.get(HISTORY).body());

        var run =
                CommandRun.of(
                        "simulate", "--history", history.toString(), "--config", config.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("12 commits in ")
                .contains(" 2 targets, 1 breaks, ", "\n| value ", "\n| guaranteed ");
    }

    @Test
    void a_second_truth_and_a_number_that_is_none_are_refused() throws IOException {
        var config = Files.writeString(folder.resolve("c.yaml"), CONFIG).toString();
        var twice = Files.writeString(folder.resolve("t.jsonl"), "{\"truth\":{}}\n".repeat(2));
        var word =
                Files.writeString(
                        folder.resolve("w.jsonl"),
                        "{\"sha\":\"%040x\",\"time\":1,\"changedFiles\":\"3\"}".formatted(1));

        assertThat(CommandRun.of("simulate", "-c", config, "--history", twice.toString()).err())
                .contains("line 2 of '" + twice + "' has a second \"truth\"");
        assertThat(CommandRun.of("simulate", "-c", config, "--history", word.toString()).err())
                .contains("line 1 of '" + word + "' has \"changedFiles\" that is no number");
    }

    @Test
    void more_than_ten_thousand_commits_are_not_told_at_once() {
        assertThat(api.get(HISTORY + "?commits=10001").statusCode()).isEqualTo(422);
        assertThat(api.get(HISTORY + "?commits=0").statusCode()).isEqualTo(422);
        assertThat(api.get(HISTORY + "?branch=gone").statusCode()).isEqualTo(404);
    }
}
