package dev.muster.core.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.ci.RepoSlug;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

class BackfillLaws {

    @Property(tries = 300)
    void only_waiting_tasks_are_picked_and_none_twice(
            @ForAll("grids") List<Grid> grids,
            @ForAll Strategy strategy,
            @ForAll @IntRange(max = 12) int room) {
        var picks = Backfill.choose(grids, strategy, Capacity.of(room), 0);

        assertThat(picks).hasSizeLessThanOrEqualTo(room).doesNotHaveDuplicates();
        assertThat(picks).allSatisfy(it -> assertThat(slot(grids, it)).isEqualTo(Slot.WAITING));
    }

    @Property(tries = 300)
    void the_order_of_branches_and_targets_decides_nothing(
            @ForAll("grids") List<Grid> grids, @ForAll Strategy strategy, @ForAll Random random) {
        var turned = new ArrayList<Grid>();
        for (var grid : grids) {
            var columns = new ArrayList<>(grid.columns());
            Collections.shuffle(columns, random);
            turned.add(new Grid(grid.repo(), grid.branch(), grid.release(), grid.rows(), columns));
        }
        Collections.shuffle(turned, random);

        assertThat(new HashSet<>(Backfill.choose(turned, strategy, Capacity.of(5), 0)))
                .isEqualTo(new HashSet<>(Backfill.choose(grids, strategy, Capacity.of(5), 0)));
    }

    /// New commits land for ever, more than the room can run, and each is worth more than what is
    /// old.
    @Property(tries = 60)
    void nothing_waits_for_ever(
            @ForAll @IntRange(min = 1, max = 6) int targets,
            @ForAll @IntRange(min = 1, max = 20) int depth,
            @ForAll @IntRange(min = 1, max = 3) int room,
            @ForAll Random random) {
        var world = new World(targets, depth, random);
        var patience = Backfill.RESERVE * (targets * depth + 1);

        for (var round = 0; world.oldWaits() && round <= patience; round++) {
            world.turn(room);
        }

        assertThat(world.oldWaits()).isFalse();
    }

    @Property(tries = 100)
    void no_repository_gets_more_than_its_share_while_others_have_work(
            @ForAll @IntRange(min = 2, max = 4) int repos,
            @ForAll @IntRange(min = 4, max = 15) int room) {
        var grids = new ArrayList<Grid>();
        for (var i = 0; i < repos; i++) {
            var picture = new StringBuilder();
            for (var t = 0; t < 20; t++) {
                picture.append("linux t%d %sp\n".formatted(t, "w".repeat(1 + i)));
            }
            grids.add(Grids.grid(new RepoSlug("acme", "r" + i), "main", false, picture.toString()));
        }

        var picks = Backfill.choose(grids, Strategy.VALUE, Capacity.of(room), 0);

        for (var grid : grids) {
            assertThat(picks.stream().filter(it -> it.repo().equals(grid.repo())).count())
                    .isBetween((long) room / repos, (long) room / repos + 1);
        }
    }

    private static Slot slot(List<Grid> grids, Pick pick) {
        var grid =
                grids.stream()
                        .filter(it -> it.branch().equals(pick.branch()))
                        .findFirst()
                        .orElseThrow();
        var row = grid.rows().stream().map(Grid.Row::sha).toList().indexOf(pick.commit());
        return grid.columns().stream()
                .filter(it -> it.target().equals(pick.target()))
                .findFirst()
                .orElseThrow()
                .slots()
                .get(row);
    }

    @Provide
    Arbitrary<List<Grid>> grids() {
        var cells = Arbitraries.strings().withChars("wapfxn-.").ofLength(9);
        var columns = cells.list().ofMinSize(1).ofMaxSize(8);
        return columns.list().ofMinSize(1).ofMaxSize(3).map(BackfillLaws::grids);
    }

    private static List<Grid> grids(List<List<String>> branches) {
        var grids = new ArrayList<Grid>();
        for (var branch = 0; branch < branches.size(); branch++) {
            var picture = new StringBuilder();
            for (var target = 0; target < branches.get(branch).size(); target++) {
                picture.append(
                        "linux t%d %s\n".formatted(target, branches.get(branch).get(target)));
            }
            grids.add(Grids.grid(Grids.REPO, "b" + branch, false, picture.toString()));
        }
        return grids;
    }

    /// A branch on which a commit lands each turn; every run passes or fails by chance and is over
    /// by the next turn.
    private static final class World {

        private final int targets;
        private final Random random;
        private final List<List<Slot>> columns = new ArrayList<>();
        private final List<Grid.Row> rows = new ArrayList<>();
        private final int old;
        private long picked;

        World(int targets, int depth, Random random) {
            this.targets = targets;
            this.random = random;
            this.old = depth;
            for (var target = 0; target < targets; target++) {
                columns.add(new ArrayList<>());
            }
            for (var row = 0; row < depth; row++) {
                land();
            }
        }

        private void land() {
            rows.addFirst(Grids.row(rows.size() + 1));
            columns.forEach(it -> it.addFirst(Slot.WAITING));
        }

        void turn(int room) {
            var all = new ArrayList<Column>();
            for (var target = 0; target < targets; target++) {
                all.add(
                        new Column(
                                "linux t" + target,
                                "linux",
                                Column.Traits.USUAL,
                                columns.get(target)));
            }
            var grid = new Grid(Grids.REPO, "main", false, rows, all);
            var picks = Backfill.choose(List.of(grid), Strategy.VALUE, Capacity.of(room), picked);
            for (var pick : picks) {
                var row = rows.stream().map(Grid.Row::sha).toList().indexOf(pick.commit());
                var target = Integer.parseInt(pick.target().substring("linux t".length()));
                columns.get(target).set(row, random.nextInt(4) == 0 ? Slot.FAILED : Slot.PASSED);
            }
            picked += picks.size();
            land();
        }

        boolean oldWaits() {
            return columns.stream()
                    .anyMatch(it -> it.subList(it.size() - old, it.size()).contains(Slot.WAITING));
        }
    }
}
