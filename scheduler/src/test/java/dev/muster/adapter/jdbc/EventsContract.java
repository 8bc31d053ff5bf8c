package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.EventLog;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.api.Reads.Happening;
import dev.muster.core.ci.RepoSlug;
import dev.muster.testkit.World;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// The numbers of events become visible in their order, whatever transactions do to each other.
abstract class EventsContract extends WorldContract {

    private static final int WRITERS = 8;
    private static final int EACH = 40;

    private JdbcReads reads;
    private Transactions transactions;
    private BranchKey main;

    @BeforeEach
    void land() {
        world.land(1, TWO_TARGETS);
        reads = new JdbcReads(database, world.clock);
        transactions = new Transactions(database.jdbi());
        main = new BranchKey(1, new RepoSlug("local", "sample"), "main");
    }

    @Test
    void what_began_early_and_ended_late_is_read_after_what_was_read_between() {
        var start = reads.version();
        var between = new ArrayList<Happening>();
        transactions.run(
                early -> {
                    tell(early, "early");
                    elsewhere(() -> transactions.run(late -> tell(late, "late")));
                    elsewhere(() -> between.addAll(reads.events(start, null, 9)));
                });

        var after = reads.events(between.getLast().seq(), null, 9);

        assertThat(between).singleElement().matches(it -> it.payload().contains("late"));
        assertThat(after).singleElement().matches(it -> it.payload().contains("early"));
    }

    @Test
    void who_reads_on_from_the_last_number_misses_nothing_of_many_writers() throws Exception {
        var start = reads.version();
        var open = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            var follower = threads.submit(() -> follow(start, open));
            for (var writing : threads.invokeAll(writers())) {
                writing.get();
            }
            open.set(false);

            assertThat(follower.get()).hasSize(WRITERS * EACH).doesNotHaveDuplicates();
        }
    }

    private List<Callable<Boolean>> writers() {
        return IntStream.range(0, WRITERS)
                .<Callable<Boolean>>mapToObj(
                        writer ->
                                () -> {
                                    for (var i = 0; i < EACH; i++) {
                                        var sha = writer + "-" + i;
                                        transactions.run(handle -> tell(handle, sha));
                                    }
                                    return true;
                                })
                .toList();
    }

    private List<String> follow(long start, AtomicBoolean open) {
        var told = new ArrayList<String>();
        var seen = start;
        boolean last;
        do {
            last = !open.get();
            for (var event : reads.events(seen, null, 1000)) {
                told.add(event.payload());
                seen = event.seq();
            }
        } while (!last);
        return told;
    }

    @Test
    void what_is_taken_back_is_not_told() {
        var start = reads.version();

        assertThatThrownBy(
                        () ->
                                transactions.run(
                                        handle -> {
                                            tell(handle, "never");
                                            throw new IllegalStateException("taken back");
                                        }))
                .hasMessage("taken back");

        assertThat(reads.events(start, null, 9)).isEmpty();
    }

    @Test
    void an_event_outside_of_a_transaction_is_refused() {
        assertThatThrownBy(() -> database.jdbi().useHandle(handle -> tell(handle, "loose")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_version_stays_when_old_events_are_forgotten() {
        var version = reads.version();
        world.clock.pass(Duration.ofDays(3));

        assertThat(new JdbcVacuum(database, world.clock).round()).isPositive();

        assertThat(reads.version()).isEqualTo(version);
        assertThat(reads.forgotten()).isEqualTo(version - 1);
        assertThat(reads.events(0, World.REPO, 9)).hasSize(1);
    }

    private void tell(org.jdbi.v3.core.Handle handle, String sha) {
        EventLog.commit(handle, main, sha, world.clock.instant());
    }

    /// On a thread of its own, and so on a connection of its own.
    private static void elsewhere(Runnable step) {
        CompletableFuture.runAsync(step).join();
    }
}
