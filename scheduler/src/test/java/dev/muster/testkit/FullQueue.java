package dev.muster.testkit;

import dev.muster.adapter.jdbc.ground.Database;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A dispatch queue on PostgreSQL with as many tasks in it as a test wants: each target of a
/// repository waits on each commit of its branch.
public final class FullQueue {

    private static final int PLATFORMS = 8;

    /// The platform whose capacity is one; the others are unbounded.
    public static final String NARROW = "p7";

    private FullQueue() {}

    /// Fills an empty database.
    ///
    /// @param commits of one branch
    /// @param targets of each commit, on eight platforms in turn
    public static void fill(Database database, int commits, int targets) {
        database.jdbi()
                .useHandle(
                        handle -> {
                            handle.createUpdate(
                                            "insert into config_text (digest, text) values ('d',"
                                                    + " :text)")
                                    .bind("text", config(targets))
                                    .execute();
                            handle.createScript(
                                            FILL.replace("COMMITS", String.valueOf(commits))
                                                    .replace("TARGETS", String.valueOf(targets))
                                                    .replace("PLATFORMS", String.valueOf(PLATFORMS))
                                                    .replace("NARROW", NARROW))
                                    .executeAsSeparateStatements();
                            handle.execute("vacuum analyze");
                        });
    }

    private static String config(int targets) {
        var platforms =
                IntStream.range(0, PLATFORMS)
                        .mapToObj("  p%d: {properties: {os: L}}\n"::formatted)
                        .collect(Collectors.joining());
        var list =
                IntStream.rangeClosed(1, targets)
                        .mapToObj(i -> "  - {name: P%d t%d, run: x}\n".formatted(i % PLATFORMS, i))
                        .collect(Collectors.joining());
        return "enabled_branches: [main]\nplatform_properties:\n%stargets:\n%s"
                .formatted(platforms, list);
    }

    private static final String FILL =
            """
            insert into repository (owner, name, kind, default_branch, added_at)
                values ('local', 'big', 'local', 'main', now());
            insert into branch (repository_id, name, head_sha, newest_position, last_seen_at)
                values (1, 'main', lpad('COMMITS', 40, '0'), COMMITS, now());
            insert into tree_state (repository_id, branch, status, since, reasons, unknown_targets)
                values (1, 'main', 'open', now(), '[]', '[]');
            insert into plan (id, repository_id, branch, sha, event, decided_at)
                values ('p', 1, 'main', lpad('COMMITS', 40, '0'), 'postsubmit', now());
            insert into landed_commit (repository_id, branch, position, sha, subject, author,
                    author_email, committed_at, noticed_at, config_state)
                select 1, 'main', c, lpad(c::text, 40, '0'), 'c' || c, 'a', 'a@b.c', now(), now(),
                    'valid'
                from generate_series(1, COMMITS) c;
            insert into config_file (repository_id, sha, ordinal, path, digest)
                select 1, lpad(c::text, 40, '0'), 0, '.ci.yaml', 'd'
                from generate_series(1, COMMITS) c;
            insert into grid_row (repository_id, branch, position, cells)
                select 1, 'main', c, repeat('q', TARGETS) from generate_series(1, COMMITS) c;
            insert into grid_column (repository_id, branch, ordinal, target, platform, bringup,
                    blocking, scheduler, tags, current_order)
                select 1, 'main', t - 1, 'P' || t % PLATFORMS || ' t' || t, 'p' || t % PLATFORMS,
                    false, true, 'muster', '[]', t - 1
                from generate_series(1, TARGETS) t;
            insert into target_summary (repository_id, branch, target, newest_run_position)
                select 1, 'main', target, COMMITS from grid_column;
            insert into task (id, repository_id, branch, position, sha, target, platform, status,
                    blocking, bringup, external, decision, reason, detail, plan_id, config_path,
                    config_line, priority, timeout_seconds, max_attempts, created_at, updated_at,
                    capacity)
                select lpad(((c - 1) * TARGETS + t)::text, 26, '0'), 1, 'main', c,
                    lpad(c::text, 40, '0'), 'P' || t % PLATFORMS || ' t' || t, 'p' || t % PLATFORMS,
                    'queued', true, false, false, 'run', 'guaranteed', '', 'p', '.ci.yaml', 1, 30,
                    60, 3, now() + c * interval '1 ms', now(),
                    case when 'p' || t % PLATFORMS = 'NARROW' then 1 end
                from generate_series(1, COMMITS) c, generate_series(1, TARGETS) t;
            insert into dispatch_queue (task_id, repository_id, platform, priority, enqueued_at,
                    due_at, cause, capacity)
                select id, 1, platform, 30, created_at, now(), 'plan', capacity from task;
            """;
}
