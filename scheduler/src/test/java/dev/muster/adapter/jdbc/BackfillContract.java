package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.backfill.JdbcBackfill;
import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.backfill.BackfillSettings;
import dev.muster.backfill.Backfilling;
import dev.muster.backfill.WhyWaiting;
import dev.muster.core.backfill.Cause;
import dev.muster.core.backfill.Pick;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.plan.RepoSettings;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Waiting tasks, the room for them, and the round that queues them.
abstract class BackfillContract extends WorldContract {

    private static final String BATCHED =
            """
            enabled_branches: [main]
            platform_properties:
              linux:
                capacity: 2
                properties: {scheduling_policy: batch}
            targets:
              - name: linux test
                run: ./test.sh
            """;

    private JdbcBackfill store;

    @BeforeEach
    void open_the_store() {
        store =
                new JdbcBackfill(
                        database, RepositoryKind.LOCAL, PlanningSettings.DEFAULTS, world.clock);
    }

    private Backfilling backfilling(int room) {
        return new Backfilling(store, BackfillSettings.of("one", room), world.clock);
    }

    private void land(int from, int to, String config) {
        for (var commit = from; commit <= to; commit++) {
            world.land(commit, config);
        }
    }

    /// The grid, a line a commit, newest first; and nothing but the cells.
    private String cells() {
        return world.grid().replaceAll("(?m)^c\\d+ ", "").replace("\n", "");
    }

    private String why(int commit, String target) {
        return new WhyWaiting(store, BackfillSettings.of("one", 2), world.clock)
                .why(world.task(commit, target))
                .map(it -> it.why())
                .orElse("");
    }

    @Test
    void the_newest_commit_runs_where_there_is_room() {
        land(1, 4, BATCHED);

        assertThat(backfilling(5).round()).isEqualTo(1);

        assertThat(cells()).isEqualTo("qwww");
        assertThat(
                        world.text(
                                "select cause || ' ' || priority || ' ' || requested_reason"
                                        + " from dispatch_queue"))
                .isEqualTo("backfill 30 4 commits since the target last ran");
    }

    @Test
    void a_newer_commit_takes_the_place_of_an_older_one_in_the_line() {
        land(1, 6, BATCHED);
        var since = world.text("select enqueued_at from dispatch_queue");
        world.clock.pass(Duration.ofMinutes(5));

        world.land(7, BATCHED);

        assertThat(cells()).isEqualTo("qwwwwww");
        assertThat(world.text("select enqueued_at from dispatch_queue")).isEqualTo(since);
    }

    @Test
    void a_commit_that_a_runner_has_keeps_its_run() {
        land(1, 6, BATCHED);
        world.dispatched();

        world.land(7, BATCHED);

        assertThat(cells()).isEqualTo("wdwwwww");
    }

    @Test
    void what_somebody_asked_for_stays_in_the_line() {
        land(1, 5, BATCHED);
        world.requests.rerun(world.task(5, "linux test"), "somebody", "");
        land(6, 7, BATCHED);

        assertThat(cells()).isEqualTo("wwqwwww");
    }

    @Test
    void every_commit_of_a_guaranteed_target_stays_in_the_line() {
        land(1, 3, BATCHED.replace("batch", "guaranteed"));

        assertThat(cells()).isEqualTo("qqq");
    }

    @Test
    void the_attempt_says_that_backfill_asked_for_it() {
        land(1, 2, BATCHED);
        backfilling(5).round();
        world.dispatched();

        assertThat(world.text("select cause || ' ' || requested_by from attempt"))
                .isEqualTo("backfill backfill");
    }

    @Test
    void beyond_the_room_one_task_stands_in_line_for_its_turn() {
        land(1, 4, BATCHED + more("linux a", "linux b"));
        world.requests.rerun(world.task(2, "linux test"), "somebody", "");

        assertThat(backfilling(1).round()).isEqualTo(1);
        assertThat(backfilling(1).round()).isZero();
    }

