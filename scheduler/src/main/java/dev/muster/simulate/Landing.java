package dev.muster.simulate;

import dev.muster.core.backfill.Slot;
import dev.muster.plan.SchedulingPolicy;

import java.util.OptionalInt;

/// Which tasks of a commit run as it lands.
final class Landing {

    private static final int BATCH = 6;
    private static final int URGENT = 29;
    private static final int USUAL = 30;

    private final Board board;
    private final Policy policy;

    Landing(Board board, Policy policy) {
        this.board = board;
        this.policy = policy;
    }

    /// The priority of a target's task on the newest commit; nothing where it waits.
    OptionalInt priority(int target) {
        if (policy.planning() == SchedulingPolicy.GUARANTEED) {
            return OptionalInt.of(USUAL);
        }
        return policy.isCocoon() ? cocoon(target) : ours(target);
    }

    /// As the planner decides by its task history.
    private OptionalInt ours(int target) {
        if (board.isQueued(target)) {
            return OptionalInt.empty();
        }
        var before = board.newest() - 1;
        var covered = board.newestCovered(target, before);
        var failed = board.newest(target, Slot.FAILED, before);
        if (failed >= 0 && failed > board.newest(target, Slot.PASSED, before)) {
            return OptionalInt.of(URGENT);
        }
        return board.newest() - covered >= BATCH && covered >= 0
                ? OptionalInt.of(USUAL)
                : OptionalInt.empty();
    }

    /// Nothing while a task of the target runs; at once after a failure among the six commits
    /// before; else after five without a run.
    private OptionalInt cocoon(int target) {
        var before = board.newest() - 1;
        if (before + 1 < BATCH || board.newest(target, Slot.ACTIVE, before) >= 0) {
            return OptionalInt.empty();
        }
        if (board.newest(target, Slot.FAILED, before) > before - BATCH) {
            return OptionalInt.of(URGENT);
        }
        return board.newestCovered(target, before) <= before - (BATCH - 1)
                ? OptionalInt.of(USUAL)
                : OptionalInt.empty();
    }
}
