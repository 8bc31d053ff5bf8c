package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.DispatchSettings;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// From a moved branch to tasks in the queue.
abstract class PlanningContract extends WorldContract {

    @Test
    void a_landed_commit_becomes_queued_tasks() {
        world.land(1, TWO_TARGETS);

        assertThat(world.grid()).isEqualTo("c1 qq\n");
    }

    @Test
    void a_round_that_finds_nothing_new_changes_nothing() {
        world.land(1, TWO_TARGETS);
        var events = world.list("select payload from event_log");

        var moved = world.watch.round() + world.planning.round();

        assertThat(moved).isZero();
        assertThat(world.list("select payload from event_log")).isEqualTo(events);
    }

    @Test
    void every_target_has_a_decision_with_its_reason_and_line() {
        world.land(
                1, TWO_TARGETS.replace("run: ./test.sh", "run: ./test.sh\n    postsubmit: false"));

        assertThat(
                        world.list(
                                """
                                select target || ' ' || decision || ' ' || reason || ' '
                                    || config_path || ':' || config_line
                                from decision order by ordinal
                                """))
                .containsExactly(
                        "Linux analyze run guaranteed .ci.yaml:6",
                        "Linux test skip postsubmit_disabled .ci.yaml:8");
        assertThat(world.grid()).isEqualTo("c1 q-\n");
    }

    @Test
    void at_first_sight_only_the_newest_commit_runs_and_the_others_wait() {
        world.commits.land(World.REPO, "main", 1, TWO_TARGETS);
        world.commits.land(World.REPO, "main", 2, TWO_TARGETS);
        world.land(3, TWO_TARGETS);

        assertThat(world.grid()).isEqualTo("c3 qq\nc2 ww\nc1 ww\n");
        assertThat(world.list("select distinct reason from task where status = 'waiting'"))
                .containsExactly("waiting_for_backfill");
    }

    @Test
    void afterwards_every_commit_runs() {
        world.land(1, TWO_TARGETS);
        world.commits.land(World.REPO, "main", 2, TWO_TARGETS);
        world.land(3, TWO_TARGETS);

        assertThat(world.grid()).isEqualTo("c3 qq\nc2 qq\nc1 qq\n");
    }

    @Test
    void a_commit_without_configuration_is_missing_it_and_plans_nothing() {
        world.land(1, null);

        assertThat(world.text("select config_state from landed_commit")).isEqualTo("missing");
        assertThat(world.list("select id from task")).isEmpty();
    }

    @Test
    void a_faulty_configuration_is_told_with_its_diagnostics_and_plans_nothing() {
        world.land(1, TWO_TARGETS.replace("run:", "rnu:"));

        assertThat(world.text("select config_state from landed_commit")).isEqualTo("invalid");
        assertThat(world.text("select diagnostics from landed_commit"))
                .contains("unknown-key", "'rnu'", "\"line\":7");
        assertThat(world.list("select id from task")).isEmpty();
    }

    @Test
    void hostile_bytes_in_a_configuration_stop_only_that_commit() {
        world.land(1, "a: &a [*a, *a]\n\0");
        world.land(2, TWO_TARGETS);

        assertThat(world.grid()).isEqualTo("c2 qq\nc1 \n");
    }

    @Test
    void who_answers_for_a_target_is_read_from_the_files_of_its_commit() {
        var config =
                TWO_TARGETS.replace(
                                "run: ./analyze.sh",
                                "run: ./analyze.sh\n    properties: {tags: '[\"hostonly\"]'}")
                        + "  - {name: Linux docs, run: ./docs.sh, owner: '@dora'}\n";
        world.commits.besides(
                Map.of(
                        "TESTOWNERS",
                        "## Host only tests\n# Linux analyze\n/a.dart @tess @acme/tool\n",
                        ".github/CODEOWNERS",
                        "* @all\n/.ci.yaml @acme/infra\n"));
        world.land(1, config);

        assertThat(owners())
                .containsExactly(
                        "Linux analyze: @tess, @acme/tool",
                        "Linux docs: @dora",
                        "Linux test: @acme/infra");

        world.commits.besides(Map.of("docs/CODEOWNERS", "* @ada\n"));
        world.land(2, config);
        assertThat(owners())
                .containsExactly("Linux analyze: @ada", "Linux docs: @dora", "Linux test: @ada");

        world.commits.besides(Map.of());
        world.land(3, config);
        assertThat(owners())
                .containsExactly("Linux analyze: -", "Linux docs: @dora", "Linux test: -");
    }

    @Test
    void who_answers_is_read_again_where_it_cannot_be_read_at_first() {
        world.commits.besides(Map.of("CODEOWNERS", "* @ada\n"));
        world.commits.hide("CODEOWNERS");
        world.land(1, TWO_TARGETS);
        assertThat(world.grid()).isEqualTo("c1 \n");

        world.commits.hide("");
        world.clock.pass(Duration.ofSeconds(6));
        world.planning.round();

        assertThat(world.grid()).isEqualTo("c1 qq\n");
        assertThat(owners()).containsExactly("Linux analyze: @ada", "Linux test: @ada");
    }

    @Test
    void nothing_waits_for_long_to_know_who_answers() {
        world.commits.besides(Map.of("CODEOWNERS", "* @ada\n"));
        world.commits.hide("CODEOWNERS");
        world.land(1, TWO_TARGETS);
        for (var round = 0; round < 2; round++) {
            world.clock.pass(Duration.ofSeconds(11));
            world.planning.round();
        }

        assertThat(world.grid()).isEqualTo("c1 qq\n");
        assertThat(owners()).containsExactly("Linux analyze: -", "Linux test: -");
    }

