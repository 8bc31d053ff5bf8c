package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/// Pull requests of people who may not push, from their forks.
final class UntrustedTest {

    private static final String WAITS = "Waits for approval";

    private final GitHubStage stage = GitHubStage.on(Databases.h2());
    private SimulatedRepository repository;
    private SimulatedPullRequest pull;

    @BeforeEach
    void open() {
        repository = stage.repository("acme/harbour");
        repository.permit("ada", "write");
        var fork = repository.fork("mallory");
        pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Gift", "mallory", Map.of("src/gift.c", "horse"))
                                .fromFork(fork));
        stage.settle();
        stage.clock.pass(Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private String title() {
        return String.valueOf(stage.required(repository, pull.head()).title());
    }

    private long dispatched() {
        return repository.runs().stream()
                .filter(run -> run.event().equals("workflow_dispatch"))
                .count();
    }

    @Test
    void nothing_runs_before_somebody_with_write_permission_approves() {
        assertThat(title()).isEqualTo(WAITS);
        assertThat(stage.statuses(repository, pull.head())).isEmpty();
        assertThat(dispatched()).isZero();
    }

    @Test
    void the_button_lets_the_commit_run() {
        repository.press(stage.required(repository, pull.head()), "approve", "ada");
        stage.settle();

        assertThat(stage.statuses(repository, pull.head()))
                .containsExactly("Linux unit dispatched");
        assertThat(dispatched()).as("fork code is never dispatched with our rights").isZero();
    }

    @Test
    void a_label_lets_the_commit_run() {
        pull.label("muster: approve", "ada");
        stage.settle();

        assertThat(title()).isEqualTo("0 of 1 passed");
    }

    @Test
    void a_comment_lets_the_commit_run() {
        pull.comment("ada", "Looks fine.\n/muster approve");
        stage.settle();

        assertThat(title()).isEqualTo("0 of 1 passed");
    }

    @Test
    void a_comment_that_names_another_commit_does_nothing() {
        pull.comment("ada", "/muster approve 0123456789");
        stage.settle();

        assertThat(title()).isEqualTo(WAITS);
    }

    @Test
    void the_author_cannot_approve_by_any_way() {
        repository.press(stage.required(repository, pull.head()), "approve", "mallory");
        pull.label("muster: approve", "mallory");
        pull.comment("mallory", "/muster approve");
        stage.settle();

        assertThat(title()).isEqualTo(WAITS);
    }

    @Test
    void a_push_takes_the_approval_back() {
        pull.comment("ada", "/muster approve");
        stage.settle();

        stage.clock.pass(Duration.ofSeconds(5));
        pull.push(Map.of("src/gift.c", "soldiers"));
        stage.settle();

        assertThat(title()).isEqualTo(WAITS);
    }

    @Test
    void a_comment_does_not_let_a_commit_run_that_came_after_it() {
        stage.github.deliveryFaults().hold("issue_comment");
        pull.comment("ada", "/muster approve");
        stage.clock.pass(Duration.ofSeconds(5));
        pull.push(Map.of("src/gift.c", "soldiers"));
        stage.settle();

        stage.github.deliveryFaults().release();
        stage.settle();

        assertThat(title()).isEqualTo(WAITS);
    }

    @Test
    void the_configuration_is_the_base_s_and_the_head_s_is_a_proposal() {
        var head = pull.push(Map.of(".ci.yaml", GitHubStage.CONFIG.replace("\"true\"", "steal")));
        stage.settle();
        stage.clock.pass(Duration.ofSeconds(5));

        pull.comment("ada", "/muster approve");
        stage.settle();

        assertThat(stage.statuses(repository, head))
                .containsExactly("Linux docs dispatched", "Linux unit dispatched");
    }
}
