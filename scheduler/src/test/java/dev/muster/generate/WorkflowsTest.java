package dev.muster.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

class WorkflowsTest {

    private static final String PLAIN =
            """
            enabled_branches: [main]
            platform_properties: {linux: {runs_on: ubuntu-24.04}}
            targets:
              - {name: Linux one, run: make one}
              - {name: Linux two, recipe: build/app}
            """;

    private static final String HOSTILE =
            """
            enabled_branches: [main]
            platform_properties: {linux: {runs_on: "$(id)"}}
            targets:
              - {name: "Linux $(rm -rf /) `id` ${{ github.token }} # *x* '\\"", run: "echo ${{ secrets.X }}"}
              - {name: Linux two, recipe: build/app, properties: {p: "${{ github.token }}"}}
              - {name: Linux three, recipe: "${{ github.token }}"}
              - {name: Linux four, recipe: "../../x"}
            """;

    @Test
    void nothing_that_a_target_says_is_in_a_workflow() {
        assertThat(Generated.push(Generated.config(HOSTILE)))
                .isEqualTo(Generated.push(Generated.config(PLAIN)));
        assertThat(Generated.pull(Generated.config(HOSTILE)))
                .isEqualTo(Generated.pull(Generated.config(PLAIN)));
    }

    @Test
    void no_expression_is_inside_a_script() {
        var scripts =
                Pattern.compile("(?m)^( *)run: \\|\\n((?:\\1  .*\\n|\\n)+)")
                        .matcher(Generated.pull(Generated.config(PLAIN)));

        assertThat(scripts.results().map(it -> it.group(2)))
                .isNotEmpty()
                .noneMatch(it -> it.contains("${{"));
    }

    @Test
    void untrusted_rows_have_no_identity_and_no_secret() {
        var pull = Generated.pull(Generated.config(PLAIN));
        var untrusted = pull.substring(pull.indexOf("  untrusted-run:"), pull.indexOf("  gate:"));

        assertThat(untrusted).doesNotContain("id-token", "secrets", "write", "cache");
        assertThat(pull).doesNotContain("secrets", "pull_request_target");
    }

    @Test
    void beside_a_service_the_pull_workflow_is_for_forks_alone() {
        var config = Generated.config(PLAIN);
        var alone = Generated.files(config, new Recipes(Set.of()), Generated.ALONE);

        assertThat(Generated.pull(config))
                .contains("head.repo.id != github.event.pull_request.base.repo.id")
                .doesNotContain("  trusted-run:", "merge_group:", "id-token");
        assertThat(alone.get(Workflows.PULL)).contains("  trusted-run:", "merge_group:");
    }

    @Test
    void a_recipe_without_a_workflow_has_no_job() {
        var config = Generated.config(PLAIN);
        var files = Generated.files(config, new Recipes(Set.of()));

        assertThat(files.get(Workflows.PUSH)).doesNotContain("recipe");
        assertThat(new Recipes(Set.of()).missing(List.of(config))).containsExactly("build/app");
    }

    @Test
    void a_recipe_that_takes_properties_is_told_them_and_no_other() {
        var config = Generated.config(PLAIN);
        var file = Set.of("recipe.build.app.yml");
        var told = "properties: \"${{ matrix.row.properties }}\"";

        assertThat(Generated.files(config, new Recipes(file, file)).get(Workflows.PUSH))
                .contains(told);
        assertThat(Generated.files(config, new Recipes(file)).get(Workflows.PUSH))
                .doesNotContain(told);
    }

    @Test
    void a_file_knows_what_it_was_made_with() {
        assertThat(GenerateSettings.of(Generated.push(Generated.config(PLAIN))))
                .isEqualTo(
                        Map.of(
                                "service", "https://muster.example.org",
                                "program", "https://example.org/muster.tar.gz",
                                "sha256", "0".repeat(64)));
    }

    @Test
    void settings_that_could_mean_something_to_a_workflow_are_refused() {
        var digest = "0".repeat(64);

        assertThat(fault("https://x/${{ github.token }}", digest, ".ci.yaml")).isTrue();
        assertThat(fault("https://x/y\nname: z", digest, ".ci.yaml")).isTrue();
        assertThat(fault("https://x/y", "abc", ".ci.yaml")).isTrue();
        assertThat(fault("https://x/y", digest, "../.ci.yaml")).isTrue();
        assertThat(fault("https://x/y", digest, "a\n.ci.yaml")).isTrue();
        assertThat(fault("https://x/y", digest, "engine/.ci.yaml")).isFalse();
    }

    private static boolean fault(String program, String digest, String config) {
        return GenerateSettings.fault(null, program, digest, List.of(config)).isPresent();
    }
}