    @Test
    void a_full_platform_has_one_task_in_line_for_its_turn() {
        land(1, 4, BATCHED + more("linux a", "linux b"));
        for (var commit = 1; commit <= 3; commit++) {
            world.requests.rerun(world.task(commit, "linux test"), "somebody", "");
        }

        backfilling(20).round();

        assertThat(world.list("select platform from dispatch_queue where cause = 'backfill'"))
                .containsExactly("linux");
    }

    @Test
    void no_platform_gets_more_than_its_capacity() {
        land(1, 4, BATCHED + more("linux a", "linux b", "linux c"));

        backfilling(10).round();

        assertThat(world.list("select task_id from dispatch_queue")).hasSize(2);
    }

    private static String more(String... targets) {
        var text = new StringBuilder();
        for (var target : targets) {
            text.append("  - name: %s\n    run: ./test.sh\n".formatted(target));
        }
        return text.toString();
    }

    @Test
    void the_middle_of_a_suspect_range_runs_first() {
        land(1, 5, BATCHED);
        ended(1, Ending.PASSED);
        ended(5, Ending.FAILED);
        world.run(5, "linux test", Ending.FAILED);

        backfilling(5).round();

        assertThat(
                        world.list(
                                "select t.position || ' ' || q.priority from dispatch_queue q"
                                        + " join task t on t.id = q.task_id where q.cause ="
                                        + " 'backfill'"))
                .containsExactly("3 29");
    }

    private void ended(int commit, Ending ending) {
        world.requests.rerun(world.task(commit, "linux test"), "somebody", "");
        world.run(commit, "linux test", ending);
    }

    @Test
    void a_target_that_is_not_to_be_backfilled_waits() {
        land(1, 4, BATCHED + "    backfill: false\n");

        assertThat(backfilling(5).round()).isZero();
        assertThat(why(4, "linux test"))
                .startsWith("the target is not backfilled; rerun it to have a result");
    }

    @Test
    void a_target_of_another_scheduler_is_not_ours_to_run() {
        land(1, 4, BATCHED + "    scheduler: elsewhere\n");

        assertThat(backfilling(5).round()).isZero();
        assertThat(why(4, "linux test")).isEmpty();
    }

    @Test
    void a_target_that_the_newest_commit_dropped_is_left() {
        land(1, 3, BATCHED + more("linux gone"));
        world.land(4, BATCHED);

        backfilling(5).round();

        assertThat(
                        world.list(
                                "select t.target from dispatch_queue q join task t on t.id ="
                                        + " q.task_id"))
                .containsExactly("linux test");
        assertThat(why(3, "linux gone")).startsWith("backfill looks at the newest 50 commits");
    }

    @Test
    void a_task_that_began_meanwhile_is_not_queued_twice() {
        land(1, 4, BATCHED);
        var pick =
                new Pick(
                        World.REPO,
                        "main",
                        SimulatedCommits.sha(4),
                        "linux test",
                        Cause.NEWEST_COMMIT,
                        4);
        store.queue(List.of(pick));

        assertThat(store.queue(List.of(pick))).isZero();
    }

    @Test
    void one_instance_at_a_time_has_the_round() {
        var lease = Duration.ofMinutes(2);
        assertThat(store.begin("one", lease)).hasValue(0);
        assertThat(store.begin("two", lease)).isEmpty();

        store.end("one", 3);

        assertThat(store.begin("two", lease)).hasValue(3);
    }

    @Test
    void the_round_of_a_dead_instance_is_taken_over() {
        store.begin("dead", Duration.ofMinutes(2));
        world.clock.pass(Duration.ofMinutes(3));

        assertThat(store.begin("one", Duration.ofMinutes(2))).isPresent();

        store.end("dead", 7);
        assertThat(store.begin("two", Duration.ofMinutes(2))).isEmpty();
    }

    @Test
    void an_instance_that_is_kept_from_the_round_queues_nothing() {
        land(1, 4, BATCHED);
        store.begin("another", Duration.ofMinutes(2));

        assertThat(backfilling(5).round()).isZero();
        assertThat(cells()).isEqualTo("wwww");
    }

