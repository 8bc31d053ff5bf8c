package dev.muster.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.PathPattern;
import dev.muster.config.model.Property;
import dev.muster.config.model.Target;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// What the reader says of the files in use, beside what a plain YAML tree says of them.
class CorpusOracleTest {

    private static final YAMLMapper PLAIN = new YAMLMapper();

    static List<Path> files() {
        return Corpus.configFiles();
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_reader_says_what_a_plain_tree_says(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);

        var config = ((Reading.Valid) CiConfigReader.read("x", bytes)).config();

        var wanted = told(PLAIN.readTree(bytes));
        assertThat(config.targets()).hasSameSizeAs(wanted);
        assertThat(told(config)).zipSatisfy(wanted, (is, was) -> assertThat(is).isEqualTo(was));
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_value_stands_where_its_place_says(Path file) throws IOException {
        var lines = Files.readAllLines(file);

        var config = ((Reading.Valid) CiConfigReader.read("x", Files.readAllBytes(file))).config();

        for (var target : config.targets()) {
            var at = target.at();
            var written = lines.get(at.line() - 1).substring(at.column() - 1, at.endColumn() - 1);
            assertThat(written).contains(target.name().value());
            for (var property : target.work().properties()) {
                assertThat(
                                lines.get(property.at().line() - 1)
                                        .substring(property.at().column() - 1))
                        .contains(property.name());
            }
        }
    }

    private static List<Map<String, Object>> told(CiConfig config) {
        return config.targets().stream().map(CorpusOracleTest::told).toList();
    }

    private static Map<String, Object> told(Target target) {
        var told = new TreeMap<String, Object>();
        told.put("name", target.name().value());
        told.put("bringup", target.enablement().bringup());
        told.put("presubmit", target.enablement().presubmit());
        told.put("postsubmit", target.enablement().postsubmit());
        told.put("timeout", target.work().timeout().toMinutes());
        told.put("recipe", String.valueOf(target.work().recipe()));
        told.put("scheduler", target.scheduler());
        told.put("runIf", target.enablement().runIf().stream().map(PathPattern::written).toList());
        told.put(
                "branches", target.enablement().branches().stream().map(it -> it.regex()).toList());
        told.put("properties", told(target.work().properties()));
        told.put("dimensions", told(target.work().dimensions()));
        return told;
    }

    private static Map<String, String> told(List<Property> properties) {
        var told = new TreeMap<String, String>();
        properties.forEach(it -> told.put(it.name(), inYaml11(it.written())));
        return told;
    }

    /// The plain tree reads YAML 1.1, where `1_1` is the number 11; to the reader it is text.
    private static String inYaml11(String written) {
        return written.matches("[0-9]+(_[0-9]+)+") ? written.replace("_", "") : written;
    }

    private static List<Map<String, Object>> told(JsonNode file) {
        var targets = new ArrayList<Map<String, Object>>();
        for (var target : file.get("targets")) {
            var told = new TreeMap<String, Object>();
            told.put("name", target.get("name").asText());
            told.put("bringup", target.path("bringup").asBoolean(false));
            told.put("presubmit", target.path("presubmit").asBoolean(true));
            told.put("postsubmit", target.path("postsubmit").asBoolean(true));
            told.put("timeout", target.path("timeout").asLong(30));
            told.put("recipe", target.path("recipe").asText("null"));
            told.put("scheduler", target.path("scheduler").asText("cocoon"));
            told.put("runIf", texts(either(target, "runIf", "run_if")));
            told.put("branches", texts(either(target, "enabled_branches", "enabledBranches")));
            told.put("properties", map(target.path("properties")));
            told.put("dimensions", map(target.path("dimensions")));
            targets.add(told);
        }
        return targets;
    }

    private static JsonNode either(JsonNode node, String one, String other) {
        return node.has(one) ? node.get(one) : node.path(other);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static Map<String, String> map(JsonNode node) {
        var map = new TreeMap<String, String>();
        node.properties().forEach(it -> map.put(it.getKey(), inYaml11(it.getValue().asText())));
        return map;
    }
}
