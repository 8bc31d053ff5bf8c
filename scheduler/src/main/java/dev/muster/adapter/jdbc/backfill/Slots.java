package dev.muster.adapter.jdbc.backfill;

import dev.muster.core.backfill.Slot;
import dev.muster.core.ci.Cell;
import dev.muster.core.ci.TaskStatus;

/// What backfill sees in a cell of the grid.
final class Slots {

    private static final Slot[] BY_CELL = new Slot[128];

    static {
        for (var status : TaskStatus.values()) {
            for (var attempts = 1; attempts <= 2; attempts++) {
                BY_CELL[Cell.of(status, false, attempts)] = Slot.of(status);
                BY_CELL[Cell.of(status, true, attempts)] = Slot.of(status);
            }
        }
        BY_CELL[Cell.NONE] = Slot.NONE;
    }

    private Slots() {}

    static Slot of(char cell) {
        var slot = cell < BY_CELL.length ? BY_CELL[cell] : null;
        if (slot == null) {
            throw new IllegalStateException("a cell of the grid is '%s'".formatted(cell));
        }
        return slot;
    }
}
