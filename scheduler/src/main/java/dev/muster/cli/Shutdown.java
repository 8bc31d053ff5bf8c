package dev.muster.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The end of a process that runs until it is asked to end: what is open is closed, and the exit
/// code is 0.
///
/// The signals are taken from the Java machine, whose own end lets all libraries clean up at once:
/// JGit removes the locks of what is just being written, and says so.
final class Shutdown {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Runnable close;
    private final Thread hook = new Thread(this::end, "shutdown-hook");

    private Shutdown(Runnable close) {
        this.close = close;
    }

    /// From now on the end of the process closes something first.
    static Shutdown closing(Runnable close) {
        var shutdown = new Shutdown(close);
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        Signals.take("TERM", shutdown::end);
        Signals.take("INT", shutdown::end);
        return shutdown;
    }

    private void end() {
        if (begun.compareAndSet(false, true)) {
            try {
                close.run();
            } finally {
                closed.countDown();
                Runtime.getRuntime().halt(ExitCode.DONE);
            }
        }
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The process ends as if nothing had been said.
    ///
    /// @return false where it is ending already
    boolean forget() {
        if (!begun.compareAndSet(false, true)) {
            return false;
        }
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the machine ends, and there is nothing to close any more
        }
        return true;
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
