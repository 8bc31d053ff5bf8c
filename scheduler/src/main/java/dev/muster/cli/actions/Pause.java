package dev.muster.cli.actions;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits a while.
@FunctionalInterface
interface Pause {

    void pause(Duration duration) throws InterruptedException;

    /// As long as it says.
    static Pause real() {
        return duration -> {
            var nobody = new CountDownLatch(1);
            if (nobody.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts this latch down");
            }
        };
    }
}