    private List<String> owners() {
        return world.list(
                "select target || ': ' || coalesce(owner, '-') from grid_column order by target");
    }

    @Test
    void a_repository_out_of_reach_is_tried_again_after_a_pause() {
        world.commits.land(World.REPO, "main", 1, TWO_TARGETS);
        world.watch.round();
        world.commits.reachable(false);
        world.planning.round();
        world.commits.reachable(true);

        assertThat(world.planning.round()).isZero();
        world.clock.pass(Duration.ofSeconds(6));
        assertThat(world.planning.round()).isEqualTo(1);
        assertThat(world.grid()).isEqualTo("c1 qq\n");
    }

    @Test
    void a_branch_out_of_reach_is_noticed_later() {
        world.commits.land(World.REPO, "main", 1, TWO_TARGETS);
        world.commits.reachable(false);

        assertThat(world.watch.round()).isZero();
        world.commits.reachable(true);
        assertThat(world.watch.round()).isEqualTo(1);
    }

    @Test
    void a_rewritten_branch_keeps_what_ran_and_appends_what_is_new() {
        world.land(1, TWO_TARGETS);
        world.land(2, TWO_TARGETS);
        world.commits.drop(World.REPO, "main", 1);
        world.land(3, TWO_TARGETS);

        assertThat(world.grid()).isEqualTo("c3 qq\nc2 qq\nc1 qq\n");
        assertThat(world.text("select head_sha from branch"))
                .isEqualTo(SimulatedCommits.sha(3).value());
    }

    @Test
    void a_deleted_branch_is_gone_and_comes_back() {
        world.commits.land(World.REPO, "main", 1, TWO_TARGETS);
        world.commits.land(World.REPO, "side", 2, TWO_TARGETS);
        world.watch.round();
        world.commits.delete(World.REPO, "side");
        world.watch.round();
        assertThat(world.list("select name from branch where gone_at is not null"))
                .containsExactly("side");

        world.commits.land(World.REPO, "side", 3, TWO_TARGETS);
        world.watch.round();

        assertThat(world.list("select name from branch where gone_at is not null")).isEmpty();
    }

    @Test
    void a_target_removed_from_the_default_branch_is_skipped_elsewhere() {
        var everywhere = TWO_TARGETS.replace("[main]", "[main, side]");
        world.land(1, everywhere.substring(0, everywhere.indexOf("  - name: Linux test")));
        world.commits.land(World.REPO, "side", 2, everywhere);
        world.watch.round();
        world.planning.round();

        assertThat(
                        world.list(
                                """
                                select d.target || ' ' || d.reason from decision d
                                join plan p on p.id = d.plan_id where p.branch = 'side'
                                order by d.ordinal
                                """))
                .containsExactly(
                        "Linux analyze guaranteed", "Linux test removed_from_default_branch");
    }

    @Test
    void columns_keep_their_places_in_the_rows_when_the_configuration_reorders_them() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.PASSED);
        var reordered =
                TWO_TARGETS
                        .replace("Linux analyze", "Linux x")
                        .replace("Linux test", "Linux analyze")
                        .replace("Linux x", "Linux test");
        world.land(2, reordered);

        assertThat(world.grid()).isEqualTo("c2 qq\nc1 ds\n");
        assertThat(world.list("select target from grid_column order by current_order"))
                .containsExactly("Linux test", "Linux analyze");
    }

    @Test
    void a_batched_target_waits_until_its_batch_is_full() {
        var batched =
                TWO_TARGETS.replace(
                        "run: ./test.sh",
                        "run: ./test.sh\n    properties: {scheduling_policy: batch}");
        for (var commit = 1; commit <= 6; commit++) {
            world.land(commit, batched);
        }

        assertThat(world.grid()).isEqualTo("c6 qq\nc5 qw\nc4 qw\nc3 qw\nc2 qw\nc1 qw\n");
    }

    @Test
    void a_message_whose_owner_died_is_planned_by_another_instance_after_the_lease() {
        world.commits.land(World.REPO, "main", 1, TWO_TARGETS);
        world.watch.round();
        world.inbox.claim("commit_landed", "dead", Duration.ofMinutes(2), 10);
        assertThat(world.planning.round()).isZero();

        world.clock.pass(Duration.ofMinutes(3));

        assertThat(world.planning.round()).isEqualTo(1);
        assertThat(world.grid()).isEqualTo("c1 qq\n");
    }

    @Test
    void what_an_instance_held_when_it_died_is_planned_as_soon_as_it_is_back() {
        world.commits.land(World.REPO, "main", 1, TWO_TARGETS);
        world.watch.round();
        world.inbox.claim("commit_landed", "one", Duration.ofMinutes(2), 10);

        var restarted = world.besides(DispatchSettings.of("one", 9));

        assertThat(restarted.planning.round()).isEqualTo(1);
        assertThat(world.grid()).isEqualTo("c1 qq\n");
    }

    @Test
    void a_branch_with_an_endless_name_does_not_keep_the_others_from_being_watched() {
        world.commits.land(World.REPO, "b".repeat(300), 2, TWO_TARGETS);
        world.land(1, TWO_TARGETS);

        assertThat(world.list("select name from branch")).containsExactly("main");
    }

    @Test
    void long_words_of_an_author_are_cut_to_what_is_shown() {
        world.land(
                1, TWO_TARGETS.replace("./test.sh", "./test.sh\n    owner: " + "x".repeat(3000)));

        assertThat(world.grid()).isEqualTo("c1 qq\n");
    }
}
