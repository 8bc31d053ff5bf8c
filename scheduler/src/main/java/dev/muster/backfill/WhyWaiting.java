package dev.muster.backfill;

import dev.muster.backfill.BackfillStore.Backlog;
import dev.muster.backfill.BackfillStore.InLine;
import dev.muster.backfill.BackfillStore.Occupancy;
import dev.muster.backfill.BackfillStore.Place;
import dev.muster.core.backfill.Backfill;
import dev.muster.core.backfill.Capacity.Pool;
import dev.muster.core.backfill.Column;
import dev.muster.core.backfill.Grid;
import dev.muster.core.backfill.Wait;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Asks backfill itself what goes before a waiting task.
public final class WhyWaiting implements Waiting {

    /// Of people who click from cell to cell, each is told what was true a moment ago.
    private static final Duration KEPT = Duration.ofSeconds(5);

    private static final int MOST_REPOSITORIES = 64;

    private final BackfillStore store;
    private final BackfillSettings settings;
    private final Clock clock;
    private final Map<RepoSlug, Read> kept = new ConcurrentHashMap<>();

    public WhyWaiting(BackfillStore store, BackfillSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    private record Read(Instant at, Backlog backlog, Occupancy occupancy) {}

    @Override
    public Optional<Answer> why(TaskId task) {
        return store.place(task).map(this::why);
    }

    private Answer why(Place place) {
        var read = read(place.repo());
        if (place.line() != null) {
            return queued(place.line(), read);
        }
        for (var grid : read.backlog().grids()) {
            for (var column : grid.columns()) {
                var row = row(grid, place);
                if (row >= 0
                        && grid.branch().equals(place.branch())
                        && column.target().equals(place.target())) {
                    return waiting(read, grid, column, row);
                }
            }
        }
        return new Answer(
                "backfill looks at the newest %d commits of a branch in use, and at targets that the newest configuration declares; rerun it to have a result"
                        .formatted(Grid.MOST_ROWS),
                null,
                null);
    }

    private static int row(Grid grid, Place place) {
        for (var row = 0; row < grid.rows().size(); row++) {
            if (grid.rows().get(row).sha().equals(place.commit())) {
                return row;
            }
        }
        return -1;
    }

    private Answer waiting(Read read, Grid grid, Column column, int row) {
        var wait = Backfill.wait(read.backlog().grids(), settings.strategy(), grid, column, row);
        return switch (wait) {
            case Wait.Behind behind ->
                    new Answer(
                            "%s%s%s".formatted(wait.words(), held(read, grid, column), due(column)),
                            behind.ahead(),
                            roughly(behind, read, grid, column));
            case Wait.NotBackfilled _ -> new Answer(wait.words() + due(column), null, null);
            case Wait.LeftAlone _ -> new Answer(wait.words(), null, null);
            case Wait.ForResult _ -> new Answer(wait.words(), null, null);
            case Wait.ForOthers _ -> new Answer(wait.words(), null, null);
        };
    }

    /// What keeps backfill from it now, beside what goes first.
    private String held(Read read, Grid grid, Column column) {
        var occupancy = read.occupancy();
        if (settings.room() == 0) {
            return "; backfill is given no room here, so rerun it to have a result";
        }
        if (Room.rests(occupancy, settings.room())) {
            return "; backfill rests while more than %,d tasks stand in line, and %,d do"
                    .formatted(Room.most(settings.room()), occupancy.unclaimed());
        }
        var pool = new Pool(grid.repo(), column.platform());
        var bound = read.backlog().bounds().get(pool);
        var busy = occupancy.busy().getOrDefault(pool, 0);
        if (bound != null && busy >= bound) {
            return "; its platform '%s' has %,d tasks queued or running, and runs %,d at once"
                    .formatted(column.platform(), busy, bound);
        }
        return occupancy.mine() + occupancy.unclaimed() >= settings.room()
                ? "; all %,d places are taken".formatted(settings.room())
                : "";
    }

    /// When the target runs whatever backfill does.
    private static String due(Column column) {
        var commits = column.untilDue();
        return switch (commits) {
            case 0 -> "";
            case 1 -> "; the target runs with the next commit that lands";
            default -> "; the target runs when %d more commits landed".formatted(commits);
        };
    }

    private @Nullable Instant roughly(Wait.Behind behind, Read read, Grid grid, Column column) {
        var bound = read.backlog().bounds().get(new Pool(grid.repo(), column.platform()));
        var runners = bound == null ? settings.room() : Math.min(bound, settings.room());
        if (runners == 0) {
            return null;
        }
        var tooMany = read.occupancy().unclaimed() - Room.most(settings.room());
        var rest = Math.max(0, tooMany) * typical(read.backlog()) / settings.room();
        return after(rest).plus(behind.roughly(runners, settings.every()));
    }

    private Answer queued(InLine line, Read read) {
        if (line.dueAt().isAfter(clock.instant())) {
            return new Answer("it is tried again after a pause", null, line.dueAt());
        }
        var ahead = line.place() - 1;
        var typical = typical(read.backlog());
        var capacity = line.capacity();
        if (capacity != null && line.running() >= capacity) {
            var why =
                    "its platform '%s' runs %,d of at most %,d tasks; %s"
                            .formatted(line.platform(), line.running(), capacity, first(ahead));
            return new Answer(why, ahead, after(typical * (ahead + 1) / Math.max(1, capacity)));
        }
        var room = Math.max(1, settings.room());
        var first = read.occupancy().mine() >= room ? ahead + 1 : ahead;
        return new Answer(first(ahead), ahead, after(typical * first / room));
    }

    /// How many seconds a run takes.
    private static double typical(Backlog backlog) {
        return backlog.grids().stream()
                .flatMap(it -> it.columns().stream())
                .mapToLong(it -> it.traits().typical().toSeconds())
                .average()
                .orElse(Column.Traits.USUAL.typical().toSeconds());
    }

    private Instant after(double seconds) {
        return clock.instant().plusSeconds(Math.round(seconds));
    }

    private static String first(int ahead) {
        return switch (ahead) {
            case 0 -> "it is the next in the queue";
            case 1 -> "1 task of the queue goes first";
            default -> "%,d tasks of the queue go first".formatted(ahead);
        };
    }

    private Read read(RepoSlug repo) {
        var now = clock.instant();
        var known = kept.get(repo);
        if (known != null && known.at().plus(KEPT).isAfter(now) && !known.at().isAfter(now)) {
            return known;
        }
        if (kept.size() >= MOST_REPOSITORIES) {
            kept.clear();
        }
        var read =
                new Read(
                        now,
                        store.backlog(repo, now.minus(settings.activeFor())),
                        store.occupancy(settings.owner()));
        kept.put(repo, read);
        return read;
    }
}
