package dev.muster.wiring;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionHandler;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// Kills the service at one of its steps. What is dead commits nothing any more.
public final class Killing extends DelegatingTransactionHandler {

    private final int step;
    private final AtomicInteger steps = new AtomicInteger();
    private volatile boolean over;

    Killing(TransactionHandler before, int step) {
        super(before instanceof Killing killing ? killing.getDelegate() : before);
        this.step = step;
    }

    /// The end of a process.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed(int step) {
            super("killed at step " + step, null, false, false);
        }
    }

    /// How many steps were taken.
    public int steps() {
        return steps.get();
    }

    /// The process is gone; its successor lives.
    void over() {
        over = true;
    }

    @Override
    public void commit(Handle handle) {
        takeStep();
        super.commit(handle);
        takeStep();
    }

    private void takeStep() {
        if (!over && steps.incrementAndGet() >= step) {
            throw new Killed(step);
        }
    }

    @Override
    public TransactionHandler specialize(Handle handle) throws SQLException {
        return this;
    }
}
