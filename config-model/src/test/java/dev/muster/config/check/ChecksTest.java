package dev.muster.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Severity;
import dev.muster.config.model.CiConfig;
import dev.muster.config.owners.OwnerFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

class ChecksTest {

    @Test
    void a_name_is_unique_across_the_files_of_a_repository() {
        var root = config(".ci.yaml", "Linux analyze");
        var part = config("engine/.ci.yaml", "Linux analyze");

        assertThat(Checks.together(List.of(root, part)))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.path()).isEqualTo("engine/.ci.yaml");
                            assertThat(it.at().line()).isEqualTo(3);
                            assertThat(it.message()).contains("'Linux analyze'", " .ci.yaml");
                        });
    }

    @Test
    void a_target_known_from_any_file_of_the_default_branch_is_not_new() {
        var base = List.of(config("a", "Linux build"), config("b", "Linux analyze"));
        var context = new CheckContext(base, null, null, false, null, Map.of());

        assertThat(Checks.check(config(".ci.yaml", "Linux analyze"), context)).isEmpty();
    }

    @Test
    void labels_from_the_settings_make_a_platform_dispatchable() {
        var settings = Map.of("tizen", List.of("self-hosted"));
        var context = new CheckContext(null, null, null, false, null, settings);
        var config = config(".ci.yaml", "Tizen build");

        assertThat(Checks.check(config, CheckContext.NONE)).hasSize(1);
        assertThat(Checks.check(config, context)).isEmpty();
    }

    private static final String OWNED =
            """
            enabled_branches: [main, 'release-\\d+']
            platform_properties: {linux: {}}
            targets: [{name: Linux build, owner: '@ada'}, {name: Linux test}]
            """;

    private static CheckContext searching(String codeOwners, boolean demanded) {
        var files = OwnerFiles.texts(null, codeOwners);
        var search = new CheckContext.OwnerSearch(files, demanded);
        return new CheckContext(null, null, null, false, search, Map.of());
    }

    @Test
    void a_target_without_an_owner_is_missed_where_others_have_one() {
        var owned = read(".ci.yaml", OWNED);

        assertThat(Checks.check(owned, searching("", false)))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.code()).isEqualTo(Code.NO_OWNER);
                            assertThat(it.severity()).isEqualTo(Severity.WARNING);
                            assertThat(it.message()).contains("'Linux test'");
                        });
        assertThat(Checks.check(owned, searching("", true)))
                .singleElement()
                .satisfies(it -> assertThat(it.isError()).isTrue());
        assertThat(Checks.check(owned, searching("* @all", false))).isEmpty();
    }

    @Test
    void where_no_target_has_an_owner_none_is_missed_unless_somebody_asks() {
        var bare = config(".ci.yaml", "Linux analyze");

        assertThat(Checks.check(bare, searching("/docs/ @dora", false))).isEmpty();
        assertThat(Checks.check(bare, searching("/docs/ @dora", true))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    main            |
                    main, release-7 |
                    main, next      | release-\\d+
                    trunk           | main, release-\\d+
                    """)
    void a_pattern_is_faulted_where_the_branches_tell_that_it_matches_none(
            String branches, String faulted) {
        var context =
                new CheckContext(null, null, List.of(branches.split(", ")), false, null, Map.of());

        assertThat(Checks.check(read(".ci.yaml", OWNED), context))
                .extracting(it -> it.message().split("'")[1])
                .containsExactly(faulted == null ? new String[0] : faulted.split(", "));
    }

    private static CiConfig config(String path, String target) {
        var text =
                """
                enabled_branches: [main]
                platform_properties: {%s: {}}
                targets: [{name: %s}]
                """
                        .formatted(target.split(" ")[0].toLowerCase(Locale.ROOT), target);
        return read(path, text);
    }

    private static CiConfig read(String path, String text) {
        var reading = CiConfigReader.read(path, text.getBytes(StandardCharsets.UTF_8));
        return ((Reading.Valid) reading).config();
    }
}
