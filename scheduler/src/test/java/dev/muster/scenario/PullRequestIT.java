package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.checks.Wanted;
import dev.muster.simulation.NewPullRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

/// Pull requests from the first delivery to the verdict, against the simulated GitHub.
class PullRequestIT {

    @TempDir private Path data;
    private GitHubStage stage;

    @BeforeEach
    void open() throws Exception {
        stage = GitHubStage.open(data);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_pull_request_gets_its_aggregate_check_with_a_reason_for_every_target() {
        var pull =
                stage.repository.openPullRequest(
                        NewPullRequest.titled("Calm the sea", "ada", Map.of("src/sea.c", "calm")));

        var check = stage.required(pull.head(), it -> String.valueOf(it.title()).contains("of 1"));

        assertThat(check.title()).isEqualTo("0 of 1 passed");
        assertThat(check.text())
                .contains("Linux unit")
                .contains("Linux docs")
                .contains("run&#95;if&#95;unmatched");
    }

    @Test
    void an_invalid_configuration_fails_and_is_marked_at_its_line() {
        var pull =
                stage.repository.openPullRequest(
                        NewPullRequest.titled(
                                "Break it",
                                "ada",
                                Map.of(".ci.yaml", GitHubStage.CONFIG + "tragets: 1\n")));

        var check = stage.check(pull.head(), Wanted.CONFIG, it -> it.conclusion() != null);

        assertThat(check.conclusion()).isEqualTo("failure");
        assertThat(check.annotations()).isNotEmpty();
        assertThat(stage.required(pull.head(), it -> it.conclusion() != null).conclusion())
                .isEqualTo("failure");
    }
}
