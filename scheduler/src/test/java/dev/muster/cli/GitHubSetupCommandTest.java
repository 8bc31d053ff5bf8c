package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What is refused before anything is asked of GitHub.
class GitHubSetupCommandTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --url muster.example.org     | 'muster.example.org' is not the address of a service
                    --url http://localhost:8080  | github.com cannot reach 'http://localhost:8080'
                    --url https://m.example --github gh | 'gh' is not the address of a GitHub
                    --url https://m.example --name abcdefghijklmnopqrstuvwxyz0123456789 | must have 1 to 34 letters
                    """)
    void what_does_not_fit_is_told(String arguments, String words) {
        var run = setup(arguments.split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(words);
    }

    @Test
    void the_files_of_an_app_are_not_replaced_unasked() throws IOException {
        Files.writeString(folder.resolve("webhook-secret"), "old");

        var run = setup("--url", "https://muster.example.org");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("webhook-secret' is there already", "--force");
    }

    @Test
    void a_folder_that_cannot_be_written_is_told() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        var run =
                CommandRun.of(
                        "github", "setup", "--url", "https://m.example", "--into", file + "/below");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("cannot write into");
    }

    @Test
    void who_does_not_confirm_has_no_app() {
        var run = setup("--url", "https://muster.example.org", "--wait", "0", "--no-open");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).matches("(?s)Open http://127\\.0\\.0\\.1:\\d+/ and confirm.*");
        assertThat(folder).isEmptyDirectory();
    }

    private CommandRun setup(String... arguments) {
        var all = new ArrayList<>(List.of("github", "setup", "--into", folder.toString()));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
