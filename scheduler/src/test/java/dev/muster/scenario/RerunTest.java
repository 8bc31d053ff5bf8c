package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.checks.CheckRun;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/// A target that failed runs again, by each way in which GitHub's pages let people ask.
final class RerunTest {

    private final GitHubStage stage = GitHubStage.on(Databases.h2());
    private SimulatedRepository repository;
    private SimulatedPullRequest pull;

    @BeforeEach
    void fail() {
        repository = stage.repository("acme/harbour");
        repository.permit("ada", "write");
        stage.jobsEnd(_ -> "failure");
        pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Storm", "ada", Map.of("src/sea.c", "rough")));
        stage.work(repository);
        stage.jobsEnd(_ -> "success");
        stage.clock.pass(Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private CheckRun required() {
        return stage.required(repository, pull.head());
    }

    private void assertMended() {
        stage.work(repository);
        assertThat(required().conclusion()).isEqualTo("success");
        assertThat(stage.statuses(repository, pull.head())).containsExactly("Linux unit succeeded");
    }

    @Test
    void it_failed_at_first() {
        assertThat(required().conclusion()).isEqualTo("failure");
        assertThat(required().title()).isEqualTo("1 of 1 failed");
    }

    @Test
    void by_the_button_of_the_check() {
        repository.press(required(), "rerun_failed", "ada");

        assertMended();
    }

    @Test
    void by_running_the_check_again() {
        repository.rerequest(required(), "ada");

        assertMended();
    }

    @Test
    void by_running_all_checks_again() {
        repository.rerequestSuite(required(), "ada");

        assertMended();
    }

    @Test
    void by_a_comment() {
        pull.comment("ada", "/muster rerun Linux unit");

        assertMended();
    }

    @Test
    void by_running_the_jobs_again_on_the_page_of_the_run() {
        var run =
                repository.runs().stream()
                        .filter(it -> it.inputs().path("commit").asText().equals(pull.head()))
                        .findFirst()
                        .orElseThrow();
        repository.rerun(run, true);

        assertMended();
    }

    @Test
    void not_by_somebody_who_may_not() {
        repository.rerequest(required(), "mallory");
        pull.comment("mallory", "/muster rerun");
        stage.work(repository);

        assertThat(required().conclusion()).isEqualTo("failure");
    }

    @Test
    void twice_asked_for_is_once_run() {
        stage.github.deliveryFaults().doubleEvery("*");
        repository.press(required(), "rerun_failed", "ada");

        assertMended();
        assertThat(stage.jobs(repository, pull.head()))
                .hasSize(stage.attempts(repository, pull.head()));
    }
}
