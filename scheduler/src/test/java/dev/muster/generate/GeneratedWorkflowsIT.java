package dev.muster.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.muster.config.Corpus;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The workflows of every configuration in use, read by GitHub's own parser, by actionlint and by
/// the JSON Schema that editors use.
class GeneratedWorkflowsIT {

    private static final Pattern SHOWN =
            Pattern.compile("(?ms)^```yaml file=\\.github/workflows/(\\S+)$\\n(.*?)^```$");
    private static final Path DASHBOARD = Corpus.repository().resolve("dashboard");

    @Test
    void githubs_parser_and_actionlint_have_nothing_against_the_examples() throws Exception {
        var answer = check(examples());

        assertThat(answer).isEqualTo("%d workflows read, 0 problems\n", examples().size());
    }

    @Test
    void githubs_parser_and_actionlint_have_nothing_against_those_in_use() throws Exception {
        var answer = check(corpus());

        assertThat(answer).endsWith("workflows read, 0 problems\n");
    }

    @Test
    void githubs_parser_and_actionlint_have_nothing_against_those_of_the_documents()
            throws Exception {
        var shown = shown();

        assertThat(shown).hasSizeGreaterThan(1);
        assertThat(check(shown)).isEqualTo("%d workflows read, 0 problems\n", shown.size());
    }

    @Test
    void both_would_say_so() throws Exception {
        var broken =
                """
                name: broken
                on: push
                jobs:
                  a:
                    runs-on: ${{ env.X }}
                    steps: [{run: echo, foo: 1}]
                """;

        assertThat(check(Map.of("broken.yml", broken)))
                .contains("GitHub: broken.yml (Line: 5")
                .contains("actionlint: broken.yml (Line: 5");
    }

    @Test
    void they_keep_to_the_json_schema() throws IOException {
        var file =
                Corpus.repository()
                        .resolveSibling("shared")
                        .resolve("github/workflow-schema/github-workflow.schema.json");
        Assumptions.assumeTrue(Files.exists(file), "SKIPPED: no schema at " + file);
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(Files.readString(file), InputFormat.JSON);

        var faults = new LinkedHashMap<String, Object>();
        corpus().forEach((path, text) -> faults.put(path, schema.validate(text, InputFormat.YAML)));

        assertThat(faults)
                .isNotEmpty()
                .allSatisfy((_, found) -> assertThat(found).asList().isEmpty());
    }

    @Test
    void they_stay_within_what_github_reads() {
        assertThat(corpus())
                .allSatisfy((_, text) -> assertThat(text.length()).isLessThan(500_000))
                .doesNotContain(entry("", ""));
    }

    /// The workflows of this repository's own configuration and of its examples.
    private static Map<String, String> examples() throws IOException {
        var root = Corpus.repository();
        try (var found = Files.walk(root.resolve("examples"))) {
            var files = found.filter(it -> it.endsWith(".ci.yaml")).sorted().toList();
            assertThat(files).hasSizeGreaterThan(2);
            return workflows(Stream.concat(Stream.of(root.resolve(".ci.yaml")), files.stream()));
        }
    }

    /// The workflows that readers of the documents write.
    private static Map<String, String> shown() throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var pages = Files.walk(Corpus.repository().resolve("docs"))) {
            for (var page : pages.filter(it -> it.toString().endsWith(".md")).sorted().toList()) {
                SHOWN.matcher(Files.readString(page))
                        .results()
                        .forEach(
                                it ->
                                        files.put(
                                                page.getFileName() + "/" + it.group(1),
                                                it.group(2)));
            }
        }
        return files;
    }

    private static Map<String, String> corpus() {
        return workflows(Corpus.configFiles().stream());
    }

    private static Map<String, String> workflows(Stream<Path> configs) {
        var files = new LinkedHashMap<String, String>();
        configs.forEach(
                file -> {
                    try {
                        var config = Generated.config(".ci.yaml", Files.readAllBytes(file));
                        var recipes = Generated.allRecipes(config);
                        Generated.files(config, recipes)
                                .forEach((path, text) -> files.put(file + "/" + path, text));
                        Generated.files(config, recipes, Generated.ALONE)
                                .forEach((path, text) -> files.put(file + "/alone/" + path, text));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        return files;
    }

    private static String check(Map<String, String> files)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isDirectory(DASHBOARD.resolve("node_modules/@actions/workflow-parser")),
                "SKIPPED: npm has not installed GitHub's parser below " + DASHBOARD);
        var process =
                new ProcessBuilder("node", "scripts/check-workflows.mjs")
                        .directory(DASHBOARD.toFile())
                        .redirectErrorStream(true)
                        .start();
        try (var in = process.getOutputStream()) {
            in.write(new ObjectMapper().writeValueAsBytes(files));
        }
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return answer;
    }
}
