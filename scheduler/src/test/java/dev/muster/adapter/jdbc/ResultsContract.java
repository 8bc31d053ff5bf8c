package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.attempt.Report;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskId;
import dev.muster.dispatch.Requests.Outcome;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.reporting.Results.Recorded;
import dev.muster.testkit.World;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Results, retries, reruns, and the summaries that follow.
abstract class ResultsContract extends WorldContract {

    private static final TaskId NOBODY = new TaskId("01J00000000000000000000000");

    @Test
    void a_failure_of_the_newest_commit_is_run_once_more_and_a_pass_makes_it_flaky() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.FAILED);
        assertThat(world.grid()).isEqualTo("c1 dq\n");

        world.run(1, "Linux test", Ending.PASSED);

        assertThat(world.grid()).isEqualTo("c1 dY\n");
        assertThat(
                        world.text(
                                "select finished || ' ' || passed || ' ' || failed || ' ' || flaky"
                                        + " from target_summary where target = 'Linux test'"))
                .isEqualTo("1 1 0 1");
    }

    @Test
    void a_second_failure_stands() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.FAILED);
        world.run(1, "Linux test", Ending.FAILED);

        assertThat(world.grid()).isEqualTo("c1 dF\n");
        assertThat(world.dispatch.round()).isZero();
    }

    @Test
    void a_failure_of_an_older_commit_stands_at_once() {
        world.land(1, TWO_TARGETS);
        world.land(2, TWO_TARGETS);
        world.run(1, "Linux test", Ending.FAILED);

        assertThat(world.grid()).isEqualTo("c2 dd\nc1 df\n");
    }

    @Test
    void a_late_report_changes_nothing_and_is_told() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.PASSED);
        var key = world.newestAttempt(1, "Linux test");

        var recorded = world.results.record(key, new Report.Started(world.clock.instant()));

        assertThat(recorded).isEqualTo(new Recorded.Late());
        assertThat(world.grid()).isEqualTo("c1 ds\n");
    }

    @Test
    void a_report_of_an_attempt_that_never_was_is_told() {
        var recorded =
                world.results.record(
                        new AttemptKey(NOBODY, 1), new Report.Started(world.clock.instant()));

        assertThat(recorded).isEqualTo(new Recorded.NoSuchAttempt());
    }

    @Test
    void a_rerun_is_a_new_attempt_with_its_person_and_reason() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.PASSED);

        var outcome = world.requests.rerun(world.task(1, "Linux test"), "ada", "to be sure");
        world.dispatch.round();

        assertThat(outcome).isEqualTo(new Outcome.Accepted(world.task(1, "Linux test")));
        assertThat(world.grid()).isEqualTo("c1 dD\n");
        assertThat(
                        world.text(
                                """
                                select cause || ' ' || requested_by || ' ' || requested_reason
                                from attempt where number = 2
                                """))
                .isEqualTo("rerun ada to be sure");
        assertThat(world.text("select who || ' ' || action from audit_log")).isEqualTo("ada rerun");
    }

    @Test
    void a_rerun_of_a_waiting_task_runs_it_now() {
        world.commits.land(World.REPO, "main", 1, TWO_TARGETS);
        world.land(2, TWO_TARGETS);

        world.requests.rerun(world.task(1, "Linux test"), "ada", "");

        assertThat(world.grid()).isEqualTo("c2 qq\nc1 wq\n");
        assertThat(world.list("select cause from dispatch_queue where priority = 29"))
                .containsExactly("rerun");
    }

    @Test
    void a_rerun_of_what_runs_is_not_possible_and_says_why() {
        world.land(1, TWO_TARGETS).dispatched();

        assertThat(world.requests.rerun(world.task(1, "Linux test"), "ada", ""))
                .isEqualTo(new Outcome.NotPossible("'Linux test' is running already"));
        assertThat(world.requests.rerun(NOBODY, "ada", "")).isEqualTo(new Outcome.NotFound());
    }

    @Test
    void a_queued_task_is_cancelled_at_once() {
        world.land(1, TWO_TARGETS);

        world.requests.cancel(world.task(1, "Linux test"), "ada", "not needed");

        assertThat(world.grid()).isEqualTo("c1 qc\n");
        assertThat(world.dispatch.round()).isEqualTo(1);
    }

    @Test
    void a_running_task_is_cancelled_when_its_runner_has_stopped_it() {
        world.land(1, TWO_TARGETS).dispatched();
        var key = world.newestAttempt(1, "Linux test");
        world.runner.start(key);
        world.requests.cancel(key.task(), "ada", "not needed");
        world.reconciliation.round();
        assertThat(world.runner.cancelled()).containsExactly(key);
        assertThat(world.grid()).isEqualTo("c1 dr\n");

        world.end(1, "Linux test", Ending.CANCELLED);

        assertThat(world.grid()).isEqualTo("c1 dc\n");
        assertThat(world.requests.cancel(key.task(), "ada", ""))
                .isEqualTo(new Outcome.NotPossible("'Linux test' has ended already"));
    }

    @Test
    void a_task_that_failed_while_it_was_being_cancelled_is_not_retried() {
        world.land(1, TWO_TARGETS).dispatched();
        world.requests.cancel(world.task(1, "Linux test"), "ada", "");
        world.end(1, "Linux test", Ending.FAILED);

        assertThat(world.grid()).isEqualTo("c1 df\n");
    }

    @Test
    void the_dashboard_is_told_of_every_step() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.PASSED);

        assertThat(world.list("select kind from event_log order by seq"))
                .containsExactly("commit", "config", "commit", "tree", "task", "task", "task");
        assertThat(world.text("select max(payload) from event_log where payload like '%\"s\"%'"))
                .contains("\"repo\":\"local/sample\"", "\"target\":\"Linux test\"")
                .contains("\"status\":\"succeeded\"", "\"cell\":\"s\"");
    }

    @Test
    void summaries_rebuilt_from_the_tasks_are_those_that_were_kept() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260301);
        world.land(1, TWO_TARGETS);
        for (var step = 2; step < 60; step++) {
            step(random, step);
        }
        var kept = summaries();

        world.summaries.rebuild(World.REPO, "main");

        assertThat(kept).hasSizeGreaterThan(10);
        assertThat(summaries()).isEqualTo(kept);
    }

    private void step(RandomGenerator random, int step) {
        world.dispatch.round();
        var running = world.runner.unfinished();
        var tasks = world.list("select id from task order by id");
        var task = new TaskId(tasks.get(random.nextInt(tasks.size())));
        switch (random.nextInt(6)) {
            case 0 ->
                    world.land(
                            step,
                            step % 3 == 0
                                    ? TWO_TARGETS
                                    : TWO_TARGETS.replace(
                                            "./test.sh", "./test.sh\n    postsubmit: false"));
            case 1 -> world.requests.rerun(task, "ada", "");
            case 2 -> world.requests.cancel(task, "ada", "");
            default ->
                    running.forEach(
                            key -> {
                                var endings = Ending.values();
                                world.runner.end(key, endings[random.nextInt(endings.length)]);
                            });
        }
        world.reconciliation.round();
        world.clock.pass(Duration.ofSeconds(15));
    }

    private List<String> summaries() {
        return world.list(
                """
                select target || ' ' || finished || ' ' || passed || ' ' || failed || ' ' || flaky
                    || ' ' || coalesce(newest_run_position, -1)
                    || ' ' || coalesce(newest_position, -1) || ' ' || newest_red
                    || ' ' || coalesce(first_bad_position, -1)
                    || ' ' || coalesce(last_good_position, -1)
                    || ' ' || coalesce(cast(red_since as varchar), '-')
                from target_summary
                union all select position || ' ' || cells from grid_row
                union all select target || ' ' || history || ' ' || state || ' ' || why || ' '
                    || flakes || ' ' || runs || ' ' || streak_runs || changes || confidence
                    from target_stability
                union all select status || ' ' || since || reasons || unknown_targets
                    from tree_state
                order by 1
                """);
    }
}
