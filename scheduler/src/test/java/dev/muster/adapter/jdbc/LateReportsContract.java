package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.access.Principal;
import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.actions.JobSeen;
import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.core.attempt.Report;
import dev.muster.core.ci.Verdict;
import dev.muster.core.external.Post;
import dev.muster.core.external.PostedStatus;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.external.StatusPost;
import dev.muster.jobs.JobPost;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Set;

/// Reports of attempts that are over: they change nothing, are counted and shown.
abstract class LateReportsContract extends WorldContract {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {runs_on: ubuntu-latest}}
            targets:
              - {name: Linux one, run: ./one}
              - {name: Linux lab, scheduler: partner_lab}
            """;

    private JsonNode late(String target) {
        return new JdbcReads(database, world.clock)
                .task(world.task(1, target))
                .orElseThrow()
                .path("attempts")
                .path(0)
                .path("late");
    }

    private List<String> audit() {
        return world.list(
                "select who || ': ' || reason from audit_log where action = 'late-report'");
    }

    private Report ended(Verdict verdict) {
        return new Report.Finished(
                verdict, world.clock.instant(), world.clock.instant(), -1, "", "");
    }

    @Test
    void an_attempt_of_which_nothing_came_late_says_so() {
        world.land(1, CONFIG);
        world.run(1, "Linux one", Ending.PASSED);

        assertThat(late("Linux one").isNull()).isTrue();
    }

    @Test
    void late_reports_are_counted_and_what_contradicts_is_written_down_once() {
        world.land(1, CONFIG);
        world.run(1, "Linux one", Ending.PASSED);
        var key = world.newestAttempt(1, "Linux one");

        world.results.record(key, ended(Verdict.PASSED));
        world.results.record(key, ended(Verdict.FAILED));
        world.results.record(key, ended(Verdict.FAILED));

        assertThat(late("Linux one").path("reports").asInt()).isEqualTo(3);
        assertThat(late("Linux one").path("said").asText()).isEqualTo("failed");
        assertThat(audit())
                .containsExactly(
                        "runner: failed came for attempt 1 when that was over: succeeded; it"
                                + " stays");
    }

    @Test
    void what_another_scheduler_posts_late_is_counted_too() {
        world.land(1, CONFIG);

        for (var status : List.of(PostedStatus.SUCCEEDED, PostedStatus.FAILED)) {
            post(status);
        }
        post(PostedStatus.RUNNING);

        assertThat(late("Linux lab").path("reports").asInt()).isEqualTo(2);
        assertThat(late("Linux lab").path("said").asText()).isEqualTo("running");
        assertThat(audit())
                .containsExactly(
                        "the lab: failed came for attempt 1 when that was over: succeeded; it"
                                + " stays");
    }

    private void post(PostedStatus status) {
        world.posts.take(
                new Principal(
                        "lab", "the lab", Role.SCHEDULER, new Scope("partner_lab", null, Set.of())),
                new StatusPost(
                        World.REPO,
                        null,
                        SimulatedCommits.sha(1),
                        "Linux lab",
                        null,
                        new Post(status, 1, null, null, null, false, "")));
    }

    @Test
    void what_a_job_at_github_says_late_is_counted_too() {
        var stage = JobStage.of(world, CONFIG).sent(77);
        var job = JobStage.job(77, 1, 501);

        stage.says(job, "Linux one", PostedStatus.SUCCEEDED);
        stage.says(job, "Linux one", PostedStatus.TIMED_OUT);

        assertThat(stage.stands("Linux one")).isEqualTo("succeeded");
        assertThat(late("Linux one").path("said").asText()).isEqualTo("timed_out");
        assertThat(audit()).singleElement().asString().startsWith("github-job: timed_out came");
    }

    /// GitHub's own word about a job knows no more than that it failed.
    enum Order {
        JOB_FIRST,
        GITHUB_FIRST,
        BOTH_BEFORE_ANYBODY_LOOKED
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void what_a_job_says_of_its_failure_is_kept_whichever_word_comes_first(Order order) {
        var stage = JobStage.of(world, CONFIG).sent(77);
        var job = JobStage.job(77, 1, 501);

        switch (order) {
            case JOB_FIRST -> {
                stage.says(job, failed());
                github(stage);
            }
            case GITHUB_FIRST -> {
                github(stage);
                stage.reconciliation.round();
                stage.says(job, failed());
            }
            case BOTH_BEFORE_ANYBODY_LOOKED -> {
                github(stage);
                stage.jobs.take(job, failed());
            }
        }
        stage.reconciliation.round();

        assertThat(world.list("select number || ': ' || signature from failure"))
                .containsExactly("1: expected <n> found <n>");
        assertThat(stage.attempts("Linux one")).startsWith("1 plan failed");
        assertThat(
                        world.list(
                                "select note || ' ' || log_url from attempt where number = 1 and"
                                        + " log_url is not null"))
                .containsExactly(
                        "exit code 3 https://github.example/local/sample/actions/runs/77/job/501");
    }

    @Test
    void what_a_job_says_of_a_failure_that_was_none_is_not_kept() {
        var stage = JobStage.of(world, CONFIG).sent(77);
        stage.says(JobStage.job(77, 1, 501), "Linux one", PostedStatus.SUCCEEDED);

        stage.says(JobStage.job(77, 1, 501), failed());

        assertThat(world.list("select signature from failure")).isEmpty();
    }

    private void github(JobStage stage) {
        var seen =
                new JobSeen(
                        77,
                        1,
                        501,
                        "Muster",
                        "Linux one",
                        SimulatedCommits.sha(1),
                        JobSeen.State.FAILURE,
                        world.clock.instant(),
                        world.clock.instant(),
                        "");
        stage.store.seen(Long.parseLong(world.text("select id from repository")), seen);
    }

    private static JobPost failed() {
        return new JobPost(
                new StatusPost(
                        World.REPO,
                        "main",
                        SimulatedCommits.sha(1),
                        "Linux one",
                        "https://elsewhere.example",
                        new Post(
                                PostedStatus.FAILED,
                                1,
                                "77",
                                null,
                                null,
                                false,
                                "exit code 3",
                                "expected 4 found 5")),
                null);
    }
}
