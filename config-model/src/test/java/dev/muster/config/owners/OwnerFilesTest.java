package dev.muster.config.owners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.model.CiConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

final class OwnerFilesTest {

    private static final String TESTS =
            """
            # Owners of tests.

            ## Shards tests
            # tool_tests @tess @acme/tool
            # web_tool_tests @wes @acme/web

            ## Linux Android DeviceLab tests
            /dev/devicelab/bin/tasks/scroll_perf.dart @sam @acme/engine
            /dev/devicelab/bin/tasks/big_scroll_perf.dart @bea @acme/engine

            ## Host only framework tests
            # Linux docs_test
            # Mac docs_test
            /dev/bots/docs.dart @dora @acme/framework

            ## Firebase tests
            /dev/integration_tests/abstract_method_smoke_test @fay @acme/platform
            """;

    @ParameterizedTest
    @CsvSource({
        "Linux web_tool_tests_1_2, shard, @wes",
        "Linux web_tool_tests, shard, @wes",
        "Linux tool_tests_3_last, shard, @tess",
        "Linux docs_test, 'framework, hostonly', @dora",
        "Linux abstract_method_smoke_test, firebaselab, @fay",
        "Linux perf, devicelab, @sam",
    })
    void a_test_has_the_owner_whose_line_bears_its_whole_name(
            String target, String tags, String owner) {
        assertThat(owners(OwnerFiles.texts(TESTS, null), target, tags).getFirst()).isEqualTo(owner);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux some_tool_tests, shard",
        "Linux my_docs_test, hostonly",
        "Linux docs, hostonly",
        "Linux abstract_method_smoke_test_two, firebaselab",
        "Linux docs_test, none",
    })
    void a_part_of_a_name_is_not_the_name(String target, String tags) {
        assertThat(owners(OwnerFiles.texts(TESTS, null), target, tags)).isEmpty();
    }

    @Test
    void the_configuration_comes_first_and_the_code_owners_last() {
        var files = OwnerFiles.texts(TESTS, "* @everyone\n/.ci.yaml @ci # who keeps it\n");

        assertThat(owners(files, "Linux tool_tests", "shard"))
                .containsExactly("@tess", "@acme/tool");
        assertThat(owners(files, "Linux other", "shard")).containsExactly("@ci");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "web/**"                        | @web @lead
                    "web/**", .ci.yaml, DEPS        | @web @lead
                    "web/js/**", "web/css/*.css"    | @web @lead
                    "web/**", "lib/**"              | @lead
                    "lib/deep/**", "lib/*.dart"     | @lib @lead
                    "lib/{a,b}/**"                  | @lib @lead
                    "web/**", "tools/**"            | @ci
                    "docs/**"                       | @ci
                    DEPS                            | @ci
                    "!web/**"                       | @ci
                    "regex:web/.*"                  | @ci
                    """)
    void code_owners_are_asked_about_what_a_target_watches(String runIf, String owners) {
        var code =
                """
                /web/ @web @lead
                /web/legacy/ @nobody
                /lib/ @lib @lead
                docs/* @docs
                tools @tools
                /.ci.yaml @ci
                """;
        var config = config("Linux one", "none", "run_if: [%s]".formatted(runIf));

        var found = OwnerFiles.texts(null, code).of(config, config.targets().getFirst());

        assertThat(String.join(" ", found)).isEqualTo(owners);
    }

    @ParameterizedTest
    @CsvSource({
        "*, .ci.yaml, true",
        "*.yaml, engine/.ci.yaml, true",
        "/engine/, engine/.ci.yaml, true",
        "engine, engine/.ci.yaml, true",
        "/engine, .ci.yaml, false",
        "docs/*, docs/a/b.md, false",
        "docs/*, docs/a.md, true",
        "**/ci/*.yaml, a/b/ci/x.yaml, true",
        "/a/**/x, a/b/c/x, true",
        "/.ci.yaml, engine/.ci.yaml, false",
        "a?c.yaml, abc.yaml, true",
        "*/x, a/x, true",
        "*/x, a/b/x, false",
    })
    void code_owners_match_as_on_github(String pattern, String path, boolean matches) {
        var owners = CodeOwners.parse(pattern + " @ada").of(path);

        assertThat(owners).isEqualTo(matches ? List.of("@ada") : List.of());
    }

    @Test
    void the_last_line_that_matches_counts_even_without_an_owner() {
        assertThat(CodeOwners.parse("* @ada\n/.ci.yaml\n").of(".ci.yaml")).isEmpty();
    }

    @Test
    void a_pattern_of_stars_takes_no_time() {
        var pattern = "*a".repeat(2_000) + "b @ada";

        assertThat(CodeOwners.parse(pattern).of("a".repeat(5_000))).isEmpty();
    }

    private static List<String> owners(OwnerFiles files, String target, String tags) {
        var config = config(target, tags);
        return files.of(config, config.targets().getFirst());
    }

    private static CiConfig config(String target, String tags) {
        return config(target, tags, "presubmit: true");
    }

    private static CiConfig config(String target, String tags, String more) {
        var text =
                """
                enabled_branches: [main]
                platform_properties:
                  linux:
                    properties: {os: Linux}
                targets:
                  - name: %s
                    run: ./test
                    properties: {tags: '["%s"]', task_name: scroll_perf}
                    %s
                """
                        .formatted(target, tags.replace(", ", "\", \""), more);
        var reading = CiConfigReader.read(".ci.yaml", text.getBytes(StandardCharsets.UTF_8));
        return ((Reading.Valid) reading).config();
    }
}
