package dev.muster.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.model.CiConfig;

import org.junit.jupiter.api.Test;

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

    private static CiConfig config(String path, String target) {
        var text =
                """
                enabled_branches: [main]
                platform_properties: {%s: {}}
                targets: [{name: %s}]
                """
                        .formatted(target.split(" ")[0].toLowerCase(Locale.ROOT), target);
        var reading = CiConfigReader.read(path, text.getBytes(StandardCharsets.UTF_8));
        return ((Reading.Valid) reading).config();
    }
}
