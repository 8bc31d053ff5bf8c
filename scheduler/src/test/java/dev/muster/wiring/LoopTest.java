package dev.muster.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class LoopTest {

    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @ValueSource(strings = {"a bug", "the world", "an error", "no memory", "endless recursion"})
    void a_fault_ends_its_round_and_not_the_loop(String kind) throws Exception {
        var began = new AtomicInteger();
        var third = new CountDownLatch(3);

        try (var loop =
                new Loop(
                                "test",
                                Duration.ofMillis(1),
                                () -> {
                                    third.countDown();
                                    if (began.incrementAndGet() == 1) {
                                        fail(kind);
                                    }
                                },
                                clock)
                        .begin()) {

            assertThat(third.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.beat().tally().faults()).isEqualTo(1);
        }
    }

    @Test
    void wishes_made_during_a_round_are_one_more_round() throws Exception {
        var begun = new Semaphore(0);
        var goOn = new Semaphore(0);

        try (var loop =
                new Loop(
                                "test",
                                Duration.ofHours(1),
                                () -> {
                                    begun.release();
                                    goOn.acquireUninterruptibly();
                                },
                                clock)
                        .begin()) {
            assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            loop.wake();
            loop.wake();
            goOn.release(2);

            assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            assertThat(begun.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void a_rest_is_kept_whoever_wakes_and_ends_with_the_loop() throws Exception {
        var begun = new Semaphore(0);
        var loop =
                new Loop("resting", Duration.ofHours(1), Duration.ofHours(1), begun::release, clock)
                        .begin();
        assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

        loop.wake();

        assertThat(begun.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
        loop.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("resting");
    }

    @Test
    void what_was_wished_during_a_rest_is_done_after_it() throws Exception {
        var begun = new Semaphore(0);
        try (var loop =
                new Loop("test", Duration.ofHours(1), Duration.ofMillis(1), begun::release, clock)
                        .begin()) {
            assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

            loop.wake();

            assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void what_was_never_begun_ends_at_once() {
        var begun = new AtomicInteger();
        var loop = new Loop("test", Duration.ofMillis(1), begun::incrementAndGet, clock);

        loop.close();

        assertThat(begun).hasValue(0);
    }

    private static void fail(String kind) {
        switch (kind) {
            case "a bug" -> throw new IllegalStateException("planted");
            case "the world" -> throw new UncheckedIOException(new IOException("planted"));
            case "an error" -> throw new AssertionError("planted");
            case "no memory" -> throw new OutOfMemoryError("planted");
            default -> throw new StackOverflowError("planted");
        }
    }
}
