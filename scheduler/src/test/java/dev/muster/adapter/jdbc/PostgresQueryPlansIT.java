package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.evidence.TaskRuns;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The statements that run all the time find their rows by an index, however many there are.
final class PostgresQueryPlansIT {

    private static Database database;

    @BeforeAll
    static void fill() {
        database = Databases.postgres();
        database.jdbi()
                .useHandle(
                        handle -> {
                            handle.createScript(FILL).executeAsSeparateStatements();
                            handle.execute("analyze");
                        });
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dispatch_queue_order | select task_id from dispatch_queue where repository_id = 1 and platform = 'p3' and bound = 2147483647 and lease_owner is null and due_at <= now() order by lease_owner, priority, enqueued_at, task_id limit 8 for update skip locked
                    dispatch_queue_age   | select task_id from dispatch_queue where repository_id = 1 and platform = 'p3' and bound = 2147483647 and lease_owner is null and due_at <= now() order by lease_owner, enqueued_at, task_id limit 6 for update skip locked
                    dispatch_queue_      | select repository_id, platform, bound from dispatch_queue where lease_owner is null and (repository_id, platform, bound) > (1, 'p3', 2147483647) order by repository_id, platform, bound limit 1
                    dispatch_queue_      | select task_id from dispatch_queue where lease_owner = 'me'
                    inbox_due            | select * from inbox where kind = 'news' and done_at is null and due_at <= now() and (lease_until is null or lease_until < now()) order by kind, done_at, due_at, id limit 20 for update skip locked
                    task_judged          | select max(position) from task where repository_id = 1 and branch = 'main' and target = 't7' and verdict is not null
                    task_of_sha          | select id from task where repository_id = 1 and branch = 'main' and sha = 'c7' and target = 't7'
                    grid_row_key         | select cells from grid_row where repository_id = 1 and branch = 'main' order by position desc limit 100
                    attempt_key          | select status from attempt where task_id = 'id77' and number = 1
                    audit_of_repo        | select * from audit_log where id < 20000 and repo = 'local/r7' order by id desc limit 50
                    event_log_pkey       | select * from event_log where seq > 19990 order by seq limit 100
                    """)
    void an_index_is_used(String index, String query) {
        var plan = database.jdbi().withHandle(handle -> plan(handle, query));

        assertThat(plan).contains(index).doesNotContain("Seq Scan");
    }

    /// That few attempts are not over must not look like the shortest way to one of them.
    @Test
    void an_attempt_is_found_by_its_key_among_many_that_are_over() {
        var plan =
                database.jdbi()
                        .withHandle(
                                handle -> {
                                    handle.begin();
                                    handle.execute("update attempt set finished_at = now()");
                                    handle.execute("analyze attempt");
                                    var lines =
                                            plan(
                                                    handle,
                                                    "update attempt set exit_code = 0 where task_id"
                                                            + " = 'id77' and number = 1 and "
                                                            + TaskRuns.NOT_OVER);
                                    handle.rollback();
                                    return lines;
                                });

        assertThat(plan).contains("attempt_key");
    }

    /// PostgreSQL has not counted its rows yet, and thinks of any list of keys that reading the
    /// whole table is shorter.
    @Test
    void a_message_is_found_by_its_key_in_a_young_inbox() {
        try (var young = Databases.postgres();
                var handle = young.jdbi().open()) {
            handle.execute(
                    """
                    insert into inbox (source, delivery, kind, payload, received_at, due_at)
                        select 'git', 'd' || n, 'news', '{}', now(), now()
                        from generate_series(1, 40) n
                    """);
            handle.execute("set plan_cache_mode = force_generic_plan");
            handle.execute(
                    """
                    prepare take (bigint, int, timestamptz) as
                        update inbox set lease_owner = 'me', lease_until = $3, tries = $2
                        where id = $1 and tries = $2 - 1 and done_at is null
                            and (lease_until is null or lease_until < $3)
                    """);

            assertThat(plan(handle, "execute take (7, 1, now())"))
                    .contains("inbox_pkey")
                    .doesNotContain("Seq Scan");
        }
    }

    private static String plan(Handle handle, String query) {
        return String.join("\n", handle.createQuery("explain " + query).mapTo(String.class).list());
    }

    private static final String FILL =
            """
            insert into repository (owner, name, kind, default_branch, added_at)
                values ('local', 'r', 'local', 'main', now());
            insert into branch (repository_id, name, head_sha, newest_position, last_seen_at)
                values (1, 'main', 'c', 200, now());
            insert into plan (id, repository_id, branch, sha, event, decided_at)
                values ('p', 1, 'main', 'c', 'postsubmit', now());
            insert into task (id, repository_id, branch, position, sha, target, platform, status,
                    blocking, bringup, external, decision, reason, detail, plan_id, config_path,
                    config_line, priority, timeout_seconds, max_attempts, created_at, updated_at)
                select 'id' || (c * 100 + t), 1, 'main', c, 'c' || c, 't' || t, 'p' || t % 8,
                    'queued', true, false, false, 'run', 'guaranteed', '', 'p', '.ci.yaml', 1, 30,
                    60, 3, now(), now()
                from generate_series(1, 200) c, generate_series(1, 100) t;
            insert into dispatch_queue (task_id, repository_id, platform, priority, enqueued_at,
                    due_at, cause)
                select id, 1, platform, 30, now(), now(), 'plan' from task;
            update dispatch_queue set lease_owner = 'me' where task_id like 'id77%';
            insert into attempt (task_id, number, status, cause, runner, dispatched_at)
                select id, 1, 'dispatched', 'plan', 'local', now() from task;
            insert into grid_row (repository_id, branch, position, cells)
                select 1, 'main', c, repeat('s', 100) from generate_series(1, 5000) c;
            insert into inbox (source, delivery, kind, payload, received_at, due_at, done_at)
                select 'git', 'd' || n, 'news', '{}', now(), now(),
                    case when n % 200 > 0 then now() end
                from generate_series(1, 20000) n;
            insert into audit_log (at, who, action, subject, repo)
                select now(), 'me', 'rerun', 'local/r' || n % 100, 'local/r' || n % 100
                from generate_series(1, 20000) n;
            insert into event_log (repository_id, kind, payload, at)
                select 1, 'task', '{}', now() from generate_series(1, 20000) n;
            """;
}
