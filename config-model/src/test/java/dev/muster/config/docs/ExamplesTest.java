package dev.muster.config.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Corpus;
import dev.muster.config.Reading;
import dev.muster.config.check.Checks;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Severity;
import dev.muster.config.model.CiConfig;
import dev.muster.config.schema.JsonSchema;
import dev.muster.config.yaml.Key;
import dev.muster.config.yaml.KeyTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class ExamplesTest {

    private static final Path EXAMPLE = Corpus.repository().resolve("ci.yaml.example");

    static List<Path> files() throws IOException {
        try (var files = Files.walk(Corpus.repository().resolve("examples"))) {
            var configs = files.filter(f -> f.endsWith(".ci.yaml")).sorted().toList();
            return Stream.concat(Stream.of(EXAMPLE), configs.stream()).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_is_a_configuration_without_errors_and_warnings(Path file) throws IOException {
        var reading = read(file);

        assertThat(reading).isInstanceOf(Reading.Valid.class);
        assertThat(reading.diagnostics())
                .filteredOn(it -> it.severity() != Severity.INFO)
                .extracting(Diagnostic::message)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_passes_the_schema(Path file) throws IOException {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(JsonSchema.text());

        // editors resolve aliases, the validator's own YAML reader does not
        assertThat(schema.validate(new ObjectMapper().valueToTree(plain(file)))).isEmpty();
    }

    @Test
    void the_parts_of_the_monorepo_fit_together() throws IOException {
        var root = Corpus.repository().resolve("examples/monorepo");

        assertThat(
                        Checks.together(
                                List.of(
                                        config(root.resolve(".ci.yaml")),
                                        config(root.resolve("engine/.ci.yaml")))))
                .isEmpty();
    }

    @Test
    void the_example_shows_every_key_of_version_1_where_it_belongs() throws IOException {
        Map<String, Object> top =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(EXAMPLE));

        for (var where : Key.Where.values()) {
            assertThat(shown(top, where)).as("%s", where).containsAll(keys(where));
        }
    }

    private static Set<String> keys(Key.Where where) {
        return KeyTable.all().stream()
                .filter(key -> key.since() == 1 && key.where() == where)
                .map(Key::name)
                .collect(Collectors.toSet());
    }

    private static Set<Object> shown(Map<String, Object> top, Key.Where where) {
        Collection<?> maps =
                switch (where) {
                    case TOP -> List.of(top);
                    case PLATFORM -> ((Map<?, ?>) top.get("platform_properties")).values();
                    case TARGET -> (List<?>) top.get("targets");
                };
        return maps.stream()
                .<Object>flatMap(map -> ((Map<?, ?>) map).keySet().stream())
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> plain(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }

    private static CiConfig config(Path file) throws IOException {
        return ((Reading.Valid) read(file)).config();
    }

    private static Reading read(Path file) throws IOException {
        return CiConfigReader.read(file.toString(), Files.readAllBytes(file));
    }
}
