package dev.muster.wiring;

import dev.muster.api.Pulse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs a round again and again: when woken, and at least once in a while. Where nobody waits for
/// it, it rests a moment after each round, so that what comes one by one is done together. A fault
/// in a round, an error of the machine among them, is logged and does not end the loop.
final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private static final Duration LAST_ROUNDS = Duration.ofSeconds(5);

    private final String name;
    private final Duration atLeastEvery;
    private final Runnable round;
    private final Duration rest;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore wishes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean open = true;
    private final Clock clock;
    private volatile Pulse.Tally tally = Pulse.Tally.NONE;

    Loop(String name, Duration atLeastEvery, Runnable round, Clock clock) {
        this(name, atLeastEvery, Duration.ZERO, round, clock);
    }

    /// @param rest how long it rests after a round, whoever wakes it
    Loop(String name, Duration atLeastEvery, Duration rest, Runnable round, Clock clock) {
        this.rest = rest;
        this.clock = clock;
        this.name = name;
        this.atLeastEvery = atLeastEvery;
        this.round = round;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /// Begins; one that wakes others is begun when they are made.
    Loop begin() {
        thread.start();
        return this;
    }

    /// Asks for a round as soon as the present one is over. Several wishes are one.
    void wake() {
        if (wishes.availablePermits() == 0) {
            wishes.release();
        }
    }

    /// How its rounds went so far.
    Pulse.Beat beat() {
        var now = tally;
        var ended = now.endedAt();
        return new Pulse.Beat(
                name, false, atLeastEvery, now, ended == null ? null : ended.plus(atLeastEvery));
    }

    private void run() {
        while (open) {
            var began = clock.instant();
            var fault = false;
            try {
                round.run();
            } catch (RuntimeException | Error bug) {
                fault = true;
                fault(bug);
            }
            tally = tally.and(began, clock.instant(), fault);
            rest();
        }
    }

    private void rest() {
        try {
            if (!rest.isZero() && closed.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            if (open && wishes.tryAcquire(atLeastEvery.toMillis(), TimeUnit.MILLISECONDS)) {
                wishes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
        }
    }

    /// Also an error ends the round and not the loop: what a round does is kept in the database and
    /// may be repeated, so the next one is as good a restart as the process's.
    private void fault(Throwable bug) {
        try {
            if (open) {
                tell(bug);
            }
        } catch (RuntimeException | Error again) {
            // There is not even room to tell of it; it is counted.
        }
    }

    private void tell(Throwable bug) {
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
    }

    /// Begins no round any more.
    void stop() {
        open = false;
        closed.countDown();
        wake();
    }

    /// Stops several, and waits for the rounds that they are at, five seconds at most for all.
    static void close(List<Loop> loops) {
        loops.forEach(Loop::stop);
        var end = System.nanoTime() + LAST_ROUNDS.toNanos();
        loops.forEach(loop -> loop.join(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
    }

    /// Stops, and waits for the round it is at.
    @Override
    public void close() {
        stop();
        join(LAST_ROUNDS);
    }

    private void join(Duration longest) {
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(longest)) {
                LOG.atWarn()
                        .addKeyValue("round", name)
                        .log("A round is not over; what it does is done again at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
