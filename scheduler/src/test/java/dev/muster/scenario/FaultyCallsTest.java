package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.checks.Wanted;
import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.limits.Fault;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every call that a pull request's way makes goes wrong once, in each of the ways in which
/// GitHub's calls go wrong; the service has just begun, so that it has to ask for everything.
final class FaultyCallsTest {

    private static final String CANCEL = "POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel";
    private static final Duration WHILE = Duration.ofMinutes(10);
    private static final int MOST_WHILES = 30;

    /// A check that waited for a limit may be made in its last state at once, and not every pull
    /// request has to be looked up.
    private static final int MOST_SPARED = 2;

    private final GitHubStage stage = GitHubStage.on(Databases.h2());

    @AfterEach
    void close() {
        stage.close();
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault.Unauthorized(),
                new Fault.RequestsUsedUp(600),
                new Fault.TooManyRequests(30),
                new Fault.TooManyRequests(null),
                new Fault.SecondaryLimit(60),
                new Fault.SecondaryLimit(null),
                new Fault.ServerFault(500),
                new Fault.CutBeforeActing(),
                new Fault.CutAfterActing(),
                new Fault.ServerFaultAfterActing());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whichever_call_goes_wrong_the_verdict_comes_and_nothing_is_done_twice(Fault fault) {
        flow("before");
        var calls = stage.github.calls().counts().keySet();
        stage.restart();
        calls.forEach(it -> stage.github.callFaults().next(it, fault));

        var head = flow("acme");

        assertThat(calls).hasSizeGreaterThan(9).contains(CANCEL);
        assertThat(stage.github.callFaults().left())
                .as("calls that this way did not need")
                .hasSizeLessThanOrEqualTo(MOST_SPARED);
        var repository = head.repository();
        assertThat(stage.startedTwice(repository)).isEmpty();
        assertThat(stage.statuses(repository, head.sha()))
                .isEqualTo(List.of("Linux docs succeeded", "Linux unit succeeded"));
        assertThat(stage.required(repository, head.sha()).conclusion()).isEqualTo("success");
    }

    private record Head(SimulatedRepository repository, String sha) {}

    /// A pull request from its opening, with a push that stops what runs, until all is done and
    /// nothing goes wrong any more.
    private Head flow(String owner) {
        var repository = stage.repository(owner + "/harbour");
        var pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Chart", "ada", Map.of("docs/chart.md", "deep")));
        begun(repository, pull.head());
        stage.clock.pass(Duration.ofSeconds(5));
        var head = new Head(repository, pull.forcePush(Map.of("docs/map.md", "wide")));
        stage.pass(Duration.ofMinutes(2)); // what runs is told to stop before it ends by itself
        for (var whiles = 0; whiles < MOST_WHILES && !decided(head); whiles++) {
            stage.work(repository).pass(WHILE);
        }
        stage.pass(WHILE);
        return head;
    }

    private void begun(SimulatedRepository repository, String head) {
        stage.settle();
        for (var whiles = 0; whiles < MOST_WHILES; whiles++) {
            if (!stage.unfinished(repository, head).isEmpty()) {
                repository.unfinishedJobs().forEach(SimulatedJob::begin);
                stage.settle();
                return;
            }
            stage.pass(WHILE);
        }
        throw new AssertionError("no job of the first head begins");
    }

    private static boolean decided(Head head) {
        var check = head.repository().checkRun(head.sha(), Wanted.REQUIRED);
        return check != null && "success".equals(check.conclusion());
    }
}
