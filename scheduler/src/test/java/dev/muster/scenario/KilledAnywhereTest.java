package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.NewPullRequest;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// Kills the service between any two steps of a pull request's way, and looks at what is left.
///
/// Every few steps are tried; `-Dmuster.kill.every=1` tries them all.
final class KilledAnywhereTest {

    private static final int EVERY = Integer.getInteger("muster.kill.every", 29);

    /// Steps of a pull request of two targets, from its first delivery to the verdict.
    private static final int LEAST_STEPS = 100;

    private final GitHubStage stage = GitHubStage.on(Databases.h2());

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void wherever_it_is_killed_nothing_is_lost_and_nothing_done_twice() {
        var steps = killedAt(Integer.MAX_VALUE);

        for (var step = 1; step <= steps; step += EVERY) {
            killedAt(step);
        }

        assertThat(steps).isGreaterThan(LEAST_STEPS);
    }

    /// @return how many steps there were
    private int killedAt(int step) {
        var repository = stage.repository("killed-at-%d/harbour".formatted(step));
        var killing = stage.killAt(step);
        var pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Chart", "ada", Map.of("docs/chart.md", "deep")));

        stage.survive(repository, killing);

        assertThat(stage.required(repository, pull.head()).conclusion())
                .as("verdict after a kill at step %d", step)
                .isEqualTo("success");
        assertThat(stage.statuses(repository, pull.head()))
                .as("tasks after a kill at step %d", step)
                .containsExactly("Linux docs succeeded", "Linux unit succeeded");
        assertThat(stage.startedTwice(repository))
                .as("jobs run twice after a kill at step %d", step)
                .isEmpty();
        stage.forget(repository);
        return killing.steps();
    }
}
