package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedPullRequest;
import dev.muster.simulation.actions.Run;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/// The runs that GitHub starts by itself for the pull requests of forks: they run again, and they
/// are stopped when nothing is wanted of them.
abstract class ForkRunsContract {

    private static final String RERUN =
            "POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs";
    private static final String CANCEL = "POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel";

    GitHubStage stage;
    Gift gift;
    SimulatedPullRequest pull;

    abstract Database database();

    @BeforeEach
    void openAndApprove() {
        stage = GitHubStage.on(database());
        gift = Gift.to(stage, "acme/harbour").approve();
        pull = gift.pull();
        pull.approveRuns();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    final SimulatedJob waiting() {
        return gift.unfinished().getFirst();
    }

    final Run run(String head) {
        return gift.repository().runs().stream()
                .filter(it -> it.event().equals("pull_request") && it.headSha().equals(head))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void trying_again_has_github_decide_once_more() {
        waiting().begin().end("failure");
        stage.pass(Duration.ofMinutes(4));
        gift.planned().begin().end("success");
        stage.pass(Duration.ofMinutes(1));

        assertThat(gift.statuses()).containsExactly("Linux unit succeeded");
        assertThat(gift.required().title()).isEqualTo("All 1 passed");
        assertThat(stage.github.calls().of(RERUN)).hasSize(1);
    }

    @Test
    void a_closed_pull_request_stops_the_run() {
        var job = gift.planned().begin();
        stage.pass(Duration.ofMinutes(1));

        pull.close("mallory");
        stage.pass(Duration.ofMinutes(1));

        assertThat(job.state().conclusion()).isEqualTo("cancelled");
        assertThat(gift.statuses()).containsExactly("Linux unit cancelled");
        assertThat(stage.github.calls().of(CANCEL)).hasSize(1);
    }

    @Test
    void what_was_stopped_and_is_wanted_again_runs_again() {
        gift.planned().begin();
        stage.pass(Duration.ofMinutes(1));
        pull.close("mallory");
        stage.pass(Duration.ofMinutes(1));

        pull.reopen("mallory");
        stage.settle();
        pull.approveRuns();
        stage.pass(Duration.ofMinutes(3));
        var again = run(pull.head());

        assertThat(again.status()).isNotEqualTo("completed");
        assertThat(stage.github.calls().of(RERUN)).as("GitHub starts it by itself").isEmpty();
        assertThat(gift.statuses()).containsExactly("Linux unit dispatched");
    }
}
