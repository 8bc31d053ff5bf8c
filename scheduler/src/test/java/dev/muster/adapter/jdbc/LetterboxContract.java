package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.planning.GroupedLetterbox;
import dev.muster.adapter.jdbc.planning.JdbcInbox;
import dev.muster.inbox.Claim;
import dev.muster.inbox.Inbox.Receipt;
import dev.muster.inbox.Message;
import dev.muster.testkit.Await;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// Messages that come at once are stored together, and each as if it were alone.
abstract class LetterboxContract {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String TOO_LONG = "no source has a name as long as this one";

    private final Gate clock = new Gate();
    private final List<FutureTask<Receipt>> given = new ArrayList<>();
    private Database database;
    private GroupedLetterbox letterbox;

    abstract Database open();

    /// Holds who writes the first message until it is opened.
    private static final class Gate extends Clock {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private volatile int groups;

        @Override
        public Instant instant() {
            reached.countDown();
            try {
                opened.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            groups++;
            return Instant.EPOCH.plusSeconds(groups);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock knows UTC only");
        }
    }

    @BeforeEach
    final void begin() throws Exception {
        database = open();
        letterbox = new GroupedLetterbox(database, clock);
        give("github", "first");
        clock.reached.await();
    }

    @AfterEach
    final void end() {
        clock.opened.countDown();
        database.close();
    }

    @Test
    void what_comes_while_one_is_written_is_written_at_once_and_in_its_order() {
        IntStream.range(0, 20).forEach(i -> give("github", "d" + i));

        assertThat(receipts()).containsOnly("NEW").hasSize(21);
        assertThat(clock.groups).isEqualTo(2);
        assertThat(stored()).startsWith("first", "d0", "d1", "d2").endsWith("d19").hasSize(21);
    }

    @Test
    void a_delivery_doubled_in_one_group_is_one_message() {
        List.of("a", "b", "a", "first").forEach(it -> give("github", it));

        assertThat(receipts()).containsExactly("NEW", "NEW", "NEW", "KNOWN", "KNOWN");
        assertThat(stored()).containsExactly("first", "a", "b");
    }

    @Test
    void a_message_that_cannot_be_stored_takes_no_other_with_it() {
        give("github", "a");
        give(TOO_LONG, "bad");
        give("github", "b");

        assertThat(receipts()).containsExactly("NEW", "NEW", "failed", "NEW");
        assertThat(stored()).containsExactly("first", "a", "b");
    }

    /// When the commit of the next group fails.
    enum Failing {
        BEFORE,
        AFTER
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, NEW", "AFTER, KNOWN"})
    void a_group_whose_commit_fails_is_stored_one_by_one_and_nothing_twice(
            Failing when, String receipt) {
        database.jdbi()
                .setTransactionHandler(
                        new FailingCommit(database.jdbi().getTransactionHandler(), when));
        List.of("a", "b", "c").forEach(it -> give("github", it));

        assertThat(receipts()).containsExactly("NEW", receipt, receipt, receipt);
        assertThat(stored()).containsExactly("first", "a", "b", "c");
    }

    /// Fails once: nothing was stored, or nobody heard that it was.
    private static final class FailingCommit extends DelegatingTransactionHandler {

        private final Failing when;
        private final AtomicBoolean failed = new AtomicBoolean();

        FailingCommit(TransactionHandler real, Failing when) {
            super(real);
            this.when = when;
        }

        @Override
        public TransactionHandler specialize(Handle handle) {
            return this;
        }

        @Override
        public void commit(Handle handle) {
            var fails = failed.compareAndSet(false, true);
            if (!fails || when == Failing.AFTER) {
                super.commit(handle);
            }
            if (fails) {
                throw new TransactionException("the connection broke at the commit");
            }
        }
    }

    @Test
    void everybody_hears_of_it_where_the_database_is_gone() {
        give("github", "a");
        give("github", "b");
        database.close();

        assertThat(receipts()).hasSize(3).endsWith("failed", "failed");
    }

    @Test
    void nobody_is_answered_before_the_message_is_stored() {
        give("github", "a");

        assertThat(given).noneMatch(FutureTask::isDone);
        assertThat(stored()).isEmpty();
    }

    /// Throws a message in, and returns once it waits.
    private void give(String source, String delivery) {
        var message = new Message(source, delivery, "news", null, "{}");
        var task = new FutureTask<>(() -> letterbox.put(message));
        given.add(task);
        var thread = Thread.ofPlatform().daemon().start(task);
        Await.until(
                LONGEST,
                delivery + " waits",
                () -> task.isDone() || thread.getState() == Thread.State.WAITING);
    }

    /// What became of each, in the order in which they were given.
    private List<String> receipts() {
        clock.opened.countDown();
        return given.stream().map(LetterboxContract::receipt).toList();
    }

    private static String receipt(FutureTask<Receipt> task) {
        return switch (awaited(task).state()) {
            case SUCCESS -> task.resultNow().name();
            case FAILED, CANCELLED, RUNNING -> "failed";
        };
    }

    private static FutureTask<Receipt> awaited(FutureTask<Receipt> task) {
        Await.until(LONGEST, "everybody is answered", task::isDone);
        return task;
    }

    private List<String> stored() {
        var later = Clock.fixed(Instant.EPOCH.plusSeconds(3600), ZoneOffset.UTC);
        return new JdbcInbox(database, later)
                .claim("news", "me", Duration.ofMinutes(1), 100).stream()
                        .map(Claim::message)
                        .map(Message::delivery)
                        .toList();
    }
}
