package dev.muster.wiring;

import dev.muster.api.Pulse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs a round again and again: when woken, and at least once in a while. A fault in a round is
/// logged and does not end the loop.
final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration atLeastEvery;
    private final Runnable round;
    private final Semaphore wishes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean open = true;
    private final Clock clock;
    private volatile long rounds;
    private volatile long faults;
    private volatile @Nullable Instant endedAt;

    Loop(String name, Duration atLeastEvery, Runnable round, Clock clock) {
        this.clock = clock;
        this.name = name;
        this.atLeastEvery = atLeastEvery;
        this.round = round;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /// Asks for a round as soon as the present one is over. Several wishes are one.
    void wake() {
        if (wishes.availablePermits() == 0) {
            wishes.release();
        }
    }

    /// How its rounds went so far.
    Pulse.Beat beat() {
        return new Pulse.Beat(name, atLeastEvery, rounds, faults, endedAt);
    }

    private void run() {
        while (open) {
            try {
                round.run();
                rounds++;
                endedAt = clock.instant();
                var woken = wishes.tryAcquire(atLeastEvery.toMillis(), TimeUnit.MILLISECONDS);
                if (woken) {
                    wishes.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException bug) {
                fault(bug);
            }
        }
    }

    private void fault(RuntimeException bug) {
        if (!open) {
            return;
        }
        rounds++;
        faults++;
        endedAt = clock.instant();
        if (bug instanceof UncheckedIOException world) {
            LOG.atWarn()
                    .addKeyValue("round", name)
                    .addKeyValue("why", world.getMessage())
                    .log("A round could not be done; the next one begins as usual");
        } else {
            LOG.atError()
                    .addKeyValue("round", name)
                    .addKeyValue("incident", UUID.randomUUID())
                    .setCause(bug)
                    .log("A round stopped at a fault; the next one begins as usual");
        }
        try {
            wishes.tryAcquire(atLeastEvery.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
        }
    }

    @Override
    public void close() {
        open = false;
        wake();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
