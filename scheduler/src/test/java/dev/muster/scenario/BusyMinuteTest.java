package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.limits.Limits;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a person has just done is shown while GitHub's limits leave no room for the checks of
/// single targets.
final class BusyMinuteTest {

    private static final int TARGETS = 40;
    private static final String CROWDED =
            """
            enabled_branches: [main]
            platform_properties:
              linux:
                runs_on: [ubuntu-24.04]
            targets:
            """
                    + IntStream.range(0, TARGETS)
                            .mapToObj(
                                    "  - {name: Linux %d, run: [x], postsubmit: false}\n"
                                            ::formatted)
                            .collect(Collectors.joining());

    private final GitHubStage stage = GitHubStage.on(Databases.h2());

    @AfterEach
    void close() {
        stage.close();
    }

    /// A pull request whose checks of single targets find no more room.
    private Crowd crowd() {
        var repository = stage.repository("acme/crowded", CROWDED);
        var pull = repository.openPullRequest(change("ada"));
        stage.settle();
        return new Crowd(repository, pull);
    }

    private static NewPullRequest change(String author) {
        return NewPullRequest.titled("Change", author, Map.of("src/sea.c", "changed"));
    }

    /// @param repository with many targets
    /// @param pull that runs them
    private record Crowd(SimulatedRepository repository, SimulatedPullRequest pull) {

        int shown() {
            return (int)
                    repository.checkRuns(pull.head()).stream()
                            .filter(it -> it.name().startsWith("muster / Linux"))
                            .count();
        }
    }

    @Test
    void an_approval_is_shown_at_once() {
        var gift = Gift.to(stage, "acme/harbour");
        var crowd = crowd();

        gift.approve();

        assertThat(gift.title()).isEqualTo("0 of 1 passed");
        assertThat(crowd.shown()).isBetween(1, TARGETS - 1);
    }

    @Test
    void where_check_runs_turn_out_to_count_as_content_the_verdict_comes_and_little_is_refused() {
        stage.github.limit(new Limits(5000, 900, 20, 500, 100, true, true));
        var crowd = crowd();
        for (var step = 0; step < 9; step++) {
            stage.step(Duration.ofSeconds(20));
        }

        stage.work(crowd.repository());
        stage.pass(Duration.ofMinutes(3));

        var required = stage.required(crowd.repository(), crowd.pull().head());
        assertThat(required.title()).isEqualTo("All 40 passed");
        assertThat(stage.github.calls().all()).filteredOn(it -> it.status() == 403).hasSize(2);
        assertThat(crowd.shown()).isLessThan(TARGETS);
    }

    @Test
    void a_rerun_is_shown_at_once_and_its_target_as_soon_as_there_is_room() {
        var repository = stage.repository("acme/harbour");
        repository.permit("ada", "write");
        stage.jobsEnd(_ -> "failure");
        var pull = repository.openPullRequest(change("ada"));
        stage.work(repository);
        var required = stage.required(repository, pull.head());
        assertThat(required.conclusion()).isEqualTo("failure");
        var crowd = crowd();

        repository.press(required, "rerun_failed", "ada");
        stage.settle();
        assertThat(stage.required(repository, pull.head()).title()).isEqualTo("0 of 1 passed");

        stage.step(Duration.ofSeconds(6));
        assertThat(repository.checkRun(pull.head(), "muster / Linux unit").conclusion()).isNull();
        assertThat(crowd.shown()).isBetween(1, TARGETS - 1);
    }
}
