package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.inbox.Inbox.Receipt;
import dev.muster.inbox.Letterbox;
import dev.muster.inbox.Message;

import org.jdbi.v3.core.ConnectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Stores the messages that come at once in one transaction, for the disk is waited for once a
/// transaction. Whoever throws one in waits until it is stored.
///
/// Who finds nobody writing starts somebody, who writes what waits until nothing does: so a message
/// that comes alone is written at once, and while one group is written the next one gathers.
public final class GroupedLetterbox implements Letterbox {

    private static final Logger LOG = LoggerFactory.getLogger(GroupedLetterbox.class);
    private static final int MOST_AT_ONCE = 64;

    private final Transactions transactions;
    private final Clock clock;
    private final BlockingQueue<Letter> waiting = new LinkedBlockingQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    public GroupedLetterbox(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    private record Letter(Message message, CompletableFuture<Receipt> receipt) {}

    @Override
    public Receipt put(Message message) {
        var letter = new Letter(message, new CompletableFuture<>());
        waiting.add(letter);
        if (writing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("letterbox").start(this::write);
        }
        try {
            return letter.receipt().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException its ? its : failed;
        }
    }

    /// Looks once more after it has said that it stops: what came in between saw it writing.
    private void write() {
        do {
            var group = new ArrayList<Letter>();
            while (waiting.drainTo(group, MOST_AT_ONCE) > 0) {
                write(group);
                group.clear();
            }
            writing.set(false);
        } while (!waiting.isEmpty() && writing.compareAndSet(false, true));
    }

    /// Whatever happens, everybody is answered.
    private void write(List<Letter> group) {
        try {
            var messages = group.stream().map(Letter::message).toList();
            var receipts =
                    transactions.in(handle -> JdbcInbox.put(handle, messages, clock.instant()));
            for (var i = 0; i < receipts.size(); i++) {
                group.get(i).receipt().complete(receipts.get(i));
            }
        } catch (RuntimeException | Error failed) {
            if (group.size() == 1 || ofAll(failed)) {
                group.forEach(letter -> letter.receipt().completeExceptionally(failed));
            } else {
                LOG.atWarn()
                        .addKeyValue("messages", group.size())
                        .addKeyValue("why", failed.toString())
                        .log("Messages could not be stored together; each is stored by itself");
                group.forEach(letter -> write(List.of(letter)));
            }
        }
    }

    /// Whether no message is at fault, so that each by itself would only fail more slowly.
    private static boolean ofAll(Throwable failed) {
        return failed instanceof ConnectionException
                || failed instanceof UncheckedIOException
                || failed instanceof Error;
    }
}
