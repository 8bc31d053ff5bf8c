package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Also what takes longer to tell, such as runs that fail before they say what runs.
final class ForkRunsTest extends ForkRunsContract {

    private static final String FORCE =
            "POST /repos/{owner}/{repo}/actions/runs/{run_id}/force-cancel";

    @Override
    Database database() {
        return Databases.h2();
    }

    /// The attempts of the pull request's tasks, the first first.
    private List<String> attempts() {
        return stage.database
                .jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "select a.status || ' ' || coalesce(a.note, '')"
                                                        + " from attempt a"
                                                        + " join task t on t.id = a.task_id"
                                                        + " where t.sha = ? order by a.number")
                                        .bind(0, pull.head())
                                        .mapTo(String.class)
                                        .list());
    }

    @ParameterizedTest
    @CsvSource({
        "failure, infra_failure GitHub's run ended before it said what runs",
        "success, infra_failure GitHub's run had no job for it",
        "cancelled, cancelled stopped on GitHub"
    })
    void a_run_that_runs_nothing_ends_its_tasks_as_soon_as_that_is_told(
            String conclusion, String told) {
        stage.step(Duration.ofSeconds(20));
        waiting().begin().end(conclusion);
        stage.settle();

        assertThat(attempts().getFirst()).startsWith(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"workflow_run.completed", "*"})
    void it_ends_them_within_two_minutes_where_no_message_tells_of_it(String lost) {
        stage.github.deliveryFaults().loseEvery(lost);
        stage.pass(Duration.ofMinutes(2));
        waiting().begin().end("failure");

        stage.pass(Duration.ofMinutes(2));

        assertThat(attempts().getFirst()).startsWith("infra_failure");
    }

    @Test
    void the_aggregate_check_says_why_once_trying_again_was_in_vain() {
        for (var tries = 0; tries < 3; tries++) {
            waiting().begin().end("failure");
            stage.pass(Duration.ofMinutes(4));
        }

        assertThat(gift.statuses()).containsExactly("Linux unit infra_failure");
        var check = gift.required();
        assertThat(check.conclusion()).isEqualTo("failure");
        assertThat(check.summary() + check.text())
                .contains("GitHub's run ended before it said what runs");
    }

    @Test
    void a_run_that_goes_on_nevertheless_is_stopped_by_force() {
        var job = gift.planned().begin();
        job.holdOutAgainstCancel();
        stage.pass(Duration.ofMinutes(1));

        pull.close("mallory");
        stage.pass(Duration.ofMinutes(5));

        assertThat(job.state().conclusion()).isEqualTo("cancelled");
        assertThat(stage.github.calls().of(FORCE)).hasSize(1);
    }

    @Test
    void the_run_of_a_superseded_head_is_stopped_before_it_decides() {
        var old = pull.head();
        stage.clock.pass(Duration.ofSeconds(5));

        pull.push(Map.of("src/gift.c", "soldiers"));
        stage.pass(Duration.ofMinutes(1));

        assertThat(run(old).conclusion()).isEqualTo("cancelled");
        assertThat(run(pull.head()).conclusion()).isEqualTo("action_required");
    }
}
