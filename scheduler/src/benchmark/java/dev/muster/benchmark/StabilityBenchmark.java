package dev.muster.benchmark;

import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.core.attempt.Report;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;
import dev.muster.core.ci.Verdict;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// What is known of the stability of targets, read and kept current beside a long history on
/// PostgreSQL: 500 targets, first with a short history, then with a long one.
final class StabilityBenchmark {

    private static final int TARGETS = 500;
    private static final int MOST_SHORT = 1_000;
    private static final int READS = 300;

    /// How often new commits come while results are taken, and how many at once.
    private static final int ROUNDS = 4;

    private static final int COMMITS = 5;

    private static final RepoSlug REPO = new RepoSlug("local", "long");
    private static final Clock CLOCK = Clock.systemUTC();

    private StabilityBenchmark() {}

    /// Beside how many attempts: the system property `attempts`.
    public static void main(String[] arguments) throws Exception {
        var attempts = Long.getLong("attempts", 10_000_000);
        var few = (int) Math.min(MOST_SHORT, attempts / TARGETS / 4);
        try (var server = new DurablePostgres();
                var database = Database.open(server.url(), "", "")) {
            LongHistory.begin(database, REPO, TARGETS);
            LongHistory.fill(database, 1, few, TARGETS);
            var stores = new JdbcStores(database, CLOCK, new SecureRandom());
            var rebuilt = rebuild(stores);
            say("%,d attempts of %d targets", (long) few * TARGETS, TARGETS);
            say("  all summaries made anew in %d s", rebuilt);
            var before = reads(stores);
            var commits = (int) (attempts / TARGETS);
            var start = System.nanoTime();
            LongHistory.fill(database, few + 1, commits, TARGETS);
            say("%,d attempts (filled in %d s)", attempts, seconds(start));
            say("  all summaries made anew in %d s", rebuild(stores));
            var after = reads(stores);
            say(
                    "the ranking takes %.2f times as long with %.0f times the history",
                    after / before, (double) commits / few);
            for (var round = 0; round < ROUNDS; round++) {
                // A service that has just started is slower, and that is not what is asked here.
                say(round == 0 ? "results, to warm up" : "results, round %d", round);
                results(database, stores, commits + round * COMMITS);
            }
        }
        System.exit(0);
    }

    private static long rebuild(JdbcStores stores) {
        var start = System.nanoTime();
        stores.summaries().rebuild(REPO, "main");
        return seconds(start);
    }

    /// @return the median of the ranking, in milliseconds
    private static double reads(JdbcStores stores) {
        look(stores, new Latencies(), new Latencies());
        var ranking = new Latencies();
        var page = new Latencies();
        look(stores, ranking, page);
        say("  the ranking of all targets: %s", ranking.told());
        say("  a target's page: %s", page.told());
        return ranking.median();
    }

    private static void look(JdbcStores stores, Latencies ranking, Latencies page) {
        var stability = stores.stability();
        var pages = stores.reads();
        var random = new SplittableRandom(7);
        for (var i = 0; i < READS; i++) {
            ranking.of(() -> stability.flakes(REPO, null).orElseThrow());
            var target = LongHistory.target(random.nextInt(TARGETS));
            page.of(() -> pages.target(REPO, null, target).orElseThrow());
        }
    }

    /// A result with all that follows from it, beside the writes that a result needs anyway, each
    /// in a transaction of its own; in turns, so that both see the same machine.
    private static void results(Database database, JdbcStores stores, int commits) {
        var whole = new Latencies();
        var bare = new Latencies();
        var tasks = LongHistory.running(database, commits + 1, commits + COMMITS, TARGETS);
        var results = stores.results();
        var now = Instant.now(CLOCK);
        for (var i = 0; i < tasks.size(); i += 2) {
            var with = new AttemptKey(new TaskId(tasks.get(i)), 1);
            var without = tasks.get(i + 1);
            // Neighbours share pages, and who comes first finds them cold: so each is it by turns.
            if (i % 4 == 0) {
                whole.of(() -> results.record(with, finished(now)));
                bare.of(() -> LongHistory.endBare(database, without, now));
            } else {
                bare.of(() -> LongHistory.endBare(database, without, now));
                whole.of(() -> results.record(with, finished(now)));
            }
        }
        say("  a result with all statistics: %s", whole.told());
        say("  its bare writes: %s", bare.told());
        say("  %.2f times the bare writes (medians)", whole.median() / bare.median());
    }

    private static Report finished(Instant now) {
        return new Report.Finished(Verdict.PASSED, now.minusSeconds(60), now, 0, "");
    }

    private static long seconds(long start) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
