package dev.muster.backfill;

import dev.muster.backfill.BackfillStore.Backlog;
import dev.muster.backfill.BackfillStore.InLine;
import dev.muster.backfill.BackfillStore.Place;
import dev.muster.core.backfill.Backfill;
import dev.muster.core.backfill.Capacity.Pool;
import dev.muster.core.backfill.Column;
import dev.muster.core.backfill.Grid;
import dev.muster.core.backfill.Wait;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;

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

    private record Read(Instant at, Backlog backlog) {}

    @Override
    public Optional<Answer> why(TaskId task) {
        return store.place(task).map(this::why);
    }

    private Answer why(Place place) {
        var backlog = backlog(place.repo());
        if (place.line() != null) {
            return queued(place.line(), backlog);
        }
        for (var grid : backlog.grids()) {
            for (var column : grid.columns()) {
                var row = row(grid, place);
                if (row >= 0
                        && grid.branch().equals(place.branch())
                        && column.target().equals(place.target())) {
                    return answer(backlog, grid, column, row);
                }
            }
        }
        return new Answer(
                "backfill looks at the newest %d commits of a branch in use, and at targets that the newest configuration declares"
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

    private Answer answer(Backlog backlog, Grid grid, Column column, int row) {
        var wait = Backfill.wait(backlog.grids(), settings.strategy(), grid, column, row);
        return switch (wait) {
            case Wait.Behind behind -> {
                var bound = backlog.bounds().get(new Pool(grid.repo(), column.platform()));
                var runners = bound == null ? settings.room() : Math.min(bound, settings.room());
                yield new Answer(
                        wait.words(),
                        behind.ahead(),
                        runners == 0
                                ? null
                                : clock.instant().plus(behind.roughly(runners, settings.every())));
            }
            case Wait.NotBackfilled _ -> new Answer(wait.words(), null, null);
            case Wait.ForResult _ -> new Answer(wait.words(), null, null);
            case Wait.ForOthers _ -> new Answer(wait.words(), null, null);
        };
    }

    private Answer queued(InLine line, Backlog backlog) {
        if (line.dueAt().isAfter(clock.instant())) {
            return new Answer("it is tried again after a pause", null, line.dueAt());
        }
        var ahead = line.place() - 1;
        var typical =
                backlog.grids().stream()
                        .flatMap(it -> it.columns().stream())
                        .mapToLong(it -> it.traits().typical().toSeconds())
                        .average()
                        .orElse(Column.Traits.USUAL.typical().toSeconds());
        var capacity = line.capacity();
        if (capacity != null && line.running() >= capacity) {
            var why =
                    "its platform '%s' runs %,d of at most %,d tasks; %s"
                            .formatted(line.platform(), line.running(), capacity, first(ahead));
            return new Answer(why, ahead, after(typical * (ahead + 1) / Math.max(1, capacity)));
        }
        return new Answer(
                first(ahead), ahead, after(typical * ahead / Math.max(1, settings.room())));
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

    private Backlog backlog(RepoSlug repo) {
        var now = clock.instant();
        var known = kept.get(repo);
        if (known != null && known.at().plus(KEPT).isAfter(now) && !known.at().isAfter(now)) {
            return known.backlog();
        }
        if (kept.size() >= MOST_REPOSITORIES) {
            kept.clear();
        }
        var read = new Read(now, store.backlog(repo, now.minus(settings.activeFor())));
        kept.put(repo, read);
        return read.backlog();
    }
}
