package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.adapter.jdbc.access.JdbcRepeats;
import dev.muster.api.Repeats.Kept;
import dev.muster.core.ci.TaskId;
import dev.muster.dispatch.Requests.Outcome;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.Await;

import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// What is done under a name and the answer to it last together or not at all.
abstract class RepeatsContract extends WorldContract {

    private static final Kept ACCEPTED = new Kept("digest", 202, "{}");
    private static final Kept REFUSED = new Kept("digest", 409, "{}");

    private JdbcRepeats repeats;
    private TaskId task;
    private final AtomicInteger acts = new AtomicInteger();

    @BeforeEach
    void runOnce() {
        repeats = new JdbcRepeats(database, world.clock);
        world.land(1, TWO_TARGETS).run(1, "Linux test", Ending.PASSED);
        task = world.task(1, "Linux test");
    }

    private Kept rerun() {
        acts.incrementAndGet();
        assertThat(world.requests.rerun(task, "ada", "again")).isInstanceOf(Outcome.Accepted.class);
        return ACCEPTED;
    }

    private int reruns() {
        return world.list("select 1 from audit_log where action = 'rerun'").size();
    }

    @Test
    void the_second_time_the_first_answer_is_given_and_nothing_is_done() {
        assertThat(repeats.unlessAnswered("a", this::rerun)).isEmpty();

        assertThat(repeats.unlessAnswered("a", this::rerun)).contains(ACCEPTED);

        assertThat(acts).hasValue(1);
    }

    @Test
    void who_dies_after_acting_and_before_the_answer_is_kept_has_not_acted() {
        assertThatThrownBy(
                        () ->
                                repeats.unlessAnswered(
                                        "a",
                                        () -> {
                                            rerun();
                                            throw new IllegalStateException("killed");
                                        }))
                .hasMessage("killed");
        assertThat(reruns()).isZero();

        assertThat(repeats.unlessAnswered("a", this::rerun)).isEmpty();

        assertThat(reruns()).isOne();
    }

    @Test
    void who_comes_at_the_same_time_waits_for_the_answer() {
        var acting = new CountDownLatch(1);
        var second = new CompletableFuture<Optional<Kept>>();
        var first =
                CompletableFuture.supplyAsync(
                        () ->
                                repeats.unlessAnswered(
                                        "a",
                                        () -> {
                                            acting.countDown();
                                            Await.until(
                                                    Duration.ofSeconds(10),
                                                    "the second transaction is open",
                                                    () -> connections() == 2);
                                            return rerun();
                                        }));
        await(acting);
        Thread.ofPlatform().start(() -> second.complete(repeats.unlessAnswered("a", this::rerun)));

        assertThat(first.join()).isEmpty();
        assertThat(second.join()).contains(ACCEPTED);
        assertThat(reruns()).isOne();
    }

    private int connections() {
        return ((com.zaxxer.hikari.HikariDataSource) database.dataSource())
                .getHikariPoolMXBean()
                .getActiveConnections();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void a_refusal_is_not_kept() {
        repeats.unlessAnswered("a", () -> REFUSED);

        assertThat(repeats.unlessAnswered("a", this::rerun)).isEmpty();
    }

    @Test
    void a_try_that_the_database_broke_off_is_repeated_whole_and_told_once() {
        var told = "select seq from event_log where kind = 'task'";
        var before = world.list(told).size();

        repeats.unlessAnswered(
                "a",
                () -> {
                    rerun();
                    if (acts.get() == 1) {
                        var deadlock = new SQLException("a deadlock", "40P01");
                        throw new UnableToExecuteStatementException(deadlock, null);
                    }
                    return ACCEPTED;
                });

        assertThat(acts).hasValue(2);
        assertThat(reruns()).isOne();
        assertThat(world.list(told)).hasSize(before + 1);
    }
}
