package dev.muster.benchmark;

import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.backfill.BackfillSettings;
import dev.muster.backfill.Backfilling;
import dev.muster.core.backfill.Backfill;
import dev.muster.core.backfill.Capacity;
import dev.muster.core.backfill.Strategy;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;

import org.jdbi.v3.core.Handle;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A round of backfill over 20 branches of 50 commits and 500 targets on PostgreSQL: half a million
/// tasks, of which four in five wait.
final class BackfillBenchmark {

    private static final int BRANCHES = 20;
    private static final int COMMITS = 50;
    private static final int TARGETS = 500;
    private static final int ROOM = 200;
    private static final int TIMES = 20;

    private BackfillBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        try (var server = new DurablePostgres();
                var database = Database.open(server.url(), "", "")) {
            database.jdbi().useHandle(BackfillBenchmark::fill);
            var clock = Clock.systemUTC();
            var store =
                    new JdbcStores(database, clock, new SecureRandom())
                            .backfill(RepositoryKind.LOCAL, PlanningSettings.DEFAULTS);
            var since = clock.instant().minus(Duration.ofDays(7));
            say("gathering", times(() -> store.backlog(null, since)));
            var grids = store.backlog(null, since).grids();
            var capacity = Capacity.of(ROOM);
            for (var strategy : Strategy.values()) {
                say(
                        "deciding by " + strategy.word(),
                        times(() -> Backfill.choose(grids, strategy, capacity, 0)));
            }
            var round = new Backfilling(store, BackfillSettings.of("one", ROOM), clock);
            var start = System.nanoTime();
            var queued = round.round();
            say("a round that queues " + queued, new long[] {System.nanoTime() - start});
            say("a round without room", times(round::round));
        }
        System.exit(0);
    }

    private static long[] times(Runnable work) {
        var times = new long[TIMES];
        for (var i = 0; i < TIMES; i++) {
            var start = System.nanoTime();
            work.run();
            times[i] = System.nanoTime() - start;
        }
        return times;
    }

    private static void say(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-24s median %,8.1f ms, most %,8.1f ms%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }

    private static void fill(Handle handle) {
        handle.createUpdate("insert into config_text (digest, text) values ('d', :text)")
                .bind("text", config())
                .execute();
        script(handle, BEFORE);
        var dice = new SplittableRandom(1);
        var rows =
                handle.prepareBatch(
                        """
                        insert into grid_row (repository_id, branch, position, cells)
                        values (1, :branch, :position, :cells)
                        """);
        for (var branch = 1; branch <= BRANCHES; branch++) {
            for (var commit = 1; commit <= COMMITS; commit++) {
                rows.bind("branch", branch == 1 ? "main" : "b" + branch)
                        .bind("position", commit)
                        .bind("cells", cells(dice))
                        .add();
            }
        }
        rows.execute();
        script(handle, AFTER);
        handle.execute("vacuum analyze");
    }

    private static void script(Handle handle, String text) {
        handle.createScript(
                        text.replace("BRANCHES", String.valueOf(BRANCHES))
                                .replace("COMMITS", String.valueOf(COMMITS))
                                .replace("TARGETS", String.valueOf(TARGETS)))
                .executeAsSeparateStatements();
    }

    private static String cells(SplittableRandom dice) {
        return IntStream.range(0, TARGETS)
                .mapToObj(_ -> dice.nextInt(5) > 0 ? "w" : dice.nextInt(50) > 0 ? "s" : "f")
                .collect(Collectors.joining());
    }

    private static String config() {
        return IntStream.rangeClosed(1, TARGETS)
                .mapToObj("  - {name: linux t%d, run: x}\n"::formatted)
                .collect(
                        Collectors.joining(
                                "",
                                """
                                enabled_branches: [main, 'b\\d+']
                                platform_properties:
                                  linux: {properties: {scheduling_policy: batch}}
                                targets:
                                """,
                                ""));
    }

    private static final String BEFORE =
            """
            insert into repository (owner, name, kind, default_branch, added_at)
                values ('local', 'big', 'local', 'main', now());
            insert into branch (repository_id, name, head_sha, newest_position, last_seen_at)
                select 1, case when b = 1 then 'main' else 'b' || b end,
                    lpad((b * 1000 + COMMITS)::text, 40, '0'), COMMITS, now()
                from generate_series(1, BRANCHES) b;
            insert into tree_state (repository_id, branch, status, since, reasons, unknown_targets)
                select 1, name, 'open', now(), '[]', '[]' from branch;
            insert into plan (id, repository_id, branch, sha, event, decided_at)
                values ('p', 1, 'main', lpad('1', 40, '0'), 'postsubmit', now());
            insert into landed_commit (repository_id, branch, position, sha, subject, author,
                    author_email, committed_at, noticed_at, config_state, plan_id)
                select 1, case when b = 1 then 'main' else 'b' || b end, c,
                    lpad((b * 1000 + c)::text, 40, '0'), 'c' || c, 'a', 'a@b.c', now(),
                    now() - (COMMITS - c) * interval '1 hour', 'valid', 'p'
                from generate_series(1, BRANCHES) b, generate_series(1, COMMITS) c;
            insert into config_file (repository_id, sha, ordinal, path, digest)
                select 1, sha, 0, '.ci.yaml', 'd' from landed_commit;
            insert into grid_column (repository_id, branch, ordinal, target, platform, bringup,
                    blocking, scheduler, tags, current_order)
                select 1, name, t - 1, 'linux t' || t, 'linux', false, true, 'cocoon', '[]', t - 1
                from branch, generate_series(1, TARGETS) t;
            insert into target_summary (repository_id, branch, target)
                select 1, branch, target from grid_column;
            """;

    private static final String AFTER =
            """
            insert into task (id, repository_id, branch, position, sha, target, platform, status,
                    blocking, bringup, external, decision, reason, detail, plan_id, config_path,
                    config_line, priority, timeout_seconds, max_attempts, attempts, created_at,
                    updated_at)
                select lpad((row_number() over ())::text, 26, '0'), 1, c.branch, c.position, c.sha,
                    g.target, 'linux',
                    case substr(r.cells, g.ordinal + 1, 1) when 'w' then 'waiting'
                        when 's' then 'succeeded' else 'failed' end,
                    true, false, false, 'defer', 'waiting_for_backfill', '', 'p', '.ci.yaml', 1, 30,
                    60, 3, 1, now(), now()
                from landed_commit c
                join grid_column g on g.repository_id = 1 and g.branch = c.branch
                join grid_row r on r.repository_id = 1 and r.branch = c.branch
                    and r.position = c.position;
            insert into attempt (task_id, number, status, cause, runner, dispatched_at, started_at,
                    finished_at)
                select id, 1, status, 'plan', 'local', now() - interval '11 minutes',
                    now() - interval '10 minutes', now()
                from task where status <> 'waiting';
            """;
}
