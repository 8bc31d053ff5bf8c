package dev.muster.simulate;

import dev.muster.core.backfill.Column;
import dev.muster.core.backfill.Grid;
import dev.muster.core.backfill.Slot;
import dev.muster.core.ci.RepoSlug;
import dev.muster.plan.SchedulingPolicy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What stands in each cell by now.
final class Board {

    static final RepoSlug REPO = new RepoSlug("simulated", "history");

    private final History history;
    private final Slot[][] slots;
    private final @Nullable Column[] columns;
    private final List<Grid.Row> rows = new ArrayList<>();
    private final int[] queued;
    private int landed;

    Board(History history) {
        this.history = history;
        this.slots = new Slot[history.targets().size()][history.commits().size()];
        this.columns = new Column[slots.length];
        this.queued = new int[slots.length];
        for (var column : slots) {
            java.util.Arrays.fill(column, Slot.NONE);
        }
    }

    /// The next commit lands; all its cells wait.
    int land() {
        var commit = history.commits().get(landed);
        rows.addFirst(new Grid.Row(commit.sha(), commit.at(), commit.files()));
        if (rows.size() > Grid.MOST_ROWS) {
            rows.removeLast();
        }
        for (var column : slots) {
            column[landed] = Slot.WAITING;
        }
        java.util.Arrays.fill(columns, null);
        return landed++;
    }

    int newest() {
        return landed - 1;
    }

    Slot at(int target, int commit) {
        return slots[target][commit];
    }

    void put(int target, int commit, Slot slot) {
        slots[target][commit] = slot;
        columns[target] = null;
    }

    /// A run of a target gets in line, or leaves it.
    void line(int target, int more) {
        queued[target] += more;
    }

    /// Whether a run of the target has no runner yet.
    boolean isQueued(int target) {
        return queued[target] > 0;
    }

    /// The place of a commit by its row in the grid.
    int commit(int row) {
        return landed - 1 - row;
    }

    Grid grid() {
        var all = new ArrayList<Column>(slots.length);
        for (var target = 0; target < slots.length; target++) {
            var known = columns[target];
            if (known == null) {
                known = column(target);
                columns[target] = known;
            }
            all.add(known);
        }
        return new Grid(REPO, "main", false, rows, all);
    }

    private Column column(int target) {
        var subject = history.targets().get(target);
        var window = new ArrayList<Slot>(rows.size());
        for (var row = 0; row < rows.size(); row++) {
            window.add(slots[target][commit(row)]);
        }
        var traits =
                new Column.Traits(
                        SchedulingPolicy.BATCH,
                        Column.Traits.USUAL.batch(),
                        true,
                        false,
                        subject.flakeRate(),
                        subject.takes());
        return new Column(
                subject.name(), subject.platform(), traits, Collections.unmodifiableList(window));
    }

    /// The place of the newest commit at or below one whose slot says the code's state or is under
    /// way; -1 where there is none.
    int newestCovered(int target, int from) {
        for (var commit = from; commit >= 0; commit--) {
            switch (slots[target][commit]) {
                case PASSED, FAILED, ACTIVE -> {
                    return commit;
                }
                case NONE, WAITING, BROKEN_OFF, NEUTRAL, SKIPPED -> {}
            }
        }
        return -1;
    }

    /// The place of the newest commit at or below one with such a slot; -1 where there is none.
    int newest(int target, Slot slot, int from) {
        for (var commit = from; commit >= 0; commit--) {
            if (slots[target][commit] == slot) {
                return commit;
            }
        }
        return -1;
    }

    /// The share of all cells that never got a result.
    double gaps() {
        var gaps = 0L;
        for (var column : slots) {
            for (var slot : column) {
                gaps += slot == Slot.PASSED || slot == Slot.FAILED ? 0 : 1;
            }
        }
        return gaps / (double) (slots.length * (long) history.commits().size());
    }
}
