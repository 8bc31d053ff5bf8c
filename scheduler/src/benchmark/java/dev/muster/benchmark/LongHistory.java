package dev.muster.benchmark;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A branch on which every target ran on every commit; one run in fifty failed.
final class LongHistory {

    /// Commits that are filled in at once.
    private static final int STRETCH = 1_000;

    private LongHistory() {}

    /// The name of a target, counted from 0.
    static String target(int number) {
        return "P" + number % 8 + " t" + number;
    }

    /// The repository, its branch and its columns.
    static void begin(Database database, RepoSlug repo, int targets) {
        script(
                database,
                """
                insert into repository (owner, name, kind, default_branch, added_at)
                    values ('OWNER', 'NAME', 'local', 'main', now());
                insert into branch (repository_id, name, head_sha, newest_position, last_seen_at)
                    values (1, 'main', lpad('0', 40, '0'), 0, now());
                insert into tree_state (repository_id, branch, status, since, reasons,
                        unknown_targets)
                    values (1, 'main', 'open', now(), '[]', '[]');
                insert into plan (id, repository_id, branch, sha, event, decided_at)
                    values ('p', 1, 'main', lpad('0', 40, '0'), 'postsubmit', now());
                insert into grid_column (repository_id, branch, ordinal, target, platform, bringup,
                        blocking, scheduler, owner, tags, current_order)
                    select 1, 'main', t, 'P' || t % 8 || ' t' || t, 'p' || t % 8, false, true,
                        'cocoon', '@ada', '[]', t
                    from generate_series(0, TARGETS - 1) t;
                """
                        .replace("OWNER", repo.owner())
                        .replace("NAME", repo.name())
                        .replace("TARGETS", String.valueOf(targets)));
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "insert into config_text (digest, text) values ('d', ?)",
                                        config(targets)));
    }

    private static String config(int targets) {
        var platforms =
                IntStream.range(0, 8)
                        .mapToObj("  p%d: {properties: {os: L}}\n"::formatted)
                        .collect(Collectors.joining());
        var list =
                IntStream.range(0, targets)
                        .mapToObj(it -> "  - {name: %s, run: x}\n".formatted(target(it)))
                        .collect(Collectors.joining());
        return "enabled_branches: [main]\nplatform_properties:\n%stargets:\n%s"
                .formatted(platforms, list);
    }

    /// Commits with their ended tasks. What would only make it slow is left out: the disk is not
    /// waited for, and indexes and constraints are made at the end.
    static void fill(Database database, int from, int to, int targets) {
        database.jdbi()
                .useHandle(
                        handle -> {
                            quick(handle);
                            var dropped = drop(handle);
                            for (var first = from; first <= to; first += STRETCH) {
                                var last = Math.min(to, first + STRETCH - 1);
                                handle.createScript(commits(first, last, targets))
                                        .executeAsSeparateStatements();
                            }
                            handle.execute("set maintenance_work_mem = '1GB'");
                            dropped.forEach(handle::execute);
                            handle.execute("vacuum analyze");
                            durable(handle);
                        });
    }

    private static void quick(Handle handle) {
        for (var it : List.of("fsync", "full_page_writes", "autovacuum")) {
            handle.execute("alter system set %s = off".formatted(it));
        }
        handle.execute("alter system set max_wal_size = '1GB'");
        handle.execute("select pg_reload_conf()");
        handle.execute("set session_replication_role = replica");
        handle.execute("set synchronous_commit = off");
        handle.execute("set work_mem = '256MB'");
    }

    /// From now on the server keeps its promises again, with all of this on the disk.
    private static void durable(Handle handle) {
        handle.execute("reset all");
        handle.execute("alter system reset all");
        handle.execute("select pg_reload_conf()");
        handle.execute("checkpoint");
        try {
            new ProcessBuilder("sync").inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @return what makes them anew, in this order
    private static List<String> drop(Handle handle) {
        var constraints = changes(handle, CONSTRAINTS);
        var indexes = changes(handle, INDEXES);
        // What refers to a key goes before it, and comes after it.
        constraints.reversed().forEach(it -> handle.execute(it.gone()));
        indexes.forEach(it -> handle.execute(it.gone()));
        return Stream.concat(indexes.stream(), constraints.stream()).map(Change::anew).toList();
    }

    /// @param gone drops it
    /// @param anew makes it
    private record Change(String gone, String anew) {}

    private static List<Change> changes(Handle handle, String query) {
        return handle.createQuery(query)
                .map((row, _) -> new Change(row.getString(1), row.getString(2)))
                .list();
    }

    private static final String TABLES = "('task'::regclass, 'attempt'::regclass)";

    /// Keys, then what refers to them, which is not looked up again.
    private static final String CONSTRAINTS =
            """
            select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),
                format('alter table %%s add constraint %%I %%s %%s', conrelid::regclass, conname,
                    pg_get_constraintdef(oid), case contype when 'f' then 'not valid' end)
            from pg_constraint
            where contype in ('p', 'u', 'f') and (conrelid in %1$s or confrelid in %1$s)
            order by contype = 'f', oid
            """
                    .formatted(TABLES);

    private static final String INDEXES =
            """
            select format('drop index %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
            from pg_index
            where indrelid in %s
                and indexrelid not in (select conindid from pg_constraint where conindid <> 0)
            order by indexrelid
            """
                    .formatted(TABLES);

    private static String commits(int from, int to, int targets) {
        return """
        insert into landed_commit (repository_id, branch, position, sha, subject, author,
                author_email, committed_at, noticed_at, config_state)
            select 1, 'main', c, lpad(c::text, 40, '0'), 'c' || c, 'a', 'a@b.c', now(),
                now(), 'valid'
            from generate_series(FROM, UNTIL) c;
        insert into grid_row (repository_id, branch, position, cells)
            select 1, 'main', c, repeat('s', TARGETS) from generate_series(FROM, UNTIL) c;
        insert into task (id, repository_id, branch, position, sha, target, platform,
                status, verdict, verdict_at, blocking, bringup, external, decision, reason,
                detail, plan_id, config_path, config_line, priority, timeout_seconds,
                max_attempts, attempts, created_at, updated_at, finished_at)
            select lpad((c::bigint * TARGETS + t)::text, 26, '0'), 1, 'main', c,
                lpad(c::text, 40, '0'), 'P' || t % 8 || ' t' || t, 'p' || t % 8, v, v,
                now(), true, false, false, 'run', 'guaranteed', '', 'p', '.ci.yaml', 1, 30,
                60, 3, 1, now(), now(), now()
            from (select c, t, case when (c::bigint * 7919 + t * 104729) % 50 = 0
                    then 'failed' else 'succeeded' end as v
                from generate_series(FROM, UNTIL) c, generate_series(0, TARGETS - 1) t
                order by c, t) x;
        insert into attempt (task_id, number, status, cause, runner, dispatched_at,
                started_at, finished_at, exit_code)
            select lpad((c::bigint * TARGETS + t)::text, 26, '0'), 1,
                case when (c::bigint * 7919 + t * 104729) % 50 = 0
                    then 'failed' else 'succeeded' end,
                'plan', 'local', now(), now() - interval '1 minute', now(), 0
            from generate_series(FROM, UNTIL) c, generate_series(0, TARGETS - 1) t
            order by c, t;
        update branch set newest_position = UNTIL, head_sha = lpad('UNTIL', 40, '0');
        insert into config_file (repository_id, sha, ordinal, path, digest)
            select 1, head_sha, 0, '.ci.yaml', 'd' from branch;
        """
                .replace("FROM", String.valueOf(from))
                .replace("UNTIL", String.valueOf(to))
                .replace("TARGETS", String.valueOf(targets));
    }

    private static void script(Database database, String text) {
        database.jdbi()
                .useHandle(handle -> handle.createScript(text).executeAsSeparateStatements());
    }

    /// Adds commits whose tasks are running.
    ///
    /// @return the names of the tasks, oldest commit first
    static List<String> running(Database database, int from, int to, int targets) {
        script(database, commits(from, to, targets));
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            var ids =
                                    handle.createQuery(
                                                    """
                                                    select id from task
                                                    where position between :from and :to
                                                    order by position, id
                                                    """)
                                            .bind("from", from)
                                            .bind("to", to)
                                            .mapTo(String.class)
                                            .list();
                            for (var id : ids) {
                                handle.execute(
                                        "update task set status = 'running', verdict = null,"
                                                + " verdict_at = null, finished_at = null where id"
                                                + " = ?",
                                        id);
                                handle.execute(
                                        "update attempt set status = 'running', finished_at = null"
                                                + " where task_id = ?",
                                        id);
                            }
                            return ids;
                        });
    }

    /// What a result writes where nobody wants to know more.
    ///
    /// @return how many rows
    static int endBare(Database database, String task, Instant now) {
        return database.jdbi()
                .inTransaction(
                        handle ->
                                handle.execute(
                                                "update attempt set status = 'succeeded',"
                                                        + " finished_at = ?, exit_code = 0 where"
                                                        + " task_id = ? and number = 1",
                                                now,
                                                task)
                                        + handle.execute(
                                                "update task set status = 'succeeded', verdict ="
                                                        + " 'succeeded', verdict_at = ?,"
                                                        + " updated_at = ?, finished_at = ? where"
                                                        + " id = ?",
                                                now,
                                                now,
                                                now,
                                                task));
    }
}
