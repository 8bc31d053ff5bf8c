package dev.muster.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what a real process does. Our own code is never waited for: tests move its clock and
/// run its rounds.
public final class Await {

    private static final Duration STEP = Duration.ofMillis(20);

    private Await() {}

    /// Looks again and again until a condition holds.
    ///
    /// @param what for the message when it never does
    public static void until(Duration longest, String what, BooleanSupplier condition) {
        until(longest, () -> what, condition);
    }

    /// The same, with words that are found when it never does.
    public static void until(Duration longest, Supplier<String> what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + longest + ": " + what.get());
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
