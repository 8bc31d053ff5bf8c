package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.backfill.JdbcBackfill;
import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.backfill.BackfillSettings;
import dev.muster.backfill.Waiting.Answer;
import dev.muster.backfill.WhyWaiting;
import dev.muster.core.backfill.Strategy;
import dev.muster.core.external.PostedStatus;
import dev.muster.core.tree.TreeWord;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;
import dev.muster.testkit.World;
import dev.muster.tree.Gardening;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/// Why tasks wait that nobody has chosen yet, or that are with GitHub; and until when.
abstract class WaitingContract extends WorldContract {

    private static final String BATCHED =
            """
            enabled_branches: [main]
            platform_properties:
              linux:
                capacity: 2
                properties: {scheduling_policy: batch}
              mac:
                properties: {scheduling_policy: batch}
            targets:
              - name: linux test
                run: ./test.sh
              - name: mac test
                run: ./test.sh
            """;

    private static final String AT_GITHUB =
            """
            enabled_branches: [main]
            platform_properties: {linux: {runs_on: ubuntu-latest}}
            targets:
              - {name: Linux one, run: ./one}
            """;

    private void land(int from, int to, String config) {
        for (var commit = from; commit <= to; commit++) {
            world.land(commit, config);
        }
    }

    private Answer why(BackfillSettings settings, int commit, String target) {
        var store =
                new JdbcBackfill(
                        database, RepositoryKind.LOCAL, PlanningSettings.DEFAULTS, world.clock);
        return new WhyWaiting(store, settings, world.clock)
                .why(world.task(commit, target))
                .orElseThrow();
    }

    private Answer why(int room, int commit, String target) {
        return why(BackfillSettings.of("one", room), commit, target);
    }

    private static BackfillSettings cocoon() {
        return BackfillSettings.of("one", 9, Strategy.COCOON, Duration.ofMinutes(1));
    }

    @Test
    void a_batched_target_says_when_its_batch_is_full() {
        land(1, 4, BATCHED);

        var answer = why(9, 4, "linux test");

        assertThat(answer.why())
                .endsWith(
                        "it is the next of its platform; the target runs when 2 more commits"
                                + " landed");
        assertThat(answer.roughlyAt()).isEqualTo(world.clock.instant().plusSeconds(60));
    }

    @Test
    void a_batch_that_the_next_commit_fills_says_so() {
        land(1, 5, BATCHED.replace("./test.sh", "./test.sh\n    backfill: false"));

        var answer = why(9, 5, "linux test");

        assertThat(answer.why())
                .isEqualTo(
                        "the target is not backfilled; rerun it to have a result; the target runs"
                                + " with the next commit that lands");
        assertThat(answer.roughlyAt()).isNull();
    }

    @Test
    void where_backfill_has_no_room_a_task_says_so_and_no_time() {
        land(1, 4, BATCHED);

        var answer = why(0, 4, "linux test");

        assertThat(answer.why())
                .contains("; backfill is given no room here, so rerun it to have a result");
        assertThat(answer.roughlyAt()).isNull();
    }

    @Test
    void while_backfill_rests_a_task_says_how_long_the_line_is() {
        land(1, 1, BATCHED + many(11));
        for (var target = 0; target < 11; target++) {
            world.requests.rerun(world.task(1, "mac " + target), "somebody", "");
        }

        var answer = why(1, 1, "linux test");

        assertThat(answer.why())
                .contains("; backfill rests while more than 10 tasks stand in line, and 11 do");
        assertThat(answer.roughlyAt()).isAfter(world.clock.instant().plusSeconds(60));
    }

    private static String many(int count) {
        var text = new StringBuilder();
        for (var target = 0; target < count; target++) {
            text.append("  - {name: mac %d, run: ./test.sh}\n".formatted(target));
        }
        return text.toString();
    }

    @Test
    void a_task_says_that_its_platform_has_enough_to_do() {
        land(1, 4, BATCHED);
        world.requests.rerun(world.task(1, "linux test"), "somebody", "");
        world.requests.rerun(world.task(2, "linux test"), "somebody", "");
        world.dispatched();

        var answer = why(9, 4, "linux test");

        assertThat(answer.why())
                .contains(
                        "; its platform 'linux' has 2 tasks queued or running, and runs 2 at once");
    }

