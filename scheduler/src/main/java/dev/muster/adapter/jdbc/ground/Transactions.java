package dev.muster.adapter.jdbc.ground;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// Runs transactions, and runs them again where the database asks for it.
public final class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private static final int TRIES = 5;

    /// Serialization failure, deadlock, lock timeout (H2), and H2's own deadlock and timeout; and a
    /// row that somebody else wrote at the same moment, which the next try finds.
    private static final Set<String> PASSING =
            Set.of("40001", "40P01", "HYT00", "55P03", "90131", "23505");

    private final Jdbi jdbi;

    public Transactions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Does the work in a transaction: a new one, or the one that the caller is in.
    ///
    /// @throws UncheckedIOException where the disk of the database is full
    public <T> T in(Function<Handle, T> work) {
        return jdbi.withHandle(
                handle -> handle.isInTransaction() ? work.apply(handle) : repeatedly(handle, work));
    }

    /// Reads by one statement, which needs no transaction around it: one way to the database and
    /// back instead of two.
    public <T> T reading(Function<Handle, T> work) {
        return jdbi.withHandle(work::apply);
    }

    private static <T> T repeatedly(Handle handle, Function<Handle, T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return handle.inTransaction(it -> told(it, work));
            } catch (JdbiException trouble) {
                if (attempt == TRIES || !passes(trouble)) {
                    throw FullDisk.in(trouble)
                            .<RuntimeException>map(
                                    it -> new UncheckedIOException(FullDisk.SENTENCE, it))
                            .orElse(trouble);
                }
                LOG.atDebug().addKeyValue("try", attempt).log("A transaction is repeated");
            }
        }
    }

    /// Does the work in a transaction and then writes what it collected, with what it tells if the
    /// transaction is its own.
    public <T> T writing(BiFunction<Handle, Writes, T> work) {
        return jdbi.withHandle(
                handle ->
                        handle.isInTransaction()
                                ? written(handle, work, false)
                                : repeatedly(handle, it -> written(it, work, true)));
    }

    private static <T> T written(Handle handle, BiFunction<Handle, Writes, T> work, boolean whole) {
        var writes = new Writes();
        var answer = work.apply(handle, writes);
        if (whole) {
            EventLog.write(handle, writes);
        }
        writes.execute(handle);
        return answer;
    }

    public void run(Consumer<Handle> work) {
        in(
                handle -> {
                    work.accept(handle);
                    return true;
                });
    }

    private static <T> T told(Handle handle, Function<Handle, T> work) {
        EventLog.begin(handle);
        var answer = work.apply(handle);
        EventLog.write(handle);
        return answer;
    }

    private static boolean passes(Throwable trouble) {
        for (var cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && PASSING.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
