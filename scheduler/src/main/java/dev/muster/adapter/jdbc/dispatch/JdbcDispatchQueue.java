package dev.muster.adapter.jdbc.dispatch;

import dev.muster.adapter.jdbc.evidence.TaskRuns;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.planning.StoredConfigs;
import dev.muster.adapter.jdbc.tasks.TaskMoves;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.Target;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.TaskStatus;
import dev.muster.dispatch.Assignment;
import dev.muster.dispatch.Choice;
import dev.muster.dispatch.DispatchQueue;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.dispatch.Held;
import dev.muster.dispatch.Runner;
import dev.muster.generate.Recipes;
import dev.muster.planning.RepositoryKind;
import dev.muster.report.RunProperties;

import org.jdbi.v3.core.Handle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The dispatch queue: rows claimed with a lease, each claim with its attempt in one transaction.
public final class JdbcDispatchQueue implements DispatchQueue {

    private static final int MOST_AT_ONCE = 1000;

    private final Transactions transactions;
    private final StoredConfigs configs = new StoredConfigs();
    private final Clock clock;
    private final String kind;
    private final Runner runner;

    /// @param kind the kind of the repositories whose tasks are claimed
    /// @param runner the one that attempts are handed to
    public JdbcDispatchQueue(Database database, Clock clock, RepositoryKind kind, Runner runner) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
        this.kind = kind.word();
        this.runner = runner;
    }

    @Override
    public List<Held> claim(DispatchSettings settings) {
        var now = clock.instant();
        return transactions.reading(handle -> anyDue(handle, now))
                ? transactions.in(handle -> claim(handle, settings, now))
                : List.of();
    }

    private List<Held> claim(Handle handle, DispatchSettings settings, Instant now) {
        handle.createQuery("select id from dispatch_gate where id = 1 for update")
                .mapTo(Integer.class)
                .one();
        var inUse = QueueCandidates.inUse(handle);
        var room = Math.min(MOST_AT_ONCE, settings.room() - mine(handle, settings.owner()));
        if (room <= 0) {
            return List.of();
        }
        var candidates = new QueueCandidates(handle, kind, now).locked(inUse, room);
        var chosen =
                Choice.of(
                        candidates,
                        inUse,
                        TurnRows.of(handle, kind),
                        TurnRows.shares(handle, settings.shares()),
                        room);
        TurnRows.count(handle, chosen);
        var tasks = chosen.stream().map(Choice.Candidate::task).toList();
        if (tasks.isEmpty()) {
            return List.of();
        }
        take(handle, tasks, settings, now);
        return HeldRows.some(handle, tasks);
    }

    /// Nothing where all repositories are of another kind. Asked of an index for its first entry:
    /// however much waits, that is one row. The owner stands in the order for PostgreSQL, which
    /// does not see that it is the same for all.
    private boolean anyDue(Handle handle, Instant now) {
        return handle.createQuery(
                        """
                        select due_at from dispatch_queue where lease_owner is null
                            and exists (select 1 from repository where kind = :kind)
                        order by lease_owner, due_at limit 1
                        """)
                .bind("kind", kind)
                .map((row, _) -> Rows.time(row, "due_at"))
                .findOne()
                .filter(due -> !due.isAfter(now))
                .isPresent();
    }

    private static int mine(Handle handle, String owner) {
        return handle.createQuery("select count(*) from dispatch_queue where lease_owner = :owner")
                .bind("owner", owner)
                .mapTo(Integer.class)
                .one();
    }

    private void take(Handle handle, List<String> tasks, DispatchSettings settings, Instant now) {
        var taken =
                handle.createUpdate(
                                """
                                update dispatch_queue
                                set lease_owner = :owner, lease_until = :until
                                where task_id in (<tasks>) and lease_owner is null
                                """)
                        .bind("owner", settings.owner())
                        .bind("until", now.plus(settings.lease()))
                        .bindList("tasks", tasks)
                        .execute();
        if (taken != tasks.size()) {
            throw new IllegalStateException("locked places in the queue changed");
        }
        var before = TaskRow.lock(handle, tasks);
        attempts(handle, before, now);
        TaskMoves.handedOut(handle, before, now);
    }

    private void attempts(Handle handle, List<TaskRow> before, Instant now) {
        var batch =
                handle.prepareBatch(
                        """
                        insert into attempt (task_id, number, status, cause, requested_by,
                            requested_reason, parameters, runner, place, dispatched_at,
                            agreed_at)
                        select task_id, :number, 'dispatched', cause, requested_by,
                            requested_reason, parameters, :runner, :place, cast(:now as timestamp with time zone),
                            cast(:now as timestamp with time zone)
                        from dispatch_queue where task_id = :task
                        """);
        for (var task : before) {
            batch.bind("number", task.attempts() + 1)
                    .bind("runner", runner.name())
                    .bind("place", runner.place())
                    .bind("now", now)
                    .bind("task", task.id())
                    .add();
        }
        batch.execute();
    }

    @Override
    public List<Held> renew(DispatchSettings settings) {
        return transactions.in(
                handle -> {
                    var now = clock.instant();
                    HeldRows.renew(handle, settings, kind, now);
                    return HeldRows.of(handle, settings.owner());
                });
    }

    @Override
    public Optional<Held> held(AttemptKey attempt, String owner) {
        return transactions.in(
                handle ->
                        HeldRows.one(handle, attempt.task().value())
                                .filter(
                                        held ->
                                                held.key().equals(attempt)
                                                        && held.owner().equals(owner)));
    }

    @Override
    public List<Held> unwanted(String owner) {
        return transactions.in(handle -> HeldRows.unwanted(handle, owner));
    }

    @Override
    public boolean isOpen(AttemptKey attempt) {
        return transactions.in(
                handle ->
                        handle.createQuery(
                                        """
                                        select number from attempt
                                        where task_id = :task and number = :number
                                            and %s
                                        """
                                                .formatted(TaskRuns.NOT_OVER))
                                .bind("task", attempt.task().value())
                                .bind("number", attempt.number())
                                .mapTo(Integer.class)
                                .findOne()
                                .isPresent());
    }

    @Override
    public Map<AttemptKey, Assignment> assignments(List<Held> held) {
        if (held.isEmpty()) {
            return Map.of();
        }
        var task = held.getFirst().task();
        return transactions.in(
                handle -> {
                    var found = new HashMap<AttemptKey, Assignment>();
                    var all =
                            BranchKey.find(handle, task.repo(), task.branch())
                                    .map(it -> configs(handle, it, task.commit()))
                                    .orElse(List.of());
                    var parameters = AttemptParameters.of(handle, held);
                    for (var one : held) {
                        all.stream()
                                .filter(it -> it.path().equals(one.task().configPath()))
                                .findFirst()
                                .flatMap(
                                        config ->
                                                assignment(
                                                        one,
                                                        config,
                                                        parameters.getOrDefault(
                                                                one.key(), Map.of())))
                                .ifPresent(it -> found.put(one.key(), it));
                    }
                    return found;
                });
    }

    private List<CiConfig> configs(Handle handle, BranchKey branch, CommitSha commit) {
        return configs.of(handle, branch.repository(), commit.value());
    }

    private static Optional<Assignment> assignment(
            Held held, CiConfig config, Map<String, PropertyValue> parameters) {
        var task = held.task();
        return config.targets().stream()
                .filter(it -> it.name().value().equals(task.target()))
                .findFirst()
                .map(
                        target ->
                                new Assignment(
                                        held.key(),
                                        task.repo(),
                                        task.branch(),
                                        task.commit(),
                                        target,
                                        Effective.runsOn(config, target, Map.of()),
                                        lane(target),
                                        environment(held, config, target, parameters)));
    }

    /// A target without a command is run by its recipe's workflow.
    private static String lane(Target target) {
        var recipe = target.work().recipe();
        var file = recipe == null ? Optional.<String>empty() : Recipes.fileName(recipe);
        return new Recipes(file.map(Set::of).orElse(Set.of())).lane(target);
    }

    private static Map<String, String> environment(
            Held held, CiConfig config, Target target, Map<String, PropertyValue> parameters) {
        var task = held.task();
        var postsubmit = Line.isBranch(task.branch());
        return Map.of(
                RunProperties.VARIABLE,
                RunProperties.of(config, target, postsubmit, parameters),
                "MUSTER_EVENT",
                Line.of(task.branch()).event(),
                "MUSTER_REPO",
                task.repo().toString(),
                "MUSTER_BRANCH",
                Line.of(task.branch()).base(),
                "MUSTER_COMMIT",
                task.commit().value(),
                "MUSTER_TARGET",
                task.target(),
                "MUSTER_TASK",
                held.key().task().value(),
                "MUSTER_ATTEMPT",
                String.valueOf(held.key().number()));
    }

    @Override
    public void accepted(Held held, String build) {
        transactions.run(
                handle ->
                        handle.createUpdate(
                                        """
                                        update attempt set build = :build
                                        where task_id = :task and number = :number
                                            and %s
                                        """
                                                .formatted(TaskRuns.NOT_OVER))
                                .bind("build", build)
                                .bind("task", held.key().task().value())
                                .bind("number", held.key().number())
                                .execute());
    }

    @Override
    public void putBack(Held held, Duration retryAfter) {
        transactions.run(handle -> putBack(handle, held, retryAfter, clock.instant()));
    }

    private static void putBack(Handle handle, Held held, Duration retryAfter, Instant now) {
        var task = held.key().task().value();
        var released =
                handle.createUpdate(
                                """
                                update dispatch_queue
                                set lease_owner = null, lease_until = null, due_at = :due
                                where task_id = :task and lease_owner = :owner
                                """)
                        .bind("due", now.plus(retryAfter))
                        .bind("task", task)
                        .bind("owner", held.owner())
                        .execute();
        if (released == 0) {
            return;
        }
        var before = TaskRow.lock(handle, task).orElseThrow();
        handle.createUpdate(
                        """
                        delete from attempt
                        where task_id = :task and number = :number and status = 'dispatched'
                        """)
                .bind("task", task)
                .bind("number", held.key().number())
                .execute();
        var after = before.withAttempts(before.attempts() - 1).moved(TaskStatus.QUEUED);
        TaskMoves.save(handle, before, after, now);
    }
}
