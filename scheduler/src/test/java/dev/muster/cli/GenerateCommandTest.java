package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class GenerateCommandTest {

    private static final String[] FIRST = {
        "--service", "https://muster.example.org",
        "--program", "https://example.org/muster.tar.gz",
        "--program-sha256", "0".repeat(64)
    };

    @TempDir private Path folder;

    private Path push;

    @BeforeEach
    void write() throws IOException {
        push = folder.resolve(".github/workflows/muster.yml");
        config("{name: Linux one, run: make}");
    }

    @Test
    void both_files_are_written_and_then_up_to_date() {
        var first = generate(FIRST);

        assertThat(first.code()).isZero();
        assertThat(first.out())
                .isEqualTo(
                        """
                        .github/workflows/muster.yml: written
                        .github/workflows/muster-pull.yml: written
                        """);
        assertThat(generate("--check").out()).isEqualTo("the generated workflows are up to date\n");
    }

    @Test
    void the_first_time_it_must_be_told_what_to_fetch() {
        var run = generate();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--program is needed the first time");
    }

    @Test
    void a_target_more_changes_nothing() throws IOException {
        generate(FIRST);
        config("{name: Linux one, run: make}, {name: Linux two, run: make}");

        assertThat(generate("--check").code()).isZero();
    }

    @Test
    void a_recipe_that_gets_a_workflow_is_drift() throws IOException {
        generate(FIRST);
        config("{name: Linux one, recipe: build/app}");
        Files.writeString(folder.resolve(".github/workflows/recipe.build.app.yml"), "");

        var run = generate("--check");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.out())
                .startsWith(
                        "--- a/.github/workflows/muster.yml\n"
                                + "+++ b/.github/workflows/muster.yml\n"
                                + "@@ ")
                .contains("+    uses: ./.github/workflows/recipe.build.app.yml");
        assertThat(run.err()).contains("run 'muster generate'");
    }

    @Test
    void an_edited_file_is_drift_and_written_anew() throws IOException {
        generate(FIRST);
        var text = Files.readString(push);
        Files.writeString(push, text.replace("contents: read", "contents: write"));

        assertThat(generate("--diff").code()).isEqualTo(5);
        assertThat(generate().out()).contains("muster.yml: written");
        assertThat(push).hasContent(text);
    }

    @Test
    void somebody_elses_file_is_left_alone() throws IOException {
        Files.createDirectories(push.getParent());
        Files.writeString(push, "name: mine\n");

        var run = generate(FIRST);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("give --force to replace it");
        assertThat(push).hasContent("name: mine\n");
        assertThat(folder.resolve(".github/workflows/muster-pull.yml")).doesNotExist();
    }

    @Test
    void a_recipe_nobody_runs_is_told() throws IOException {
        config("{name: Linux one, recipe: build/app}");

        assertThat(generate(FIRST).err())
                .contains(
                        "the first is 'build/app', which .github/workflows/recipe.build.app.yml"
                                + " would be");
    }

    private void config(String targets) throws IOException {
        Files.writeString(
                folder.resolve(".ci.yaml"),
                """
                enabled_branches: [main]
                platform_properties: {linux: {}}
                targets: [%s]
                """
                        .formatted(targets));
    }

    private CommandRun generate(String... arguments) {
        var all = new ArrayList<>(List.of("generate", "--config"));
        all.add(folder.resolve(".ci.yaml").toString());
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
