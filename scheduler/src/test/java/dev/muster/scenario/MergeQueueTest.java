package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.checks.Wanted;
import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Merge groups: planned as events of their own, and forgotten when they are.
final class MergeQueueTest {

    private final GitHubStage stage = GitHubStage.on(Databases.h2());
    private SimulatedRepository repository;
    private SimulatedPullRequest pull;

    @BeforeEach
    void open() {
        repository = stage.repository("acme/harbour");
        repository.requireChecks("main", Wanted.REQUIRED);
        pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Calm", "ada", Map.of("src/sea.c", "calm")));
        stage.work(repository);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private String group() {
        return repository.mergeGroups("main").getFirst().headSha();
    }

    @Test
    void a_group_lands_when_its_aggregate_check_succeeds() {
        pull.enqueue("ada");
        stage.settle();
        var head = group();

        stage.work(repository);

        assertThat(stage.required(repository, head).conclusion()).isEqualTo("success");
        assertThat(repository.mergeGroups("main")).isEmpty();
        assertThat(repository.tip("main")).isEqualTo(head);
    }

    @Test
    void a_group_that_is_rebuilt_while_it_runs_gives_its_machines_back() {
        pull.enqueue("ada");
        stage.settle();
        var old = group();
        repository.unfinishedJobs().forEach(SimulatedJob::begin);
        stage.settle();

        stage.clock.pass(Duration.ofSeconds(5));
        repository.rebuildMergeGroups("main");
        stage.settle();
        var head = group();
        stage.pass(Duration.ofMinutes(2)).work(repository);

        assertThat(head).isNotEqualTo(old);
        assertThat(stage.statuses(repository, old)).containsExactly("Linux unit cancelled");
        assertThat(stage.required(repository, head).conclusion()).isEqualTo("success");
    }

    @Test
    void a_group_whose_end_comes_before_its_beginning_stays_forgotten() {
        stage.github.deliveryFaults().hold("merge_group");
        stage.github.deliveryFaults().loseEvery("push");
        pull.enqueue("ada");
        var head = group();
        pull.dequeue("MANUAL", "ada");

        stage.github.deliveryFaults().releaseReversed();
        stage.work(repository);

        assertThat(stage.statuses(repository, head)).isEmpty();
        assertThat(stage.unfinished(repository, head)).isEmpty();
    }

    @Test
    void a_group_of_which_no_word_came_is_found() {
        stage.github.deliveryFaults().loseEvery("merge_group");
        stage.github.deliveryFaults().loseEvery("push");
        pull.enqueue("ada");
        var head = group();

        stage.pass(Duration.ofMinutes(2)).work(repository);

        assertThat(stage.required(repository, head).conclusion()).isEqualTo("success");
    }

    @Test
    void a_group_goes_before_pull_requests_and_these_before_what_landed() {
        pull.enqueue("ada");
        stage.settle();

        var group = priorities(group());
        var proposed = priorities(pull.head());
        var landed = priorities(Objects.requireNonNull(repository.tip("main")));

        assertThat(group).isNotEmpty().allMatch(it -> it < proposed.getFirst());
        assertThat(proposed).isNotEmpty().allMatch(it -> it < landed.getFirst());
    }

    @Test
    void what_runs_again_of_a_group_keeps_its_place_in_front() {
        pull.enqueue("ada");
        stage.settle();
        var head = group();
        repository.unfinishedJobs().forEach(it -> it.begin().end("failure"));
        stage.settle();

        repository.press(stage.required(repository, head), "rerun_failed", "ada");
        stage.settle();

        assertThat(stage.statuses(repository, head)).containsExactly("Linux unit dispatched");
        assertThat(queued(head)).isEqualTo(priorities(head));
    }

    @Test
    void what_is_tried_again_of_a_group_keeps_its_place_in_front() {
        var often =
                GitHubStage.CONFIG.replace(
                        "[ubuntu-24.04]",
                        "[ubuntu-24.04]\n    properties: {presubmit_max_attempts: \"2\"}");
        repository.push("main", "Try twice", Map.of(".ci.yaml", often));
        pull.enqueue("ada");
        stage.settle();
        var head = group();

        repository.unfinishedJobs().stream()
                .filter(it -> it.inputs().path("commit").asText().equals(head))
                .forEach(it -> it.begin().end("failure"));
        stage.settle();

        assertThat(stage.attempts(repository, head)).isEqualTo(2);
        assertThat(queued(head)).isEqualTo(priorities(head));
    }

    private List<Integer> queued(String head) {
        return numbers(
                "select q.priority from dispatch_queue q join task t on t.id = q.task_id"
                        + " where t.sha = ?",
                head);
    }

    private List<Integer> priorities(String head) {
        return numbers("select priority from task where sha = ?", head);
    }

    private List<Integer> numbers(String query, String head) {
        return stage.database
                .jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(query)
                                        .bind(0, head)
                                        .mapTo(Integer.class)
                                        .list());
    }
}
