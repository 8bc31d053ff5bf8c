package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class RunCommandIT {

    @TempDir private Path folder;

    private Path config;

    @BeforeEach
    void write() throws IOException {
        config = folder.resolve(".ci.yaml");
        Files.writeString(
                config,
                """
                enabled_branches: [main]
                platform_properties: {linux: {}, any: {}, windows: {}}
                targets:
                  - {name: Any passes, run: "pwd > where; echo $MUSTER_TARGET > who"}
                  - name: Any properties
                    run: "echo $MUSTER_EVENT $MUSTER_PROPERTIES > told"
                    properties: {os: A}
                    postsubmit_properties: {upload: true}
                  - {name: Any fails, run: "exit 3"}
                  - {name: Any recipe, recipe: some/recipe}
                  - {name: Windows app, run: [app.exe]}
                """);
    }

    @Test
    void a_target_runs_in_the_folder_of_its_configuration_and_knows_its_name() throws IOException {
        var run = run("Any passes");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Any passes: succeeded in");
        assertThat(Files.readString(folder.resolve("where")).strip())
                .isEqualTo(folder.toRealPath().toString());
        assertThat(Files.readString(folder.resolve("who"))).isEqualTo("Any passes\n");
    }

    @Test
    void the_properties_of_after_the_merge_hold_after_the_merge_only() throws IOException {
        run("Any properties");
        assertThat(Files.readString(folder.resolve("told")))
                .isEqualTo("presubmit {\"os\":\"A\"}\n");

        run("Any properties", "--event", "postsubmit");

        assertThat(Files.readString(folder.resolve("told")))
                .isEqualTo("postsubmit {\"os\":\"A\",\"upload\":true}\n");
    }

    @Test
    void a_failed_target_is_told_with_its_exit_code() {
        var run = run("Any passes", "Any fails");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("Any fails: failed (exit 3) in");
    }

    @Test
    void a_wrong_name_is_answered_with_the_nearest() {
        var run = run("Any pases");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("there is no target 'Any pases'; did you mean 'Any passes'?");
    }

    @Test
    void another_systems_target_is_refused_before_anything_runs() {
        var run = run("Any passes", "Windows app");

        assertThat(run.code()).isEqualTo(4);
        assertThat(folder.resolve("where")).doesNotExist();
    }

    @Test
    void a_target_without_a_command_says_what_to_add_before_anything_runs() {
        var run = run("Any passes", "Any recipe");

        assertThat(run.code()).isEqualTo(ExitCode.WRONG_HOST);
        assertThat(run.err()).contains("add 'run: [program, argument]'");
        assertThat(folder.resolve("where")).doesNotExist();
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        var run = run("Any passes", "--folder", folder.resolve("elsewhere").toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no folder", "elsewhere");
    }

    @Test
    void a_dry_run_runs_nothing() {
        var run = run("--dry-run", "Any passes");

        assertThat(run.code()).isZero();
        assertThat(folder.resolve("where")).doesNotExist();
    }

    @Test
    void a_dry_run_as_json_is_one_document() throws IOException {
        var document =
                new ObjectMapper()
                        .readTree(run("--dry-run", "--format", "json", "Any passes").out());

        assertThat(document.at("/targets/0/status").asText()).isEqualTo("planned");
    }

    @Test
    void json_is_one_document() {
        assertThat(run("--format", "json", "Any fails").out())
                .contains("\"exitCode\" : 3")
                .startsWith("{");
    }

    private CommandRun run(String... arguments) {
        var all = new String[arguments.length + 3];
        all[0] = "run";
        all[1] = "--config";
        all[2] = config.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return CommandRun.of(all);
    }
}
