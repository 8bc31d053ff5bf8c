package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.dispatch.Choice;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.SimulatedRunner;
import dev.muster.testkit.SimulatedRunner.Mood;
import dev.muster.testkit.World;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Claims, leases and what a crash leaves behind.
abstract class DispatchContract extends WorldContract {

    @Test
    void a_claimed_task_is_dispatched_then_runs_then_ends() {
        world.land(1, TWO_TARGETS).dispatched();
        world.runner.start(world.newestAttempt(1, "Linux analyze"));
        world.end(1, "Linux test", Ending.PASSED);

        assertThat(world.grid()).isEqualTo("c1 rs\n");
    }

    @Test
    void the_runner_gets_the_target_and_the_words_that_tell_where_it_runs() {
        world.land(1, TWO_TARGETS).dispatched();

        var assignment = world.runner.assignment(world.newestAttempt(1, "Linux test"));

        assertThat(assignment.target().name().value()).isEqualTo("Linux test");
        assertThat(assignment.environment())
                .containsEntry("MUSTER_TARGET", "Linux test")
                .containsEntry("MUSTER_BRANCH", "main")
                .containsEntry("MUSTER_ATTEMPT", "1");
    }

    @Test
    void the_runner_is_told_the_properties_that_hold_after_the_merge() {
        world.land(
                        1,
                        TWO_TARGETS.replace(
                                "    run: ./test.sh\n",
                                "    run: ./test.sh\n    postsubmit_properties: {upload: true}\n"))
                .dispatched();

        assertThat(world.runner.assignment(world.newestAttempt(1, "Linux test")).environment())
                .containsEntry("MUSTER_EVENT", "postsubmit")
                .containsEntry("MUSTER_PROPERTIES", "{\"os\":\"Linux\",\"upload\":true}");
    }

    @Test
    void no_more_tasks_run_than_there_is_room_for() {
        world.land(1, TWO_TARGETS);
        var narrow = world.besides(DispatchSettings.of("narrow", 1));

        assertThat(narrow.dispatch.round()).isEqualTo(1);
        assertThat(narrow.dispatch.round()).isZero();
        narrow.end(1, "Linux analyze", Ending.PASSED);
        assertThat(narrow.dispatch.round()).isEqualTo(1);
    }

    @Test
    void no_platform_runs_more_tasks_than_its_capacity() {
        world.land(1, TWO_TARGETS.replace("linux:\n", "linux:\n    capacity: 1\n"));

        assertThat(world.dispatch.round()).isEqualTo(1);
        assertThat(world.besides(DispatchSettings.of("two", 9)).dispatch.round()).isZero();
        assertThat(world.grid()).isEqualTo("c1 dq\n");
    }

    @Test
    void a_claim_holds_only_what_it_may_take() {
        for (var commit = 1; commit <= 8; commit++) {
            world.land(commit, GUARANTEED);
        }
        var rows = new FreeRows(world.database, "dispatch_queue", "task_id");
        var queued = rows.now().size();
        var narrow = world.besides(DispatchSettings.of("narrow", 1)).dispatch;

        var free = rows.during(narrow::round);

        assertThat(queued).isGreaterThanOrEqualTo(8);
        assertThat(free).hasSizeBetween(queued - 2, queued - 1);
    }

    @Test
    void what_landed_is_claimed_though_pull_requests_come_without_end() {
        world.land(1, TWO_TARGETS);
        var narrow = world.besides(DispatchSettings.of("narrow", 1));

        for (var turn = 0; turn < 4 * Choice.RESERVE; turn++) {
            world.land(2 + turn, GUARANTEED);
            world.database.jdbi().useHandle(it -> it.execute(URGENT));
            narrow.dispatch.round();
            narrow.runner.unfinished().forEach(it -> narrow.runner.end(it, Ending.PASSED));
            narrow.reconciliation.round();
        }

        assertThat(
                        world.list(
                                "select status from task where sha = ?",
                                SimulatedCommits.sha(1).value()))
                .containsExactly("succeeded", "succeeded");
    }

    private static final String GUARANTEED =
            TWO_TARGETS.replace("{os: Linux}", "{os: Linux, scheduling_policy: guaranteed}");

    private static final String URGENT =
            "update dispatch_queue set priority = 20 where cause = 'plan' and task_id not in"
                    + " (select id from task where position = 1)";

