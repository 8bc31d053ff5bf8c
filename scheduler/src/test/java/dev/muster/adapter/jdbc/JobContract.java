package dev.muster.adapter.jdbc;

import static dev.muster.adapter.jdbc.JobStage.job;
import static dev.muster.adapter.jdbc.JobStage.post;
import static dev.muster.core.external.PostedStatus.FAILED;
import static dev.muster.core.external.PostedStatus.RUNNING;
import static dev.muster.core.external.PostedStatus.SUCCEEDED;
import static dev.muster.core.external.PostedStatus.TIMED_OUT;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.actions.JobSeen;
import dev.muster.adapter.jdbc.actions.JdbcTrusted;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.external.PostedStatus;
import dev.muster.dispatch.Runner;
import dev.muster.identity.ActionsJob;
import dev.muster.identity.TrustedRepository;
import dev.muster.jobs.JobPost;
import dev.muster.jobs.JobStore.Outcome;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Jobs that say how their targets go, on a database.
abstract class JobContract extends WorldContract {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {runs_on: ubuntu-latest}}
            targets:
              - {name: Linux one, run: ./one}
              - {name: Linux two, run: ./two}
            """;

    private static final ActionsJob ONE = job(77, 1, 501);
    private static final ActionsJob TWO = job(77, 1, 502);
    private static final ActionsJob AGAIN = job(77, 2, 601);

    private JobStage stage;

    @BeforeEach
    void stage() {
        stage = JobStage.of(world, CONFIG);
    }

    @Test
    void a_job_takes_its_target_and_says_how_it_ended() {
        stage.sent(77);

        var started = stage.says(ONE, "Linux one", RUNNING);
        assertThat(stage.stands("Linux one")).isEqualTo("running");
        var ended = stage.says(ONE, "Linux one", TIMED_OUT);

        assertThat(started).isInstanceOf(Outcome.Taken.class);
        assertThat(ended).isInstanceOf(Outcome.Taken.class);
        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan timed_out");
        assertThat(stage.stands("Linux two")).isEqualTo("dispatched");
    }

    @Test
    void the_log_is_the_jobs_page_whatever_the_job_says() {
        stage.sent(77).says(ONE, "Linux one", RUNNING);

        assertThat(world.list("select log_url from attempt where log_url is not null"))
                .containsExactly("https://github.example/local/sample/actions/runs/77/job/501");
    }

    static Stream<List<PostedStatus>> orders() {
        return Stream.of(
                List.of(RUNNING, RUNNING, SUCCEEDED, SUCCEEDED),
                List.of(SUCCEEDED, RUNNING),
                List.of(SUCCEEDED, FAILED, RUNNING, TIMED_OUT),
                List.of(RUNNING, SUCCEEDED, RUNNING, FAILED));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void doubled_late_and_reordered_reports_do_no_harm(List<PostedStatus> order) {
        stage.sent(77);

        for (var status : order) {
            stage.says(ONE, "Linux one", status);
        }

        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan succeeded");
    }

    static Stream<JobPost> foreign() {
        return Stream.of(
                post(2, "Linux one", SUCCEEDED, null),
                post("Linux none", SUCCEEDED),
                post(new RepoSlug("other", "app"), 1, "Linux one", SUCCEEDED, null));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void a_job_says_nothing_about_what_its_run_was_not_asked_to_do(JobPost post) {
        stage.sent(77);

        var heard = stage.says(ONE, post);

        assertThat(heard.outcome()).isInstanceOf(Outcome.NotYours.class);
        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan dispatched");
    }

    @ParameterizedTest
    @ValueSource(strings = {"workflow_dispatch", "pull_request", "merge_group", "push", "schedule"})
    void a_job_of_another_run_finds_the_target_taken(String event) {
        stage.sent(77);

        var outcome =
                stage.says(job(event, "refs/pull/1/merge", 78, 1, 501), "Linux one", SUCCEEDED);

        assertThat(outcome).isInstanceOf(Outcome.Twin.class);
        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan dispatched");
    }

    @Test
    void a_job_of_another_repository_is_not_served() {
        stage.sent(77);
        var job =
                new ActionsJob(
                        43, World.REPO, 77, 1, "muster.yml", "x", "workflow_dispatch", "s", 501L);

        assertThat(stage.says(job, "Linux one", SUCCEEDED)).isInstanceOf(Outcome.NotYours.class);
        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan dispatched");
    }

    @Test
    void a_target_belongs_to_the_first_job_that_took_it() {
        stage.sent(77).says(ONE, "Linux one", RUNNING);

        assertThat(stage.says(TWO, "Linux one", SUCCEEDED)).isInstanceOf(Outcome.Twin.class);
        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan running");
    }

    @Test
    void an_answer_that_was_lost_is_learnt_from_the_job() {
        var asked = stage.asked();
        stage.store.unknown(asked, world.clock.instant(), "timeout");

        var heard = stage.says(ONE, post(1, "Linux one", RUNNING, asked.id()));

        assertThat(heard.outcome()).isInstanceOf(Outcome.Taken.class);
        assertThat(world.text("select state || ' ' || run_id from actions_dispatch"))
                .isEqualTo("sent 77");
        assertThat(stage.says(job(78, 1, 9), post(1, "Linux two", RUNNING, asked.id())).outcome())
                .as("the twin that came too late")
                .isInstanceOf(Outcome.Twin.class);
    }

    @ParameterizedTest
    @CsvSource({"01JB0000000000000000000000, 1", "right, 2"})
    void nothing_is_learnt_from_another_name_or_commit(String name, int commit) {
        var asked = stage.asked();
        var correlation = name.equals("right") ? asked.id() : name;

        stage.says(ONE, post(commit, "Linux one", RUNNING, correlation));

        assertThat(world.text("select state || ' ' || coalesce(run_id, 0) from actions_dispatch"))
                .isEqualTo("sending 0");
        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan dispatched");
    }

    @Test
    void a_target_that_was_cancelled_meanwhile_is_not_begun() {
        stage.sent(77);
        world.requests.cancel(world.task(1, "Linux one"), "ada", "no need");
        stage.reconciliation.round();

        var outcome = stage.says(ONE, "Linux one", RUNNING);

        assertThat(outcome).isEqualTo(new Outcome.Twin("cancelled by ada"));
        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan cancelled");
    }

    @Test
    void a_run_started_again_at_github_is_the_next_attempt() {
        stage.sent(77).says(ONE, "Linux one", RUNNING);
        stage.says(ONE, "Linux one", FAILED);
        ended();

        stage.says(AGAIN, "Linux one", RUNNING);
        assertThat(stage.stands("Linux one")).isEqualTo("running");
        stage.says(ONE, "Linux one", FAILED);
        stage.says(AGAIN, "Linux one", SUCCEEDED);

        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan failed, 2 rerun succeeded");
        assertThat(world.list("select target from task where flaky")).containsExactly("Linux one");
        assertThat(world.list("select requested_by from attempt where number = 2"))
                .containsExactly("somebody at GitHub");
    }

    /// No retry of ours follows: the run is over.
    private void ended() {
        if (stage.stands("Linux one").equals("queued")) {
            world.requests.cancel(world.task(1, "Linux one"), "ada", "enough");
        }
    }

    @Test
    void a_run_started_again_takes_the_place_of_a_retry_that_waits() {
        stage.sent(77).says(ONE, "Linux one", RUNNING);
        stage.says(ONE, "Linux one", FAILED);
        assertThat(stage.stands("Linux one")).isEqualTo("queued");

        stage.says(AGAIN, "Linux one", RUNNING);
        stage.dispatch.round();

        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan failed, 2 rerun running");
    }

    @Test
    void a_run_started_again_beside_our_own_rerun_is_a_twin() {
        stage.sent(77).says(ONE, "Linux one", RUNNING);
        stage.says(ONE, "Linux one", FAILED);
        stage.dispatch.round();

        assertThat(stage.says(AGAIN, "Linux one", RUNNING)).isInstanceOf(Outcome.Twin.class);
        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan failed, 2 retry dispatched");
    }

    @Test
    void a_run_started_again_before_its_end_was_told_ends_the_attempt_before() {
        stage.sent(77).says(ONE, "Linux one", RUNNING);

        stage.says(AGAIN, "Linux one", RUNNING);

        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan infra_failure, 2 rerun running");
        assertThat(stage.says(ONE, "Linux one", SUCCEEDED)).isInstanceOf(Outcome.Taken.class);
        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan infra_failure, 2 rerun running");
    }

    @Test
    void a_job_that_waited_through_an_execution_of_its_run_takes_the_first_attempt() {
        stage.sent(77);

        stage.says(AGAIN, "Linux one", RUNNING);

        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan running");
    }

    @Test
    void only_repositories_where_the_app_is_installed_are_listened_to() {
        assertThat(new JdbcTrusted(world.database).find(42))
                .contains(
                        new TrustedRepository(
                                42,
                                World.REPO,
                                "main",
                                Set.of(
                                        ".github/workflows/muster.yml",
                                        ".github/workflows/muster-pull.yml")));
        assertThat(new JdbcTrusted(world.database).find(43)).isEmpty();
        world.database.jdbi().useHandle(it -> it.execute("update installation set state = 'x'"));
        assertThat(new JdbcTrusted(world.database).find(42)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pull_request, refs/pull/7/merge, true",
        "pull_request, refs/pull/8/merge, false",
        "pull_request, refs/pull/7:evil/merge, false",
        "pull_request, refs/heads/main, false",
        "push, refs/pull/7/merge, false",
        "merge_group, refs/heads/gh-readonly-queue/main/pr-7-x, false"
    })
    void a_proposals_run_speaks_for_that_proposal_alone(String event, String ref, boolean mayIt) {
        var taken = proposal();

        var outcome = stage.says(job(event, ref, 90, 1, 900), "Linux one", RUNNING);

        assertThat(outcome instanceof Outcome.Taken).as(outcome.toString()).isEqualTo(mayIt);
        assertThat(taken).isEqualTo(1);
    }

    /// Makes the attempt that of a pull request by somebody who is not trusted.
    private int proposal() {
        stage.dispatch.round();
        return world.database
                .jdbi()
                .withHandle(
                        it ->
                                it.execute(
                                        """
                                        update actions_build set pool = 'pull',
                                            branch = 'pull:7:main', state = 'asked'
                                        where task_id = (select id from task
                                            where target = 'Linux one')
                                        """));
    }

    @Test
    void the_store_observes_what_jobs_say() {
        stage.sent(77).says(ONE, "Linux one", RUNNING);

        var key = world.newestAttempt(1, "Linux one");

        var seen = stage.store.observe(List.of(key));

        assertThat(seen.get(key)).isInstanceOf(Runner.Observation.Running.class);
    }

    private void seen(int runAttempt, JobSeen.State state) {
        var at = world.clock.instant();
        seen(runAttempt, state, at);
    }

    private void seen(int runAttempt, JobSeen.State state, Instant startedAt) {
        var ended = state != JobSeen.State.RUNNING;
        var job =
                new JobSeen(
                        77,
                        runAttempt,
                        500 + runAttempt,
                        "Muster",
                        "Linux one",
                        SimulatedCommits.sha(1),
                        state,
                        startedAt,
                        ended ? world.clock.instant() : null,
                        "");
        var repository = Long.parseLong(world.text("select id from repository"));
        stage.store.seen(repository, job);
        stage.reconciliation.round();
        world.clock.pass(Duration.ofMinutes(1));
        stage.reconciliation.round();
    }

    @Test
    void a_webhook_alone_tells_of_a_run_started_again() {
        stage.sent(77);
        seen(1, JobSeen.State.RUNNING);
        seen(1, JobSeen.State.FAILURE);
        ended();

        seen(2, JobSeen.State.RUNNING);
        seen(1, JobSeen.State.FAILURE);
        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan failed, 2 rerun running");
        seen(2, JobSeen.State.SUCCESS);

        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan failed, 2 rerun succeeded");
    }

    @Test
    void a_job_that_was_not_started_again_is_listed_again_and_is_no_execution() {
        var began = world.clock.instant();
        stage.sent(77);
        seen(1, JobSeen.State.SUCCESS, began);

        seen(2, JobSeen.State.SUCCESS, began);

        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan succeeded");
    }

    @Test
    void a_job_and_the_webhooks_tell_of_the_same_execution() {
        stage.sent(77).says(job(77, 1, 501), "Linux one", RUNNING);
        seen(1, JobSeen.State.RUNNING);
        seen(1, JobSeen.State.SUCCESS);

        stage.says(job(77, 1, 501), "Linux one", SUCCEEDED);
        stage.says(job(77, 2, 502), "Linux one", RUNNING);
        seen(2, JobSeen.State.RUNNING);
        seen(2, JobSeen.State.FAILURE);

        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan succeeded, 2 rerun failed");
    }

    @Test
    void the_end_of_an_execution_is_not_that_of_the_next() {
        stage.sent(77).says(ONE, "Linux one", RUNNING);
        stage.says(ONE, "Linux one", FAILED);
        ended();
        stage.says(AGAIN, "Linux one", RUNNING);
        var repository = Long.parseLong(world.text("select id from repository"));
        var run = stage.store.running(repository, 77).orElseThrow();

        stage.store.over(run, 1, "failure", world.clock.instant());
        stage.reconciliation.round();

        assertThat(stage.attempts("Linux one")).isEqualTo("1 plan failed, 2 rerun running");
        assertThat(world.text("select state from actions_dispatch")).isEqualTo("sent");
    }
}
