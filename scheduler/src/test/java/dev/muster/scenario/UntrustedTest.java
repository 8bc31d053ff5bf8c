package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.checks.CheckRun;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Pull requests of people who may not push, from their forks.
final class UntrustedTest {

    private static final String WAITS = "Waits for approval";
    private static final String APPROVE = "muster: approve";
    private static final String RERUN = "POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun";
    private static final String RUNS =
            "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";

    private final GitHubStage stage = GitHubStage.on(Databases.h2());
    private Gift gift;
    private SimulatedRepository repository;
    private SimulatedPullRequest pull;

    @BeforeEach
    void open() {
        gift = Gift.to(stage, "acme/harbour");
        repository = gift.repository();
        pull = gift.pull();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private long dispatched() {
        return repository.runs().stream()
                .filter(run -> run.event().equals("workflow_dispatch"))
                .count();
    }

    @Test
    void whom_the_operator_trusts_in_a_repository_runs_there_without_approval_and_there_alone() {
        var there = Gift.to(stage, "acme/lenient");

        assertThat(there.statuses()).containsExactly("Linux unit dispatched");
        assertThat(gift.title()).isEqualTo(WAITS);
    }

    @Test
    void targets_have_no_checks_where_the_operator_wants_none() {
        var there = Gift.to(stage, "acme/lenient");
        gift.approve();

        assertThat(checks(there)).containsExactly("muster / required");
        assertThat(checks(gift))
                .containsExactlyInAnyOrder("muster / required", "muster / Linux unit");
    }

    private static List<String> checks(Gift gift) {
        return gift.repository().checkRuns(gift.pull().head()).stream()
                .map(CheckRun::name)
                .filter(it -> it.startsWith("muster"))
                .toList();
    }

    @Test
    void nothing_runs_before_somebody_with_write_permission_approves() {
        assertThat(gift.title()).isEqualTo(WAITS);
        assertThat(gift.statuses()).isEmpty();
        assertThat(dispatched()).isZero();
    }

    @Test
    void the_button_lets_the_commit_run() {
        repository.press(gift.required(), "approve", "ada");
        stage.settle();

        assertThat(gift.statuses()).containsExactly("Linux unit dispatched");
        assertThat(dispatched()).as("fork code is never dispatched with our rights").isZero();
    }

    @Test
    void a_label_lets_the_commit_run() {
        pull.label(APPROVE, "ada");
        stage.settle();

        assertThat(gift.title()).isEqualTo("0 of 1 passed");
    }

    @Test
    void a_label_that_gets_another_name_neither_takes_an_approval_back_nor_gives_one() {
        pull.label(APPROVE, "ada");
        stage.settle();

        repository.renameLabel(APPROVE, "reviewed", "ada");
        stage.pass(Duration.ofMinutes(3));
        assertThat(gift.title()).isEqualTo("0 of 1 passed");

        pull.push(Map.of("src/gift.c", "soldiers"));
        repository.renameLabel("reviewed", APPROVE, "ada");
        stage.pass(Duration.ofMinutes(3));
        assertThat(gift.title()).isEqualTo(WAITS);

        repository.deleteLabel(APPROVE, "ada");
        stage.pass(Duration.ofMinutes(3));
        pull.label(APPROVE, "ada");
        stage.settle();
        assertThat(gift.title()).isEqualTo("0 of 1 passed");
    }

    @Test
    void a_comment_lets_the_commit_run() {
        pull.comment("ada", "Looks fine.\n/muster approve");
        stage.settle();

        assertThat(gift.title()).isEqualTo("0 of 1 passed");
    }

    @Test
    void a_comment_that_names_another_commit_does_nothing() {
        pull.comment("ada", "/muster approve 0123456789");
        stage.settle();

        assertThat(gift.title()).isEqualTo(WAITS);
    }

    @Test
    void the_author_cannot_approve_by_any_way() {
        repository.press(gift.required(), "approve", "mallory");
        pull.label("muster: approve", "mallory");
        pull.comment("mallory", "/muster approve");
        stage.settle();

        assertThat(gift.title()).isEqualTo(WAITS);
    }

    @Test
    void a_push_takes_the_approval_back() {
        gift.approve();

        stage.clock.pass(Duration.ofSeconds(5));
        pull.push(Map.of("src/gift.c", "soldiers"));
        stage.settle();

        assertThat(gift.title()).isEqualTo(WAITS);
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

        assertThat(gift.title()).isEqualTo(WAITS);
    }

    @Test
    void the_configuration_is_the_base_s_and_the_head_s_is_a_proposal() {
        var head = pull.push(Map.of(".ci.yaml", GitHubStage.CONFIG.replace("\"true\"", "steal")));
        stage.settle();
        stage.clock.pass(Duration.ofSeconds(5));

        gift.approve();

        assertThat(stage.statuses(repository, head))
                .containsExactly("Linux docs dispatched", "Linux unit dispatched");
        assertThat(proposal(head)).startsWith("* 0 added, 0 dropped, 0 changed, ");
    }

    @Test
    void what_the_head_s_configuration_would_change_is_shown_and_not_done() {
        var head =
                pull.push(
                        Map.of(
                                ".ci.yaml",
                                GitHubStage.CONFIG.replace(
                                        "Linux docs", "Linux mine\n    bringup: true")));
        stage.settle();
        stage.clock.pass(Duration.ofSeconds(5));

        gift.approve();
        stage.settle();

        assertThat(stage.statuses(repository, head))
                .containsExactly("Linux docs dispatched", "Linux unit dispatched");
        assertThat(proposal(head))
                .contains("1 added, 1 dropped")
                .contains("Linux mine")
                .contains("dropped")
                .contains("Linux docs");
    }

    private String proposal(String head) {
        return repository.checkRuns(head).stream()
                .filter(it -> it.name().equals("muster / config"))
                .map(it -> it.text())
                .findFirst()
                .orElseThrow();
    }

    /// GitHub's own run of the fork's code, up to what it decided to run.
    private SimulatedJob letRun() {
        pull.approveRuns();
        return gift.planned();
    }

    @ParameterizedTest
    @ValueSource(strings = {"workflow_run.requested", "workflow_job.completed", "*"})
    void whatever_is_lost_of_a_fork_s_run_its_result_is_known_within_two_minutes(String lost) {
        gift.approve();
        stage.github.deliveryFaults().loseEvery(lost);
        var job = letRun().begin();
        stage.pass(Duration.ofMinutes(5));
        assertThat(gift.statuses()).containsExactly("Linux unit running");

        job.end("success");
        stage.pass(Duration.ofMinutes(2));

        assertThat(gift.statuses()).containsExactly("Linux unit succeeded");
        assertThat(gift.title()).isEqualTo("All 1 passed");
    }

    @Test
    void what_ran_of_a_commit_before_it_was_approved_counts_once_it_is() {
        letRun().begin().end("success");
        stage.settle();
        assertThat(gift.title()).isEqualTo(WAITS);

        pull.comment("ada", "/muster approve");
        stage.pass(Duration.ofMinutes(1));

        assertThat(gift.title()).isEqualTo("All 1 passed");
    }

    @Test
    void a_rerun_asks_github_for_the_job_once_more_and_takes_only_the_new_result() {
        gift.approve();
        letRun().begin().end("failure");
        stage.pass(Duration.ofMinutes(2));
        assertThat(gift.required().conclusion()).isEqualTo("failure");

        repository.press(gift.required(), "rerun_failed", "ada");
        stage.pass(Duration.ofMinutes(2));
        assertThat(gift.statuses()).containsExactly("Linux unit dispatched");
        gift.unfinished().getFirst().begin().end("success");
        stage.pass(Duration.ofMinutes(2));

        assertThat(gift.title()).isEqualTo("All 1 passed");
        assertThat(stage.github.calls().of(RERUN)).hasSize(1);
    }

    @Test
    void github_is_asked_about_a_fork_s_run_at_most_every_hundred_seconds() {
        gift.approve();
        stage.github.calls().clear();

        stage.pass(Duration.ofMinutes(20));

        assertThat(stage.github.calls().of(RUNS)).hasSizeBetween(8, 13);
    }
}
