package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.ci.RepoSlug;
import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedJob;
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

/// What administrators do to an App and its repositories while it works.
final class LifecycleTest {

    private final GitHubStage stage = GitHubStage.on(Databases.h2());
    private SimulatedRepository repository;

    @BeforeEach
    void open() {
        repository = stage.repository("acme/harbour");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static NewPullRequest change(String path) {
        return NewPullRequest.titled("Change " + path, "ada", Map.of(path, "changed"));
    }

    @Test
    void tokens_that_run_out_in_mid_flow_are_fetched_anew() {
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();

        stage.github.revokeTokens();
        stage.work(repository);

        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
    }

    @Test
    void hours_may_go_by_before_a_job_ends() {
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();
        repository.unfinishedJobs().forEach(SimulatedJob::begin);

        stage.pass(Duration.ofMinutes(45)).work(repository);

        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
    }

    @Test
    void a_job_that_does_not_end_is_stopped_at_its_time_limit() {
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();
        repository.unfinishedJobs().forEach(SimulatedJob::begin);

        stage.pass(Duration.ofHours(2));

        assertThat(stage.statuses(repository, pull.head())).containsExactly("Linux unit timed_out");
        assertThat(stage.unfinished(repository, pull.head())).isEmpty();
    }

    @Test
    void a_renamed_repository_goes_on_under_its_new_name() {
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();

        repository.rename("haven");
        stage.work(repository);

        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
        var next = repository.openPullRequest(change("docs/new.md"));
        stage.work(repository);
        assertThat(stage.required(repository, next.head()).conclusion()).isEqualTo("success");
    }

    /// @param running whether it had begun to run before
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void another_repository_under_the_old_name_is_not_taken_for_the_renamed_one(boolean running) {
        var pull = repository.openPullRequest(change("src/sea.c"));
        if (running) {
            stage.settle();
            repository.unfinishedJobs().forEach(SimulatedJob::begin);
            stage.pass(Duration.ofMinutes(12));
        }
        stage.github.deliveryFaults().loseEvery("*");
        repository.rename("haven");
        var other = stage.github.repository("acme/harbour", Map.of("README.md", "new"));
        other.openPullRequest(change("src/foreign.c"));
        stage.pass(Duration.ofMinutes(6));
        stage.github.deliveryFaults().clear();
        stage.pass(Duration.ofMinutes(12)).work(repository).work(other);

        var check = stage.required(repository, pull.head());
        assertThat(check.title()).isEqualTo("All 1 passed");
        assertThat(stage.attempts(repository, pull.head())).isEqualTo(1);
        assertThat(titles("haven")).containsExactly("Change src/sea.c");
        assertThat(titles("harbour")).containsExactly("Change src/foreign.c");
    }

    private List<String> titles(String name) {
        var pulls = stage.stores.reads().pulls(new RepoSlug("acme", name)).orElseThrow();
        return pulls.path("pulls").findValuesAsText("title");
    }

    /// @param told whether the service hears of it
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_ends_while_nobody_may_ask_has_not_run_out_of_time(boolean told) {
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();
        var jobs = repository.unfinishedJobs();
        jobs.forEach(SimulatedJob::begin);
        stage.settle();
        if (!told) {
            stage.github.deliveryFaults().loseEvery("*");
        }
        stage.github.installation("acme").suspend();
        stage.pass(Duration.ofMinutes(1));
        jobs.forEach(it -> it.end("success"));
        stage.pass(Duration.ofMinutes(65));

        stage.github.installation("acme").unsuspend();
        stage.pass(Duration.ofMinutes(20)).work(repository);

        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
        assertThat(stage.attempts(repository, pull.head())).isEqualTo(1);
    }

    @Test
    void what_nobody_may_ask_about_for_a_day_is_lost_and_tried_again() {
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.settle();
        repository.unfinishedJobs().forEach(SimulatedJob::begin);
        stage.settle();
        stage.github.installation("acme").suspend();

        stage.step(Duration.ofHours(24));
        var before = stage.statuses(repository, pull.head());
        stage.step(Duration.ofHours(2));

        assertThat(before).containsExactly("Linux unit running");
        assertThat(stage.statuses(repository, pull.head())).containsExactly("Linux unit queued");
    }

    @Test
    void while_the_app_is_suspended_nothing_is_asked_and_afterwards_all_is_caught_up() {
        var installation = stage.github.installation("acme");
        installation.suspend();
        stage.settle();
        var pull = repository.openPullRequest(change("src/sea.c"));
        stage.pass(Duration.ofMinutes(5));
        assertThat(repository.checkRuns(pull.head()))
                .extracting(CheckRun::name)
                .noneMatch(it -> it.startsWith("muster"));

        installation.unsuspend();
        stage.pass(Duration.ofMinutes(5)).work(repository);

        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
    }

    private String missing() {
        return stage.stores.reads().health().at("/installations/0/missing").toString();
    }

    @Test
    void what_the_app_was_not_granted_is_told_at_the_start_and_until_it_is_accepted() {
        assertThat(missing()).isEqualTo("[]");
        var installation = stage.github.installation("acme");
        installation.withdraw("checks");
        installation.withdraw("merge_queues");

        stage.restart();
        stage.pass(Duration.ofSeconds(1));
        assertThat(missing()).isEqualTo("[\"checks: write\",\"merge_queues: read\"]");

        installation.accept(Map.of("checks", "write", "merge_queues", "read"));
        stage.settle();
        assertThat(missing()).isEqualTo("[]");
    }

    @Test
    void a_repository_without_a_configuration_is_good_to_merge() {
        var bare = stage.github.repository("acme/bare", Map.of("README.md", "bare"));
        stage.settle();

        var pull = bare.openPullRequest(change("src/sea.c"));
        stage.settle();

        assertThat(stage.required(bare, pull.head()).conclusion()).isEqualTo("success");
        assertThat(stage.required(bare, pull.head()).title()).isEqualTo("There is no .ci.yaml");
    }
}
