package dev.muster.benchmark;

import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.core.attempt.Report;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Verdict;
import dev.muster.dispatch.DispatchQueue;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.dispatch.Held;
import dev.muster.planning.RepositoryKind;
import dev.muster.reporting.Results;
import dev.muster.testkit.SimulatedRunner;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One of the services that share the queue: what its rounds do with the database, around a runner
/// that takes no time. Prints what it measured.
final class QueueInstance {

    private static final int ROOM = 50;
    private static final int SHARES_OF_A_SECOND = 2;

    private final DispatchQueue queue;
    private final Results results;
    private final DispatchSettings settings;
    private final ArrayDeque<Held> running = new ArrayDeque<>();
    private final Latencies claims = new Latencies();
    private final Latencies endings = new Latencies();
    private long ended;

    private QueueInstance(Database database, String owner) {
        var stores = new JdbcStores(database, Clock.systemUTC(), new SecureRandom());
        queue = stores.queue(RepositoryKind.LOCAL, new SimulatedRunner(Clock.systemUTC()));
        results = stores.results();
        settings = new DispatchSettings(owner, ROOM, Duration.ofMinutes(1));
    }

    /// Arguments: the database's URL, a name, how many tasks end in a minute (0: as many as can),
    /// for how many seconds.
    public static void main(String[] arguments) {
        try (var database = Database.open(arguments[0], "", "")) {
            var instance = new QueueInstance(database, arguments[1]);
            instance.run(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            System.out.println("ended " + instance.ended);
            System.out.println("claims " + instance.claims.line());
            System.out.println("endings " + instance.endings.line());
        }
        System.exit(0);
    }

    private void run(int perMinute, int seconds) {
        var start = System.nanoTime();
        var until = start + TimeUnit.SECONDS.toNanos(seconds);
        for (var tick = 1L; System.nanoTime() < until; tick++) {
            claim();
            if (perMinute == 0) {
                end(running.size());
                continue;
            }
            var due = tick * perMinute / 60 / SHARES_OF_A_SECOND - ended;
            end((int) Math.min(due, running.size()));
            rest(start + tick * TimeUnit.SECONDS.toNanos(1) / SHARES_OF_A_SECOND);
        }
        end(running.size());
    }

    private static void rest(long until) {
        for (var left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void claim() {
        var claimed = claims.of(() -> queue.claim(settings));
        for (var held : claimed) {
            queue.assignments(List.of(held));
            queue.accepted(held, "build");
            running.add(held);
        }
    }

    private void end(int count) {
        for (var i = 0; i < count; i++) {
            var held = running.remove();
            var at = Clock.systemUTC().instant();
            results.record(held.key(), new Report.Started(at));
            var recorded =
                    endings.of(
                            () ->
                                    results.record(
                                            held.key(),
                                            new Report.Finished(Verdict.PASSED, at, at, 0, "")));
            if (!recorded.equals(new Results.Recorded.Changed(TaskStatus.SUCCEEDED))) {
                throw new IllegalStateException("somebody else ended " + held.key());
            }
            ended++;
        }
    }
}
