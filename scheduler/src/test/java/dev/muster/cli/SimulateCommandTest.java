package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

class SimulateCommandTest {

    private static final Path CORPUS = Path.of("../../shared/corpus");

    @TempDir private Path folder;
    private String history = "";
    private String config = "";

    @BeforeEach
    void a_repository_of_two_hundred_commits() throws IOException {
        history = folder.resolve("commits.jsonl").toString();
        config = folder.resolve(".ci.yaml").toString();
        Files.writeString(
                Path.of(history),
                IntStream.range(0, 200)
                        .mapToObj(
                                it ->
                                        "{\"sha\":\"%040x\",\"time\":%d,\"files\":[\"a\"]}"
                                                .formatted(it + 1, 1_700_000_000 + 3600 * it))
                        .collect(Collectors.joining("\n")));
        Files.writeString(
                Path.of(config),
                """
                enabled_branches: [main]
                targets:
                  - name: linux unit
                    run: [make, test]
                  - name: linux build
                    run: [make, all]
                  - name: linux presubmit
                    postsubmit: false
                    run: [make, lint]
                """);
    }

    private CommandRun simulate(String... more) {
        var arguments =
                new java.util.ArrayList<>(
                        java.util.List.of("simulate", "--history", history, "--config", config));
        arguments.addAll(java.util.List.of(more));
        return CommandRun.of(arguments.toArray(new String[0]));
    }

    @Test
    void a_table_has_a_row_for_each_policy() {
        var run = simulate("--breaks", "4", "--load", "0.5");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("200 commits in 8 days, 2 targets, 4 breaks, ")
                .contains("\n| value ", "\n| cocoon ", "\n| guaranteed ");
    }

    @Test
    void a_document_tells_what_was_replayed_and_what_came_of_it() throws IOException {
        var run = simulate("--format", "json", "--policy", "guaranteed", "--breaks", "3");
        var document = new ObjectMapper().readTree(run.out());

        assertThat(document.path("comparisons")).hasSize(1);
        var comparison = document.path("comparisons").get(0);
        assertThat(comparison.path("targets").asInt()).isEqualTo(2);
        assertThat(comparison.path("policies")).hasSize(1);
        assertThat(comparison.path("policies").get(0).path("seen").isNumber()).isTrue();
    }

    @Test
    void a_picture_has_a_line_for_each_policy_and_is_well_formed() throws Exception {
        var run = simulate("--format", "svg", "--load", "0.4,0.8", "--breaks", "4");

        var picture =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(run.out().getBytes(UTF_8)));

        assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(6);
        assertThat(run.out()).contains(">value</text>", ">cocoon</text>", ">guaranteed</text>");
    }

    @Test
    void the_same_seed_tells_the_same() {
        assertThat(simulate("--seed", "5")).isEqualTo(simulate("--seed", "5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {                                   | line 1 of '.*' is not JSON: .*
                    {"sha": "abc", "time": 1}           | line 1 of '.*' has no "sha" of 40 .*
                    {"sha": "SHA", "time": "yesterday"} | line 1 of '.*' has no "time" in seconds .*
                    {"sha": "SHA", "time": 1}           | '.*' has 1 commits; a history has more
                    [1, 2]                              | line 1 of '.*' has no "sha" of 40 .*
                    """)
    void a_line_that_is_no_commit_is_told(String line, String told) throws IOException {
        Files.writeString(Path.of(history), line.replace("SHA", "a".repeat(40)));

        var run = simulate();

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).matches("(?s)muster: " + told + "\n.*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --policy | speed | there is no policy 'speed'; there are value, cocoon,
                    --load   | 0     | '--load' is 0.0; give a share such as 0.3
                    --load   | NaN   | '--load' is NaN; give a share such as 0.3
                    --breaks | -1    | '--breaks' is -1; give 0 or more
                    --newest | 0     | '--newest' is 0; give 1 or more
                    """)
    void an_option_out_of_range_is_told(String option, String value, String told) {
        var run = simulate(option, value);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("muster: " + told);
    }

    private CommandRun withTruth(String truth, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("truth.json"), truth);
        var arguments = new java.util.ArrayList<>(java.util.List.of("--truth", file.toString()));
        arguments.addAll(java.util.List.of(more));
        return simulate(arguments.toArray(new String[0]));
    }

    @Test
    void what_was_recorded_is_replayed_and_not_made_up() throws IOException {
        var truth =
                """
                {"targets": [{"name": "linux unit", "minutes": 30, "flakeRate": 0},
                             {"name": "linux build", "minutes": 30}],
                 "breaks": [{"target": "linux unit", "culprit": "%040x", "mended": "%040x"}],
                 "flakes": [{"target": "linux build", "commit": "%040x"}],
                 "runners": {"linux": 2}}
                """
                        .formatted(101, 151, 121);
        var quiet = comparison(truth.replaceAll("\"flakes\": \\[.*],", "\"flakes\": [],"));

        var comparison = comparison(truth);

        assertThat(comparison.path("breaks").asInt()).isEqualTo(1);
        assertThat(comparison.path("runners").path("linux").asInt()).isEqualTo(2);
        var policy = comparison.path("policies").get(0);
        assertThat(policy.path("minutesUntilSeenMedian").asDouble()).isEqualTo(30);
        var runs = quiet.path("policies").get(0).path("runs").asInt();
        assertThat(policy.path("runs").asInt()).as("with the flake's retry").isEqualTo(runs + 1);
        assertThat(policy.path("machineHours").asDouble()).isEqualTo(0.5 * (runs + 1));
    }

    private JsonNode comparison(String truth) throws IOException {
        var run = withTruth(truth, "--format", "json", "--policy", "guaranteed");
        assertThat(run.err()).isEmpty();
        return new ObjectMapper().readTree(run.out()).path("comparisons").get(0);
    }

    @Test
    void what_lies_before_the_newest_commits_is_left_out() throws IOException {
        var truth =
                """
                {"breaks": [{"target": "linux unit", "culprit": "%040x", "mended": "%040x"},
                            {"target": "linux unit", "culprit": "%040x"}]}
                """
                        .formatted(10, 20, 190);

        var run = withTruth(truth, "--newest", "100", "--format", "json");

        assertThat(run.out()).contains("\"breaks\" : 1,");
    }

    @Test
    void all_faults_of_a_truth_are_told_at_once() throws IOException {
        var run =
                withTruth(
                        """
                        {"targets": [{"name": "linux unti", "minutes": 0, "flakeRate": 2, "x": 1}],
                         "breaks": [{"target": "linux unit", "culprit": "%040x", "mended": "%040x"},
                                    {"target": "linux presubmit", "culprit": "main"}, 7],
                         "flakes": {}, "runners": {"linux": 0, "linx": 1}, "braeks": []}
                        """
                                .formatted(20, 20));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains(
                        "it has an unknown key 'braeks'; did you mean 'breaks'?",
                        "targets[0] has an unknown key 'x'",
                        "targets[0] names 'linux unti', which is no target that runs when a commit"
                                + " lands; did you mean 'linux unit'?",
                        "targets[0] has \"minutes\": 0, and must be a number from 0.01 to 10000",
                        "targets[0] has \"flakeRate\": 2, and must be a number from 0 to 1",
                        "breaks[0] is mended before it is broken",
                        "breaks[1] names 'linux presubmit', which is no target",
                        "breaks[1] has \"culprit\": 'main', which is no commit of the history",
                        "breaks[2] is no object",
                        "\"flakes\" is no list",
                        "\"runners\" of 'linux' is 0, and must be a number from 1",
                        "\"runners\" names 'linx', which is no platform; did you mean 'linux'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"breaks": [               | line 1 of '.*' is not JSON: .*
                    []                         | '.*' is no truth .*it is no JSON object.*
                    {"runners": {}, "runners"} | line 1 of '.*' is not JSON: .*
                    """)
    void a_truth_that_is_no_document_is_told(String truth, String told) throws IOException {
        var run = withTruth(truth);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).matches("(?s)muster: " + told);
    }

    @Test
    void a_real_history_is_replayed() {
        var commits = CORPUS.resolve("changed-files/flutter__flutter.first-parent-3000.jsonl");
        assumeThat(commits).as("the corpus is not beside the repository").exists();
        history = commits.toString();
        config = CORPUS.resolve("ci-yaml/flutter__flutter.ci.yaml").toString();

        var run = simulate("--newest", "200", "--policy", "value,cocoon", "--breaks", "20");

        assertThat(run.out()).startsWith("200 commits in ").contains(" targets, 20 breaks, ");
    }
}