    @Test
    void what_a_busy_runner_did_not_take_is_tried_again_as_the_same_attempt() {
        world.land(1, TWO_TARGETS);
        world.runner.mood(Mood.BUSY);
        world.dispatch.round();
        assertThat(world.grid()).isEqualTo("c1 qq\n");
        assertThat(world.list("select number from attempt")).isEmpty();
        world.runner.mood(Mood.ACCEPTING);
        assertThat(world.dispatch.round()).isZero();

        world.clock.pass(Duration.ofMinutes(1));

        assertThat(world.dispatch.round()).isEqualTo(2);
        assertThat(world.grid()).isEqualTo("c1 dd\n");
        assertThat(world.list("select number from attempt")).containsExactly("1", "1");
    }

    @Test
    void what_the_runner_refuses_is_an_infra_failure_that_is_not_retried() {
        world.land(1, TWO_TARGETS);
        world.runner.mood(Mood.REFUSING);
        world.dispatch.round();

        assertThat(world.grid()).isEqualTo("c1 ii\n");
        assertThat(world.list("select distinct note from attempt"))
                .containsExactly("no such command");
        assertThat(world.list("select task_id from dispatch_queue")).isEmpty();
    }

    @Test
    void a_crash_between_claim_and_submission_submits_the_same_attempt_after_the_restart() {
        world.land(1, TWO_TARGETS);
        world.runner.mood(Mood.DEAF);
        assertThatThrownBy(world.dispatch::round).isInstanceOf(SimulatedRunner.Crash.class);
        world.runner.mood(Mood.ACCEPTING);
        var restarted = world.besides(DispatchSettings.of("one", 100));

        restarted.reconciliation.round();

        assertThat(world.runner.submissions()).doesNotHaveDuplicates().hasSize(2);
        assertThat(world.list("select distinct number from attempt")).containsExactly("1");
        assertThat(world.grid()).isEqualTo("c1 dd\n");
    }

    @Test
    void a_crash_after_submission_adopts_what_ran_on() {
        world.land(1, TWO_TARGETS).dispatched();
        world.runner.end(world.newestAttempt(1, "Linux analyze"), Ending.PASSED);
        world.runner.start(world.newestAttempt(1, "Linux test"));
        var restarted = world.besides(DispatchSettings.of("one", 100));

        restarted.reconciliation.round();

        assertThat(world.runner.submissions()).hasSize(2);
        assertThat(world.grid()).isEqualTo("c1 sr\n");
    }

    @Test
    void an_attempt_that_died_without_a_result_is_retried_up_to_three_times_in_all() {
        world.land(1, TWO_TARGETS);
        for (var attempt = 1; attempt <= 3; attempt++) {
            world.dispatch.round();
            world.runner.lose(world.newestAttempt(1, "Linux test"));
            world.reconciliation.round();
            world.clock.pass(Duration.ofSeconds(11));
        }

        assertThat(world.dispatch.round()).isZero();
        assertThat(world.grid()).isEqualTo("c1 dI\n");
        assertThat(
                        world.list(
                                """
                                select number || ' ' || status || ' ' || cause from attempt
                                where task_id = ? order by number
                                """,
                                world.task(1, "Linux test").value()))
                .containsExactly(
                        "1 infra_failure plan", "2 infra_failure retry", "3 infra_failure retry");
    }

    @Test
    void an_instance_that_is_not_heard_of_loses_its_attempts_after_the_lease() {
        world.land(1, TWO_TARGETS).dispatched();
        var other = world.besides(DispatchSettings.of("two", 100));
        assertThat(other.reconciliation.round()).isZero();

        world.clock.pass(Duration.ofMinutes(2));

        assertThat(other.reconciliation.round()).isEqualTo(2);
        assertThat(world.reconciliation.round()).isZero();
        assertThat(world.runner.submissions()).hasSize(2);
    }

    @Test
    void an_instance_that_renews_its_leases_keeps_its_attempts() {
        world.land(1, TWO_TARGETS).dispatched();
        world.clock.pass(Duration.ofSeconds(50));
        world.reconciliation.round();
        world.clock.pass(Duration.ofSeconds(50));

        assertThat(world.besides(DispatchSettings.of("two", 9)).reconciliation.round()).isZero();
    }

