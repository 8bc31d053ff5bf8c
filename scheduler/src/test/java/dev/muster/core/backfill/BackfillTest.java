package dev.muster.core.backfill;

import static dev.muster.core.backfill.Grids.grid;
import static dev.muster.core.backfill.Grids.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.backfill.Capacity.Pool;
import dev.muster.core.ci.RepoSlug;
import dev.muster.plan.SchedulingPolicy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class BackfillTest {

    private static final RepoSlug OTHER = new RepoSlug("acme", "tools");

    @Test
    void a_red_targets_suspects_are_halved_before_anything_else() {
        assertThat(
                        picks(
                                1,
                                """
                                linux green wwwwwwwp
                                linux red   fwwwwwwp
                                """))
                .isEqualTo("linux red 3 suspect_range\n");
    }

    @Test
    void one_probe_of_a_range_is_under_way_at_a_time() {
        assertThat(picks(1, "linux red fwwawwwp")).isEqualTo("linux red 5 gap\n");
    }

    @Test
    void a_range_of_one_commit_needs_no_probe() {
        assertThat(picks(1, "linux red fpwwww")).isEqualTo("linux red 3 gap\n");
    }

    @Test
    void the_target_that_was_not_seen_for_longest_goes_first() {
        assertThat(
                        picks(
                                2,
                                """
                                linux new wwppppp
                                linux old wwwwwpp
                                """))
                .isEqualTo("linux old 0 newest_commit\nlinux new 0 newest_commit\n");
    }

    @Test
    void a_quick_target_goes_before_a_slow_one() {
        var grid =
                new Grid(
                        Grids.REPO,
                        "main",
                        false,
                        Grids.rows(4),
                        List.of(
                                Grids.column("linux slow", "wwwp", Grids.taking(60)),
                                Grids.column("linux quick", "wwwp", Grids.taking(5))));

        assertThat(lines(choose(List.of(grid), Capacity.of(1)), List.of(grid)))
                .isEqualTo("linux quick 0 newest_commit\n");
    }

    @Test
    void a_red_target_is_tried_on_the_newest_commit() {
        assertThat(picks(1, "linux red wfpp")).isEqualTo("linux red 0 recent_failure\n");
    }

    @Test
    void a_trial_that_is_about_to_be_decided_goes_before_its_like() {
        var trial =
                new Column.Traits(
                        SchedulingPolicy.BATCH, 6, true, true, 0.01, Duration.ofMinutes(10));
        var grid =
                new Grid(
                        Grids.REPO,
                        "main",
                        false,
                        Grids.rows(3),
                        List.of(
                                Grids.column("linux a", "wpp", Column.Traits.USUAL),
                                Grids.column("linux b", "wpp", trial)));

        assertThat(lines(choose(List.of(grid), Capacity.of(1)), List.of(grid)))
                .isEqualTo("linux b 0 promotion\n");
    }

    @Test
    void what_is_not_to_be_backfilled_is_left_alone() {
        var off =
                new Column.Traits(
                        SchedulingPolicy.BATCH, 6, false, false, 0.01, Duration.ofMinutes(10));
        var grid =
                new Grid(
                        Grids.REPO,
                        "main",
                        false,
                        Grids.rows(3),
                        List.of(Grids.column("linux a", "wwp", off)));

        assertThat(choose(List.of(grid), Capacity.of(9))).isEmpty();
        assertThat(Backfill.wait(List.of(grid), Strategy.VALUE, grid, grid.columns().getFirst(), 0))
                .isEqualTo(new Wait.NotBackfilled());
    }

    @Test
    void a_full_platform_leaves_the_room_to_others() {
        var grid = grid("linux a wwwwwp\nmac a wppppp\n");
        var capacity =
                new Capacity(5, Map.of(new Pool(Grids.REPO, "linux"), 0), Map.of(), Map.of());

        assertThat(lines(choose(List.of(grid), capacity), List.of(grid)))
                .isEqualTo("mac a 0 newest_commit\n");
    }

    @Test
    void what_narrows_a_suspect_range_goes_before_what_is_queued() {
        var grid = grid("linux red fwwwp\nlinux new wwwwp\n");
        var linux = new Pool(Grids.REPO, "linux");
        var capacity = new Capacity(0, Map.of(linux, 0), Map.of(linux, 3), Map.of());

        assertThat(lines(choose(List.of(grid), capacity), List.of(grid)))
                .isEqualTo("linux red 2 suspect_range\n");
    }

    @Test
    void the_repository_that_has_least_goes_first() {
        var big = grid("linux a wwwwwp\nlinux b wwwwwp\nlinux c wwwwwp\n");
        var small = grid(OTHER, "main", false, "linux z wp\n");
        var grids = List.of(big, small);
        var capacity = new Capacity(2, Map.of(), Map.of(), Map.of(Grids.REPO, 7));

        assertThat(choose(grids, capacity))
                .extracting(Pick::repo)
                .containsExactly(OTHER, Grids.REPO);
    }

    @Test
    void a_repository_with_three_shares_gets_three_times_as_much() {
        var picture = "linux a wwp\nlinux b wwp\nlinux c wwp\nlinux d wwp\n";
        var grids = List.of(grid(picture), grid(OTHER, "main", false, picture));
        var capacity =
                new Capacity(4, Map.of(), Map.of(), Map.of(), Map.of(OTHER, 3, Grids.REPO, 1));

        assertThat(choose(grids, capacity))
                .extracting(Pick::repo)
                .filteredOn(OTHER::equals)
                .hasSize(3);
    }

    @Test
    void a_release_branch_goes_before_its_like() {
        var main = grid("linux a wwp\n");
        var release = grid(Grids.REPO, "release/1", true, "linux a wwp\n");
        var grids = List.of(main, release);

        assertThat(lines(choose(grids, Capacity.of(1)), grids))
                .isEqualTo("linux a 0 release_branch\n");
    }

    @Test
    void what_waits_longest_has_a_turn_of_its_own() {
        var grid = grid("linux a fwwwwwwp\nlinux b ppppppww\n");

        var picks =
                Backfill.choose(
                        List.of(grid), Strategy.VALUE, Capacity.of(1), Backfill.RESERVE - 1L);

        assertThat(lines(picks, List.of(grid))).isEqualTo("linux b 7 gap\n");
    }

    @Test
    void a_task_tells_what_goes_before_it() {
        var grid = grid("linux a wwwwwpp\nlinux b wwppppp\nmac c wwwwwwp\n");

        var wait = Backfill.wait(List.of(grid), Strategy.VALUE, grid, grid.columns().get(1), 0);

        assertThat(wait.words())
                .isEqualTo(
                        "2 commits since the target last ran; 1 task of its platform goes first");
        assertThat(((Wait.Behind) wait).roughly(2, Duration.ofMinutes(1)))
                .isEqualTo(Duration.ofMinutes(6));
    }

    private static String picks(int room, String picture) {
        var grids = List.of(grid(picture));
        return lines(choose(grids, Capacity.of(room)), grids);
    }

    private static List<Pick> choose(List<Grid> grids, Capacity capacity) {
        return Backfill.choose(grids, Strategy.VALUE, capacity, 0);
    }
}