    @Test
    void a_waiting_task_says_why_and_roughly_until_when() {
        land(1, 4, BATCHED + more("linux a", "linux b"));

        var answer =
                new WhyWaiting(store, BackfillSettings.of("one", 2), world.clock)
                        .why(world.task(4, "linux b"))
                        .orElseThrow();

        assertThat(answer.why()).startsWith("4 commits since the target last ran; ");
        assertThat(answer.roughlyAt()).isAfter(world.clock.instant());
    }

    @Test
    void a_task_in_the_queue_says_how_many_go_first() {
        land(1, 4, BATCHED + more("linux a"));
        world.requests.rerun(world.task(1, "linux a"), "somebody", "");
        world.requests.rerun(world.task(2, "linux a"), "somebody", "");

        assertThat(why(2, "linux a")).isEqualTo("1 task of the queue goes first");
    }

    @Test
    void a_task_whose_platform_is_full_says_so() {
        land(1, 4, BATCHED + more("linux a", "linux b"));
        for (var target : List.of("linux a", "linux b", "linux test")) {
            world.requests.rerun(world.task(1, target), "somebody", "");
        }
        world.dispatched();

        assertThat(why(1, "linux b"))
                .isEqualTo(
                        "its platform 'linux' runs 2 of at most 2 tasks; it is the next in the"
                                + " queue");
    }

    @Test
    void a_task_that_pauses_before_its_retry_says_until_when() {
        land(1, 1, BATCHED.replace("batch", "guaranteed"));
        world.dispatched();
        world.runner.lose(world.newestAttempt(1, "linux test"));
        world.reconciliation.round();

        var answer =
                new WhyWaiting(store, BackfillSettings.of("one", 2), world.clock)
                        .why(world.task(1, "linux test"))
                        .orElseThrow();

        assertThat(answer.why()).isEqualTo("it is tried again after a pause");
        assertThat(answer.roughlyAt())
                .isEqualTo(world.clock.instant().plus(Duration.ofSeconds(10)));
    }

    @Test
    void a_task_of_another_scheduler_says_whose_it_is() {
        land(1, 1, BATCHED + "    scheduler: elsewhere\n");
        var task = world.task(1, "linux test");

        var told = new JdbcReads(database, world.clock).task(task).orElseThrow();

        assertThat(told.path("waits").path("why").asText())
                .isEqualTo("the scheduler 'elsewhere' runs it, and has not said that it began");
    }

    @Test
    void a_task_behind_a_running_one_says_so() {
        land(1, 4, BATCHED);
        backfilling(5).round();

        assertThat(why(3, "linux test")).isEqualTo("another task of the target is under way");
    }

    @Test
    void a_task_that_ended_does_not_wait() {
        land(1, 2, BATCHED);
        ended(1, Ending.PASSED);

        assertThat(why(1, "linux test")).isEmpty();
    }

    @Test
    void a_release_branch_is_known_by_the_settings_of_its_repository() {
        var settings =
                new PlanningSettings(
                        List.of(".ci.yaml"),
                        Map.of(
                                World.REPO,
                                new RepoSettings(
                                        "main",
                                        dev.muster.plan.SchedulingPolicy.BATCH,
                                        6,
                                        Map.of(),
                                        List.of("ma.*"))),
                        Duration.ofMinutes(2),
                        20,
                        1);
        land(1, 2, BATCHED);

        var backlog =
                new JdbcBackfill(database, RepositoryKind.LOCAL, settings, world.clock)
                        .backlog(null, world.clock.instant());

        assertThat(backlog.grids()).allMatch(it -> it.release());
    }

    @Test
    void a_branch_that_nobody_pushed_to_for_long_is_left() {
        world.commits.land(World.REPO, "old", 1, BATCHED.replace("[main]", "[main, old]"));
        world.watch.round();
        world.planning.round();
        world.clock.pass(Duration.ofDays(8));
        world.land(2, BATCHED);

        var backlog = store.backlog(null, world.clock.instant().minus(Duration.ofDays(7)));

        assertThat(backlog.grids()).extracting(it -> it.branch()).containsExactly("main");
    }
}
