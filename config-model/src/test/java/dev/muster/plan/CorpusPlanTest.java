package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// The planner against an independent reading of the rules: a plain tree of the YAML,
/// java.util.regex and a handful of ifs, on thousands of real commits.
class CorpusPlanTest {

    private static final Path CORPUS = Path.of("../../shared/corpus");
    private static final Path CONFIG = CORPUS.resolve("ci-yaml/flutter__flutter.ci.yaml");
    private static final Path COMMITS =
            CORPUS.resolve("changed-files/flutter__flutter.first-parent-3000.jsonl");

    private final Map<String, Pattern> globs = new HashMap<>();

    @Test
    void real_commits_are_decided_as_an_independent_reading_decides_them() throws Exception {
        assumeTrue(
                Files.exists(CONFIG),
                "SKIPPED: no corpus of real configurations beside the checkout");
        var bytes = Files.readAllBytes(CONFIG);
        var config = ((Reading.Valid) CiConfigReader.read(".ci.yaml", bytes)).config();
        var planner = Planner.of(RepoSettings.defaults("master"), List.of(config), List.of());
        var tree = new YAMLMapper().readTree(bytes);
        var event = new RepoEvent.PullRequestUpdated("master", Instant.EPOCH, Set.of());
        var json = new ObjectMapper();
        var compared = 0;
        for (var line : Files.readAllLines(COMMITS)) {
            var files = texts(json.readTree(line).get("files"));

            var plan = planner.plan(event, new ChangedFiles.Known(files), TaskHistory.NONE);

            var decisions =
                    plan.decisions().stream()
                            .map(
                                    it ->
                                            it.target().name()
                                                    + " "
                                                    + it.word()
                                                    + " "
                                                    + it.reason().word())
                            .toList();
            assertThat(decisions).as(line.substring(0, 60)).isEqualTo(independently(tree, files));
            compared++;
        }
        assertThat(compared).isEqualTo(3_000);
    }

    private List<String> independently(JsonNode tree, List<String> files) {
        var decisions = new ArrayList<String>();
        for (var target : tree.get("targets")) {
            decisions.add(target.get("name").asText() + " " + independently(tree, target, files));
        }
        return decisions;
    }

    private String independently(JsonNode tree, JsonNode target, List<String> files) {
        if (!target.path("presubmit").asBoolean(true)) {
            return "skip presubmit_disabled";
        }
        if (target.path("bringup").asBoolean(false)) {
            return "skip bringup";
        }
        var branches =
                target.has("enabled_branches")
                        ? target.get("enabled_branches")
                        : tree.get("enabled_branches");
        if (texts(branches).stream().noneMatch("master"::matches)) {
            return "skip branch_not_enabled";
        }
        if (!target.path("scheduler").asText("cocoon").equals("cocoon")) {
            return "external external_scheduler";
        }
        var runIf = texts(target.has("runIf") ? target.get("runIf") : target.path("run_if"));
        if (runIf.isEmpty()) {
            return "run always";
        }
        return runIf.stream()
                        .anyMatch(glob -> files.stream().anyMatch(glob(glob).asMatchPredicate()))
                ? "run run_if_matched"
                : "skip run_if_unmatched";
    }

    /// The globs of this very file use literals, `*` and `**` only.
    private Pattern glob(String glob) {
        return globs.computeIfAbsent(
                glob,
                it -> {
                    var regex = new StringBuilder();
                    for (var part :
                            it.split("(?<=\\*\\*/)|(?=\\*\\*)|(?<=\\*\\*)|(?=\\*)|(?<=\\*)")) {
                        regex.append(
                                switch (part) {
                                    case "*" -> "[^/]*";
                                    case "" -> "";
                                    default -> Pattern.quote(part);
                                });
                    }
                    var text =
                            regex.toString()
                                    .replace("[^/]*[^/]*\\Q/\\E", "(?:.*/)?")
                                    .replace("[^/]*[^/]*", ".*");
                    return Pattern.compile(text, Pattern.DOTALL);
                });
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
