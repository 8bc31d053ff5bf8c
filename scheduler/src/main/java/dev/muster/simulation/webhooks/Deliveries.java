package dev.muster.simulation.webhooks;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The deliveries of the last three days.
public final class Deliveries {

    /// How long GitHub keeps them.
    private static final Duration KEPT = Duration.ofDays(3);

    private final Clock clock;
    private final TreeMap<Long, Delivery> byId = new TreeMap<>();

    /// None yet.
    public Deliveries(Clock clock) {
        this.clock = clock;
    }

    synchronized void keep(Delivery delivery) {
        byId.put(delivery.id(), delivery);
    }

    /// All of an App that were posted, the newest first.
    public synchronized List<Delivery> of(long app) {
        var oldest = clock.instant().minus(KEPT);
        return byId.descendingMap().values().stream()
                .filter(delivery -> delivery.subscriber().app() == app)
                .filter(delivery -> isKept(delivery.at(), oldest))
                .toList();
    }

    /// One of an App, absent where it is unknown or too old.
    public @Nullable Delivery find(long app, long id) {
        return of(app).stream().filter(delivery -> delivery.id() == id).findFirst().orElse(null);
    }

    /// All that were ever posted, the oldest first.
    public synchronized List<Delivery> all() {
        return new ArrayList<>(byId.values());
    }

    private static boolean isKept(@Nullable Instant at, Instant oldest) {
        return at != null && !at.isBefore(oldest);
    }
}
