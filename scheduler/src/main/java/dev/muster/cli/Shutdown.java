package dev.muster.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The end of a process that runs until it is asked to end: what is open is closed, and the exit
/// code is 0.
final class Shutdown {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private Shutdown(Runnable close) {
        this.hook =
                new Thread(
                        () -> {
                            close.run();
                            closed.countDown();
                            Runtime.getRuntime().halt(ExitCode.DONE);
                        },
                        "shutdown");
    }

    /// From now on the end of the process closes something first.
    static Shutdown closing(Runnable close) {
        var shutdown = new Shutdown(close);
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /// The process ends as if nothing had been said, or is ending already.
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // what was to be closed is being closed
        }
    }

    void await() throws InterruptedException {
        closed.await();
    }

    /// Waits a while.
    ///
    /// @return whether all is closed
    boolean await(Duration longest) throws InterruptedException {
        return closed.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
