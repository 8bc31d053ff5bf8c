package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.dispatch.JdbcDispatchQueue;
import dev.muster.adapter.jdbc.dispatch.QueuePlace;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.reporting.JdbcResults;
import dev.muster.core.attempt.Report;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Verdict;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.dispatch.Held;
import dev.muster.planning.RepositoryKind;
import dev.muster.reporting.Results;
import dev.muster.testkit.Await;
import dev.muster.testkit.Databases;
import dev.muster.testkit.FullQueue;
import dev.muster.testkit.SimulatedRunner;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a hundred thousand waiting tasks cost the statements that run all the time. The database
/// itself counts the rows that it reads for them.
final class PostgresFullQueueIT {

    private static final int COMMITS = 200;
    private static final int TARGETS = 500;
    private static final int ROOM = 20;
    private static final DispatchSettings SETTINGS =
            new DispatchSettings("one", ROOM, Duration.ofHours(1));

    private static String url;

    @BeforeAll
    static void fill() {
        url = Databases.postgresUrl();
        try (var database = Database.open(url, "", "")) {
            FullQueue.fill(database, COMMITS, TARGETS);
        }
    }

    @Test
    void handing_out_a_task_and_taking_its_result_reads_few_rows_and_no_table_from_end_to_end() {
        var handled = new ArrayList<Held>();

        var reads = reads(database -> handled.addAll(handle(database, 10)));

        assertThat(handled).hasSize(10 * ROOM).doesNotHaveDuplicates();
        assertThat(reads.fullScans()).isZero();
        assertThat(reads.rows() / handled.size()).as("rows read for a task").isLessThan(500);
    }

    private static JdbcDispatchQueue queue(Database database) {
        var clock = Clock.systemUTC();
        return new JdbcDispatchQueue(
                database, clock, RepositoryKind.LOCAL, new SimulatedRunner(clock));
    }

    /// Claims, starts and ends what there is room for, some times.
    private static List<Held> handle(Database database, int rounds) {
        var queue = queue(database);
        var results = new JdbcResults(database, Clock.systemUTC());
        var handled = new ArrayList<Held>();
        for (var round = 0; round < rounds; round++) {
            var claimed = queue.claim(SETTINGS);
            queue.renew(SETTINGS);
            claimed.forEach(held -> pass(queue, results, held));
            handled.addAll(claimed);
        }
        return handled;
    }

    private static void pass(JdbcDispatchQueue queue, Results results, Held held) {
        var at = Instant.now();
        queue.accepted(held, "build");
        results.record(held.key(), new Report.Started(at));
        var ended = results.record(held.key(), new Report.Finished(Verdict.PASSED, at, at, 0, ""));
        assertThat(ended).isEqualTo(new Results.Recorded.Changed(TaskStatus.SUCCEEDED));
    }

    @Test
    void a_round_that_finds_no_room_reads_few_rows() {
        var reads =
                reads(
                        database -> {
                            var queue = queue(database);
                            var claimed = queue.claim(SETTINGS);
                            for (var round = 0; round < 10; round++) {
                                assertThat(queue.claim(SETTINGS)).isEmpty();
                            }
                            claimed.forEach(held -> queue.putBack(held, Duration.ZERO));
                        });

        assertThat(reads.fullScans()).isZero();
        assertThat(reads.rows()).isLessThan(10_000);
    }

    @Test
    void the_place_of_a_task_that_is_soon_to_run_is_found_among_those_before_it() {
        var reads =
                reads(
                        database ->
                                database.jdbi()
                                        .useHandle(
                                                handle ->
                                                        assertThat(
                                                                        QueuePlace.of(
                                                                                handle,
                                                                                "%026d"
                                                                                        .formatted(
                                                                                                600)))
                                                                .isBetween(300, 600)));

        assertThat(reads.fullScans()).isZero();
        assertThat(reads.rows()).isLessThan(2_000);
    }

    /// @param fullScans of the tables that grow with what waits
    /// @param rows read from them, and entries from their indexes
    private record Reads(long fullScans, long rows) {
        Reads minus(Reads before) {
            return new Reads(fullScans - before.fullScans, rows - before.rows);
        }
    }

    /// What some work makes the database read. Connections tell what they read at their end.
    private static Reads reads(Consumer<Database> work) {
        var before = counted();
        try (var database = Database.open(url, "", "")) {
            work.accept(database);
        }
        return counted().minus(before);
    }

    private static Reads counted() {
        return Jdbi.create(url)
                .withHandle(
                        handle -> {
                            Await.until(
                                    Duration.ofSeconds(20),
                                    "the connections before have told what they read",
                                    () -> handle.select(OTHERS).mapTo(Integer.class).one() == 0);
                            return handle.createQuery(COUNTERS)
                                    .map(
                                            (row, _) ->
                                                    new Reads(
                                                            row.getLong("scans"),
                                                            row.getLong("tuples")))
                                    .one();
                        });
    }

    private static final String OTHERS =
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
            """;

    private static final String COUNTERS =
            """
            select sum(seq_scan) as scans,
                sum(seq_tup_read) + (select sum(idx_tup_read) from pg_stat_user_indexes
                    where relname in ('dispatch_queue', 'task', 'landed_commit')) as tuples
            from pg_stat_user_tables
            where relname in ('dispatch_queue', 'task', 'landed_commit')
            """;
}