    @Test
    void a_task_that_outlives_its_timeout_is_stopped_and_timed_out() {
        world.land(1, TWO_TARGETS).dispatched();
        var attempt = world.newestAttempt(1, "Linux test");
        world.runner.start(attempt);
        world.reconciliation.round();
        world.clock.pass(Duration.ofHours(2));

        world.reconciliation.round();

        assertThat(world.runner.cancelled()).containsExactly(attempt);
        assertThat(
                        world.text(
                                "select status from attempt where task_id = ? and number = 1",
                                attempt.task().value()))
                .isEqualTo("timed_out");
    }

    @Test
    void an_attempt_that_makes_trouble_does_not_hold_up_the_others() {
        world.land(1, TWO_TARGETS);
        world.runner.troubleWith("Linux analyze");
        world.dispatch.round();
        world.reconciliation.round();
        assertThat(world.runner.submissions()).hasSize(1);
        world.runner.troubleWith("nothing");

        world.reconciliation.round();

        assertThat(world.runner.submissions()).hasSize(2);
        assertThat(world.list("select number from attempt")).containsExactly("1", "1");
    }

    @Test
    void what_ran_where_nobody_sees_it_is_a_new_attempt_elsewhere_and_is_stopped_there() {
        var away = world.apart(DispatchSettings.of("away", 100));
        var there = world.apart(DispatchSettings.of("there", 100));
        away.land(1, TWO_TARGETS).dispatched();
        away.runner.start(away.newestAttempt(1, "Linux test"));
        world.clock.pass(Duration.ofMinutes(2));

        there.reconciliation.round();
        world.clock.pass(Duration.ofSeconds(11));
        there.dispatch.round();
        away.reconciliation.round();

        assertThat(there.runner.submissions()).hasSize(2).allMatch(it -> it.number() == 2);
        assertThat(away.runner.cancelled()).hasSize(2).allMatch(it -> it.number() == 1);
        assertThat(world.list("select distinct note from attempt where number = 1"))
                .containsExactly("the instance that had it was not heard of for a lease");
        assertThat(world.grid()).isEqualTo("c1 DD\n");
    }

    @Test
    void a_result_of_an_instance_that_lost_its_lease_changes_nothing() {
        var away = world.apart(DispatchSettings.of("away", 100));
        var there = world.apart(DispatchSettings.of("there", 100));
        away.land(1, TWO_TARGETS).dispatched();
        var lost = away.newestAttempt(1, "Linux test");
        world.clock.pass(Duration.ofMinutes(2));
        there.reconciliation.round();

        away.runner.end(lost, Ending.PASSED);
        away.reconciliation.changed(lost);
        away.reconciliation.round();

        assertThat(away.reconciliation.holds(lost)).isFalse();
        assertThat(world.grid()).isEqualTo("c1 qq\n");
    }

    @Test
    void what_nobody_took_over_goes_on_where_it_was() {
        var away = world.apart(DispatchSettings.of("away", 100));
        away.land(1, TWO_TARGETS).dispatched();
        world.clock.pass(Duration.ofMinutes(2));

        away.reconciliation.round();

        assertThat(away.runner.cancelled()).isEmpty();
        assertThat(away.runner.submissions()).hasSize(2);
    }

    @Test
    void several_instances_share_the_work_without_doubling() throws Exception {
        world.land(1, manyTargets(120));
        var instances =
                IntStream.range(0, 4)
                        .mapToObj(i -> world.besides(DispatchSettings.of("instance" + i, 60)))
                        .toList();
        var rounds = new ArrayList<Callable<Integer>>();
        for (World instance : instances) {
            for (var i = 0; i < 3; i++) {
                rounds.add(() -> instance.dispatch.round() + 0 * instance.reconciliation.round());
            }
        }
        var claimed = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var round : threads.invokeAll(rounds)) {
                claimed += round.get();
            }
        }

        assertThat(claimed).isEqualTo(120);
        assertThat(world.runner.unfinished()).hasSize(120);
        assertThat(world.list("select task_id from attempt")).hasSize(120).doesNotHaveDuplicates();
        assertThat(world.grid()).isEqualTo("c1 " + "d".repeat(120) + "\n");
    }

    private static String manyTargets(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj("  - {name: Linux t%d, run: ./t.sh}\n"::formatted)
                .collect(
                        Collectors.joining(
                                "",
                                "enabled_branches: [main]\n"
                                        + "platform_properties: {linux: {properties: {os: L}}}\n"
                                        + "targets:\n",
                                ""));
    }
}
