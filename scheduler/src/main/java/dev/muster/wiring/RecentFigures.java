package dev.muster.wiring;

import dev.muster.adapter.jdbc.dispatch.QueueFigures;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// Figures that are counted once for all who ask within some seconds: a scrape asks for each by
/// itself.
final class RecentFigures implements Supplier<QueueFigures> {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Supplier<QueueFigures> counted;
    private final Clock clock;
    private @Nullable Counted newest;

    private record Counted(QueueFigures figures, Instant at) {}

    RecentFigures(Supplier<QueueFigures> counted, Clock clock) {
        this.counted = counted;
        this.clock = clock;
    }

    @Override
    public synchronized QueueFigures get() {
        var now = clock.instant();
        var known = newest;
        if (known != null && !known.at().isAfter(now) && known.at().plus(KEPT).isAfter(now)) {
            return known.figures();
        }
        var fresh = counted.get();
        newest = new Counted(fresh, now);
        return fresh;
    }
}
