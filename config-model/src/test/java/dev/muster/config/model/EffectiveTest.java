package dev.muster.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.model.Effective.Entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class EffectiveTest {

    private static final String FILE =
            """
            enabled_branches: [main]
            platform_properties:
              linux:
                properties:
                  os: Ubuntu
                  recipe: from the platform
                  shard: platform
                  dependencies: '[{"dependency": "jdk", "version": "17"}, {"dependency": "git", "version": "2"}]'
                  git_url: https://example.org/r.git
                dimensions:
                  os: never seen
                  pool: small
              pi:
                runs_on: [self-hosted, arm64]
            targets:
              - name: Linux analyze
                recipe: checks
                properties:
                  shard: target
                  cores: "8"
                  dependencies: '[{"dependency": "jdk", "version": "25"}]'
                postsubmit_properties:
                  shard: postsubmit
                dimensions:
                  pool: large
              - name: Linux retried
                properties: {presubmit_max_attempts: 3}
              - name: Pi build
              - name: Tizen build
            """;

    @Test
    void the_target_is_laid_over_its_recipe_and_that_over_the_platform() {
        assertThat(shown(Effective.properties(config(), target(0), false)))
                .isEqualTo(
                        """
                        cores = 8 (target, line 20)
                        dependencies = [{"dependency": "jdk", "version": "25"}] (target, line 21)
                        os = Ubuntu (platform, line 5)
                        recipe = checks (recipe, line 17)
                        shard = target (target, line 19)
                        """);
    }

    @Test
    void postsubmit_properties_hold_in_postsubmit_only() {
        var shard = Effective.properties(config(), target(0), true).get("shard");

        assertThat(shard.property().written()).isEqualTo("postsubmit");
        assertThat(shard.origin()).isEqualTo(Effective.Origin.POSTSUBMIT);
    }

    @Test
    void dependencies_merge_entry_by_entry() {
        var merged =
                Effective.properties(config(), target(0), false).get("dependencies").property();

        assertThat(merged.value())
                .isEqualTo(
                        new PropertyValue.Items(
                                List.of(dependency("jdk", "25"), dependency("git", "2"))));
    }

    @Test
    void dimensions_come_from_the_platform_the_properties_and_the_target() {
        assertThat(shown(Effective.dimensions(config(), target(0), false)))
                .isEqualTo(
                        """
                        cores = 8 (property, line 20)
                        os = Ubuntu (property, line 5)
                        pool = large (target, line 25)
                        """);
    }

    @ParameterizedTest
    @CsvSource({"0, ubuntu-latest", "2, self-hosted arm64", "3, ''"})
    void labels_come_from_the_platform_or_its_well_known_name(int target, String labels) {
        assertThat(Effective.runsOn(config(), target(target), Map.of()))
                .isEqualTo(labels.isEmpty() ? List.of() : List.of(labels.split(" ")));
    }

    @Test
    void the_settings_of_the_service_come_before_a_well_known_name() {
        var settings = Map.of("linux", List.of("big"), "pi", List.of("small"));

        assertThat(Effective.runsOn(config(), target(0), settings)).containsExactly("big");
        assertThat(Effective.runsOn(config(), target(2), settings))
                .containsExactly("self-hosted", "arm64");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 3"})
    void a_presubmit_task_has_one_attempt_unless_a_property_says_more(int target, int attempts) {
        var properties = Effective.properties(config(), target(target), false);

        assertThat(Effective.maxAttempts(properties)).isEqualTo(attempts);
    }

    private static PropertyValue dependency(String name, String version) {
        return new PropertyValue.Entries(
                Map.of(
                        "dependency",
                        new PropertyValue.Text(name),
                        "version",
                        new PropertyValue.Text(version)));
    }

    private static String shown(Map<String, Entry> entries) {
        return entries.values().stream()
                .map(
                        it ->
                                "%s = %s (%s, line %d)\n"
                                        .formatted(
                                                it.property().name(),
                                                it.property().written(),
                                                it.origin()
                                                        .name()
                                                        .toLowerCase(java.util.Locale.ROOT),
                                                it.property().at().line()))
                .sorted()
                .collect(Collectors.joining());
    }

    private static Target target(int number) {
        return config().targets().get(number);
    }

    private static CiConfig config() {
        var reading = CiConfigReader.read(".ci.yaml", FILE.getBytes(StandardCharsets.UTF_8));
        return ((Reading.Valid) reading).config();
    }
}
