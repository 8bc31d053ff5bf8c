package dev.muster.backfill;

import dev.muster.core.backfill.Backfill;
import dev.muster.core.backfill.Pick;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.List;

/// Queues waiting tasks as far as there is room. Of several instances one does so at a time.
public final class Backfilling {

    private static final Logger LOG = LoggerFactory.getLogger(Backfilling.class);

    private final BackfillStore store;
    private final BackfillSettings settings;
    private final Clock clock;

    public Backfilling(BackfillStore store, BackfillSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /// One round: gather, decide, act.
    ///
    /// @return how many tasks were queued
    public synchronized int round() {
        var turn = store.begin(settings.owner(), settings.lease());
        if (turn.isEmpty()) {
            return 0;
        }
        var queued = 0;
        try {
            queued = store.queue(choose(turn.getAsLong()));
        } finally {
            store.end(settings.owner(), queued);
        }
        if (queued > 0) {
            LOG.atDebug().addKeyValue("tasks", queued).log("Waiting tasks were queued");
        }
        return queued;
    }

    private List<Pick> choose(long turn) {
        var occupancy = store.occupancy(settings.owner());
        if (!Room.any(occupancy, settings.room())) {
            return List.of();
        }
        var backlog = store.backlog(null, clock.instant().minus(settings.activeFor()));
        var capacity = Room.of(backlog, occupancy, settings);
        return Backfill.choose(backlog.grids(), settings.strategy(), capacity, turn);
    }
}
