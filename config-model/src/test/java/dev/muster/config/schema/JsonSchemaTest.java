package dev.muster.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;

import dev.muster.config.Corpus;
import dev.muster.config.yaml.Key.Where;
import dev.muster.config.yaml.KeyTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class JsonSchemaTest {

    private static final SchemaRegistry DRAFT_7 =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    private static final Schema SCHEMA = DRAFT_7.getSchema(JsonSchema.text());

    static List<Path> files() {
        return Corpus.configFiles();
    }

    @Test
    void the_schema_passes_the_schema_of_schemas() {
        var metaschema = DRAFT_7.getSchema(SchemaLocation.of(DialectId.DRAFT_7));

        assertThat(metaschema.validate(JsonSchema.text(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_file_in_use_passes(Path file) throws IOException {
        assertThat(faults(Files.readString(file))).isEmpty();
    }

    @Test
    void every_key_is_there_in_both_spellings_with_words_to_hover_over() throws IOException {
        var schema = new ObjectMapper().readTree(JsonSchema.text());

        assertThat(KeyTable.all())
                .allSatisfy(
                        key -> {
                            var properties = schema.at(place(key.where()) + "/properties");
                            assertThat(properties.at("/" + key.name() + "/description").textValue())
                                    .startsWith(key.meaning());
                            assertThat(properties.has(key.camelCase())).isTrue();
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: Linux a, x-note: [1]}",
                "{name: Linux a, runIf: [docs/**], bringup: true, timeout: 5}",
                "{name: Linux a, run: [make, test], properties: [{os: Linux}, {cores: 8}]}",
                "{name: Linux a, run: make test, drone_dimensions: '[\"os=Linux\"]'}",
                "{name: Linux a, timeout: '30', recipes: x, enabled_branches: []}"
            })
    void forms_that_the_language_takes_pass(String target) {
        assertThat(faults(file(target))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{recipe: x}",
                "{name: Linux a, run_iff: [docs/**]}",
                "{name: Linux a, run_if: docs}",
                "{name: Linux a, run_if: [a], runIf: [b]}",
                "{name: Linux a, bringup: 'true'}",
                "{name: Linux a, bringup: 1}",
                "{name: Linux a, timeout: soon}",
                "{name: Linux a, timeout: 0}",
                "{name: Linux a, timeout: 4321}",
                "{name: [Linux, a]}",
                "{name: Linux a, properties: {os: [Linux]}}",
                "{name: Linux a, properties: [{os: Linux, cores: 8}]}",
                "{name: Linux a, drone_dimensions: [os]}",
                "{name: Linux a, stage: build}",
                "Linux a"
            })
    void a_target_at_fault_fails(String target) {
        assertThat(faults(file(target))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "targets: [{name: Linux a}]",
                "enabled_branches: [main]",
                "enabled_branches: []\ntargets: [{name: Linux a}]",
                "enabled_branches: [main]\ntargets: []",
                "enabled_branches: [main]\ntargets: {name: Linux a}",
                "enabled_branches: main\ntargets: [{name: Linux a}]",
                "enabled_branches: [main]\ntarget: []\ntargets: [{name: Linux a}]",
                "schema_version: 3\nenabled_branches: [main]\ntargets: [{name: Linux a}]",
                "gates: []\nenabled_branches: [main]\ntargets: [{name: Linux a}]",
                """
                enabled_branches: [main]
                targets: [{name: Linux a}]
                platform_properties: {linux: {capacity: many}}
                """,
                """
                enabled_branches: [main]
                targets: [{name: Linux a}]
                platform_properties: {linux: {labels: [big]}}
                """
            })
    void a_file_at_fault_fails(String text) {
        assertThat(faults(text)).isNotEmpty();
    }

    @Test
    void later_keys_pass_in_files_of_their_version() {
        assertThat(faults("schema_version: 2\ngates: []\n" + file("{name: Linux a, stage: b}")))
                .isEmpty();
    }

    private static String file(String target) {
        return "enabled_branches: [main]\ntargets:\n- " + target + "\n";
    }

    private static List<Error> faults(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML);
    }

    private static String place(Where where) {
        return switch (where) {
            case TOP -> "";
            case PLATFORM -> "/definitions/platform";
            case TARGET -> "/definitions/target";
        };
    }
}