    @Test
    void a_task_says_that_all_places_are_taken() {
        land(1, 4, BATCHED);
        world.requests.rerun(world.task(1, "linux test"), "somebody", "");
        world.dispatched();

        assertThat(why(1, 4, "mac test").why()).contains("; all 1 places are taken");
    }

    @Test
    void the_next_in_the_queue_begins_when_a_place_is_free() {
        land(1, 4, BATCHED);
        world.requests.rerun(world.task(1, "linux test"), "somebody", "");
        world.dispatched();
        world.requests.rerun(world.task(1, "mac test"), "somebody", "");

        assertThat(why(1, 1, "mac test").roughlyAt()).isAfter(world.clock.instant());
        assertThat(why(2, 1, "mac test").roughlyAt()).isEqualTo(world.clock.instant());
    }

    @Test
    void by_cocoon_a_target_that_always_runs_is_left_alone() {
        land(1, 2, BATCHED);
        land(3, 3, BATCHED.replace("scheduling_policy: batch", "scheduling_policy: guaranteed"));
        world.run(3, "linux test", Ending.PASSED);

        assertThat(why(cocoon(), 1, "linux test").why())
                .isEqualTo("the target is not backfilled; rerun it to have a result");
        land(
                4,
                4,
                BATCHED.replace("scheduling_policy: batch", "scheduling_policy: guaranteed")
                        .replace("./test.sh", "./test.sh\n    backfill: true"));
        world.run(4, "linux test", Ending.PASSED);
        assertThat(why(cocoon(), 1, "linux test").why())
                .startsWith("the target runs on commits as they land, and backfill by 'cocoon'");
    }

    @Test
    void by_cocoon_a_task_beyond_the_most_of_a_round_has_its_place_in_line() {
        land(1, 2, BATCHED + many(90));

        var last =
                world
                        .list("select target from task where target like 'mac %' and position = 2")
                        .stream()
                        .map(it -> why(cocoon(), 2, it).why())
                        .filter(it -> it.contains("; 90 tasks of its platform go first"));

        assertThat(last).hasSize(1);
    }

    @Test
    void a_closed_tree_keeps_no_task_from_running() {
        land(1, 2, BATCHED);
        world.trees.set(
                World.REPO, "main", new Gardening.Order(TreeWord.CLOSED, "no", null, "ada"));

        assertThat(why(9, 2, "linux test").why()).doesNotContain("tree");
    }

    private String atGitHub() {
        return new JdbcReads(database, world.clock)
                .task(world.task(1, "Linux one"))
                .orElseThrow()
                .path("waits")
                .path("why")
                .asText();
    }

    @Test
    void a_task_that_is_with_github_says_how_far_it_has_come() {
        var stage = JobStage.of(world, AT_GITHUB);
        stage.dispatch.round();
        assertThat(atGitHub()).isEqualTo("it shares a run at GitHub with others of its commit");

        stage.store.gather();
        assertThat(atGitHub()).isEqualTo("GitHub is asked for its run");

        var asked = stage.store.toSend("one", Duration.ofMinutes(1), 20).getFirst();
        assertThat(atGitHub()).isEqualTo("GitHub is asked for its run");

        stage.store.sent(asked, 77);
        assertThat(atGitHub())
                .isEqualTo("GitHub has its run, and no runner there has begun its job");

        stage.says(JobStage.job(77, 1, 501), "Linux one", PostedStatus.RUNNING);
        assertThat(atGitHub()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"the limit of the hour is spent", "no answer"})
    void a_run_that_github_did_not_take_says_why(String fault) {
        var stage = JobStage.of(world, AT_GITHUB);
        stage.store.unknown(stage.asked(), world.clock.instant(), fault);

        assertThat(atGitHub()).isEqualTo("GitHub has not taken its run: " + fault);
    }

    @Test
    void a_task_of_a_pull_request_says_that_its_workflow_takes_it() {
        var stage = JobStage.of(world, AT_GITHUB);
        stage.asked();
        database.jdbi().useHandle(it -> it.execute("update actions_build set pool = 'pull'"));

        assertThat(atGitHub()).startsWith("the workflow on pull requests takes it");
    }
}
