package dev.muster.adapter.jdbc.reporting;

import dev.muster.access.Principal;
import dev.muster.adapter.jdbc.access.KeptPost;
import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.tasks.TaskMoves;
import dev.muster.core.attempt.Attempt;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskId;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.external.Post;
import dev.muster.core.external.PostedStatus;
import dev.muster.core.external.Standing;
import dev.muster.digest.Digest;
import dev.muster.external.ExternalTasks;
import dev.muster.external.StatusPost;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/// The tasks of other schedulers' targets.
public final class JdbcExternalTasks implements ExternalTasks {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcExternalTasks.class);
    private static final int BATCH = 100;

    private final Transactions transactions;
    private final Clock clock;

    public JdbcExternalTasks(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public Sight look(StatusPost post) {
        return transactions.in(handle -> ExternalSight.look(handle, post));
    }

    @Override
    public Applied apply(TaskId task, Principal sender, StatusPost post) {
        return transactions.in(
                handle -> {
                    var row = TaskRow.lock(handle, task.value()).orElseThrow();
                    var said = new Said(sender.name(), scheduler(handle, task), post.logUrl());
                    return apply(handle, row, said, post.post());
                });
    }

    /// What is said beside the status.
    ///
    /// @param by who says it, for the audit log
    /// @param scheduler who runs the target
    /// @param logUrl null where it is not said
    private record Said(String by, String scheduler, @Nullable String logUrl) {}

    private Applied apply(Handle handle, TaskRow task, Said said, Post post) {
        var now = clock.instant();
        var before = ExternalAttempts.of(handle, task.id());
        var execution = before.after(post, now);
        var known = before.find(execution.number());
        var beside = new ExternalAttempts.Beside(said.scheduler(), said.logUrl(), post.note());
        if (known.isEmpty()) {
            ExternalAttempts.insert(handle, task.id(), execution, beside, now);
        } else {
            ExternalAttempts.update(handle, task.id(), execution, beside, now);
        }
        var changed = known.isEmpty() || !known.get().equals(execution);
        var after = changed ? moved(task, Standing.of(before.with(execution))) : task;
        if (!changed && execution.attempt() instanceof Attempt.Ended) {
            var key = new AttemptKey(new TaskId(task.id()), execution.number());
            LateReports.count(handle, key, said.by(), status(post), now);
        }
        if (changed) {
            TaskMoves.save(handle, task, after, now);
            audit(handle, task, said, post, now);
            FailureRows.keep(handle, task, execution.number(), post, now);
        }
        return new Applied(
                new TaskId(task.id()),
                task.branch().name(),
                after.status(),
                execution.number(),
                changed,
                task.cancelAskedBy() != null && !after.status().ended());
    }

    private static TaskStatus status(Post post) {
        var verdict = post.status().verdict();
        return verdict == null ? TaskStatus.RUNNING : verdict.status();
    }

    private static TaskRow moved(TaskRow task, Standing standing) {
        return new TaskRow(
                task.id(),
                task.branch(),
                task.position(),
                task.sha(),
                task.target(),
                standing.status(),
                standing.flaky(),
                standing.verdict(),
                standing.verdictAt(),
                standing.attempts(),
                task.maxAttempts(),
                task.external(),
                task.cancelAskedBy());
    }

    private static void audit(Handle handle, TaskRow task, Said said, Post post, Instant now) {
        Audit.append(
                handle,
                now,
                said.by(),
                "task-status",
                "%s %s '%s' %s"
                        .formatted(task.branch().slug(), task.sha(), task.target(), task.id()),
                post.status().word());
    }

    private static String scheduler(Handle handle, TaskId task) {
        return handle.createQuery("select scheduler from task where id = :id")
                .bind("id", task.value())
                .mapTo(String.class)
                .one();
    }

    @Override
    public boolean keep(Principal sender, long repository, StatusPost post, int most) {
        var payload = new KeptPost(sender, post).json();
        return transactions.in(
                handle ->
                        kept(handle, sender) < most
                                && keep(handle, sender, repository, post, payload));
    }

    private static int kept(Handle handle, Principal sender) {
        return handle.createQuery("select count(*) from kept_post where token_id = :token")
                .bind("token", sender.id())
                .mapTo(Integer.class)
                .one();
    }

    private boolean keep(
            Handle handle, Principal sender, long repository, StatusPost post, String payload) {
        handle.createUpdate(
                        """
                        insert into kept_post (repository_id, sha, token_id, digest, payload, kept_at)
                        values (:repository, :sha, :token, :digest, :payload, :now)
                        on conflict do nothing
                        """)
                .bind("repository", repository)
                .bind("sha", post.sha().value())
                .bind("token", sender.id())
                .bind("digest", Digest.of(payload).hex())
                .bind("payload", payload.replace("\\u0000", " "))
                .bind("now", clock.instant())
                .execute();
        return true;
    }

    private record Ripe(long id, String payload) {}

    /// A post is forgotten when it has been applied: an instance that dies in between leaves it to
    /// be applied again, which changes nothing.
    @Override
    public int ripe(Instant oldest, BiConsumer<Principal, StatusPost> take) {
        var ripe = transactions.in(JdbcExternalTasks::ripe);
        for (var it : ripe) {
            var kept = KeptPost.read(it.payload());
            take.accept(kept.sender(), kept.post());
            transactions.run(
                    handle ->
                            handle.createUpdate("delete from kept_post where id = :id")
                                    .bind("id", it.id())
                                    .execute());
        }
        return ripe.size() + forget(oldest);
    }

    private static List<Ripe> ripe(Handle handle) {
        return handle.createQuery(
                        """
                        select k.id, k.payload from kept_post k
                        where exists (select 1 from landed_commit c
                            where c.repository_id = k.repository_id and c.sha = k.sha
                                and c.config_state <> 'unread')
                        order by k.id limit :limit
                        """)
                .bind("limit", BATCH)
                .map((row, _) -> new Ripe(row.getLong("id"), row.getString("payload")))
                .list();
    }

    private int forget(Instant oldest) {
        var forgotten =
                transactions.in(
                        handle ->
                                handle.createUpdate("delete from kept_post where kept_at < :oldest")
                                        .bind("oldest", oldest)
                                        .execute());
        if (forgotten > 0) {
            LOG.atInfo()
                    .addKeyValue("posts", forgotten)
                    .log("Posts are forgotten whose commits never became known");
        }
        return forgotten;
    }

    @Override
    public int expire(Duration grace) {
        var now = clock.instant();
        var late =
                transactions.in(
                        handle ->
                                handle.createQuery(
                                                """
                                                select a.task_id, a.number, a.dispatched_at,
                                                    t.timeout_seconds
                                                from attempt a join task t on t.id = a.task_id
                                                where a.finished_at is null and t.external
                                                    and a.dispatched_at < :latest
                                                """)
                                        .bind("latest", now.minus(grace))
                                        .map(
                                                (row, _) ->
                                                        new Unfinished(
                                                                row.getString("task_id"),
                                                                row.getInt("number"),
                                                                Rows.time(row, "dispatched_at")
                                                                        .plusSeconds(
                                                                                row.getInt(
                                                                                        "timeout_seconds"))
                                                                        .plus(grace)))
                                        .list());
        return (int)
                late.stream().filter(it -> now.isAfter(it.until()) && giveUp(it, grace)).count();
    }

    private record Unfinished(String task, int number, Instant until) {}

    private boolean giveUp(Unfinished unfinished, Duration grace) {
        var note = "no end was told %d minutes past the timeout".formatted(grace.toMinutes());
        return transactions.in(
                handle -> {
                    var task = TaskRow.lock(handle, unfinished.task()).orElseThrow();
                    var said =
                            new Said(
                                    "muster",
                                    scheduler(handle, new TaskId(unfinished.task())),
                                    null);
                    var post =
                            new Post(
                                    PostedStatus.INFRA_FAILURE,
                                    unfinished.number(),
                                    null,
                                    null,
                                    null,
                                    false,
                                    note);
                    return apply(handle, task, said, post).changed();
                });
    }
}
