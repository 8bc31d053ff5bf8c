package dev.muster.core.backfill;

import static dev.muster.core.backfill.Grids.grid;
import static dev.muster.core.backfill.Grids.lines;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class CocoonOffersTest {

    @Test
    void a_target_that_runs_somewhere_is_left_out() {
        assertThat(picks("linux a wwap\n")).isEmpty();
    }

    @Test
    void the_newest_waiting_task_before_a_failure_goes_first() {
        assertThat(picks("linux tip wwpp\nlinux gap pwwp\nlinux red wwfp\n"))
                .isEqualTo(
                        """
                        linux red 0 recent_failure
                        linux tip 0 newest_commit
                        linux gap 1 gap
                        """);
    }

    @Test
    void a_failure_newer_than_what_waits_does_not_count() {
        assertThat(picks("linux a fwwp\n")).isEqualTo("linux a 1 gap\n");
    }

    @Test
    void a_failure_counts_at_any_depth() {
        assertThat(picks("linux a wwwwwwwwwwx\n")).isEqualTo("linux a 0 recent_failure\n");
    }

    @Test
    void what_was_skipped_does_not_hide_a_failure() {
        assertThat(picks("linux a w-f\n")).isEqualTo("linux a 0 recent_failure\n");
    }

    @Test
    void the_tip_is_the_branchs_not_the_columns() {
        assertThat(picks("linux a .wp\n")).isEqualTo("linux a 1 gap\n");
    }

    @Test
    void a_release_branch_is_in_the_middle() {
        var grid = grid(Grids.REPO, "release/1", true, "linux a pwp\n");

        assertThat(lines(choose(grid), List.of(grid))).isEqualTo("linux a 1 release_branch\n");
    }

    @Test
    void a_round_picks_seventy_five_of_a_branch() {
        var picture =
                IntStream.range(0, 100)
                        .mapToObj("linux t%d wp\n"::formatted)
                        .collect(Collectors.joining());

        assertThat(choose(grid(picture))).hasSize(75);
    }

    private static String picks(String picture) {
        var grid = grid(picture);
        return lines(choose(grid), List.of(grid));
    }

    private static List<Pick> choose(Grid grid) {
        return Backfill.choose(List.of(grid), Strategy.COCOON, Capacity.of(Integer.MAX_VALUE), 0);
    }
}
