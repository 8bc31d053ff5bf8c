package dev.muster.adapter.jdbc.actions;

import dev.muster.actions.ActionsStore;
import dev.muster.actions.BuildRequest;
import dev.muster.actions.JobSeen;
import dev.muster.actions.Pool;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.Ulids;
import dev.muster.dispatch.Runner;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The attempts that GitHub Actions executes, and the runs that were asked for.
public final class JdbcActions implements ActionsStore {

    private static final int FAULT_LENGTH = 2000;

    private final Transactions transactions;
    private final Ulids ulids;
    private final Clock clock;

    /// @param random for our names of runs
    public JdbcActions(Database database, Clock clock, RandomGenerator random) {
        this.transactions = new Transactions(database.jdbi());
        this.ulids = new Ulids(clock, random);
        this.clock = clock;
    }

    @Override
    public void take(
            RepoSlug repo,
            String line,
            CommitSha sha,
            Pool pool,
            Map<AttemptKey, BuildRequest> requests) {
        transactions.run(
                handle -> {
                    var batch =
                            handle.prepareBatch(
                                    """
                                    insert into actions_build (task_id, number, repository_id,
                                        pool, branch, sha, request, state, created_at)
                                    select :task, :number, id, :pool, :branch, :sha, :request,
                                        :state, cast(:now as timestamp with time zone)
                                    from repository where owner = :owner and name = :name
                                    on conflict do nothing
                                    """);
                    requests.forEach(
                            (key, request) ->
                                    ActionsBuilds.bind(batch, key)
                                            .bind("pool", pool.word())
                                            .bind("branch", line)
                                            .bind("sha", sha.value())
                                            .bind("request", Json.of(request))
                                            .bind("state", pool == Pool.PULL ? "asked" : "due")
                                            .bind("now", clock.instant())
                                            .bind("owner", repo.owner())
                                            .bind("name", repo.name())
                                            .add());
                    batch.execute();
                    if (pool == Pool.PULL) {
                        ActionsStops.takeBack(handle, repo, sha);
                    }
                });
    }

    @Override
    public Pool pool(RepoSlug repo, String line) {
        if (!(Line.of(line) instanceof Line.Pull(var number, _))) {
            return Pool.TRUSTED;
        }
        return transactions.in(
                handle ->
                        handle.createQuery(
                                                """
                                                select p.trusted from pull_request p
                                                join repository r on r.id = p.repository_id
                                                where r.owner = :owner and r.name = :name
                                                    and p.number = :number
                                                """)
                                        .bind("owner", repo.owner())
                                        .bind("name", repo.name())
                                        .bind("number", number)
                                        .mapTo(Boolean.class)
                                        .findOne()
                                        .orElse(false)
                                ? Pool.TRUSTED
                                : Pool.PULL);
    }

    @Override
    public Map<AttemptKey, Runner.Observation> observe(Collection<AttemptKey> keys) {
        return transactions.in(handle -> ActionsBuilds.observe(handle, keys, clock.instant()));
    }

    @Override
    public void cancel(AttemptKey key, String why) {
        transactions.run(
                handle -> {
                    ActionsBuilds.cancel(handle, key, why, clock.instant());
                    ActionsStops.ask(handle, key, clock.instant());
                });
    }

    @Override
    public int gather() {
        return transactions.in(handle -> ActionsGather.gather(handle, ulids, clock.instant()));
    }

    @Override
    public List<Dispatch> toSend(String owner, Duration lease, int limit) {
        return transactions.in(
                handle -> {
                    var now = clock.instant();
                    var ids = due(handle, now, limit);
                    var found =
                            ids.isEmpty() ? List.<Dispatch>of() : locked(handle, ids, now, owner);
                    found.forEach(it -> send(handle, it, now.plus(lease), now));
                    return found;
                });
    }

    /// By itself and without locks: H2 locks whatever it looks at to choose.
    private static List<String> due(Handle handle, Instant now, int limit) {
        return handle.createQuery(
                        """
                        select id from actions_dispatch
                        where state in ('due', 'sending', 'unknown') and due_at <= :now
                            and (lease_until is null or lease_until < :now)
                        order by due_at, id limit :limit
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /// Those of them that nobody else has taken meanwhile.
    private static List<Dispatch> locked(
            Handle handle, List<String> ids, Instant now, String owner) {
        var mine =
                handle.createQuery(
                                """
                                select id from actions_dispatch
                                where id in (<ids>) and state in ('due', 'sending', 'unknown')
                                    and due_at <= :now
                                    and (lease_until is null or lease_until < :now)
                                order by id for update skip locked
                                """)
                        .bindList("ids", ids)
                        .bind("now", now)
                        .mapTo(String.class)
                        .list();
        return mine.isEmpty()
                ? List.of()
                : handle.createQuery(
                                """
                                select d.*, r.owner as repository_owner,
                                    r.name as repository_name, r.default_branch
                                from actions_dispatch d
                                join repository r on r.id = d.repository_id
                                where d.id in (<ids>)
                                order by d.due_at, d.id
                                """)
                        .bindList("ids", mine)
                        .map((row, _) -> dispatch(handle, row, owner))
                        .list();
    }

    /// Before the call, so that a killed process leaves the trace that GitHub may have acted.
    private static void send(Handle handle, Dispatch dispatch, Instant until, Instant now) {
        handle.createUpdate(
                        """
                        update actions_dispatch set lease_owner = :owner, lease_until = :until,
                            tries = tries + 1, sent_at = coalesce(sent_at, :now),
                            state = case when state = 'due' then 'sending' else state end
                        where id = :id
                        """)
                .bind("owner", dispatch.owner())
                .bind("until", until)
                .bind("now", now)
                .bind("id", dispatch.id())
                .execute();
    }

    private static Dispatch dispatch(Handle handle, ResultSet row, String owner)
            throws SQLException {
        var id = row.getString("id");
        return new Dispatch(
                id,
                new RepoSlug(row.getString("repository_owner"), row.getString("repository_name")),
                row.getString("default_branch"),
                row.getString("branch"),
                new CommitSha(row.getString("sha")),
                ActionsGather.rows(handle, id),
                !row.getString("state").equals("due"),
                Rows.instant(row, "sent_at"),
                row.getInt("tries"),
                owner);
    }

    @Override
    public void sent(Dispatch dispatch, long runId) {
        settle(
                dispatch,
                """
                update actions_dispatch set state = 'sent', run_id = :run, fault = null,
                    lease_owner = null, lease_until = null, looked_at = :now
                where id = :id and state <> 'ended'
                """,
                runId,
                clock.instant(),
                "");
    }

    @Override
    public void later(Dispatch dispatch, Instant at, String why) {
        settle(
                dispatch,
                """
                update actions_dispatch set state = 'due', due_at = :now, fault = :why,
                    sent_at = null, lease_owner = null, lease_until = null
                where id = :id and lease_owner = :owner and state = 'sending'
                """,
                0,
                at,
                why);
    }

    @Override
    public void unknown(Dispatch dispatch, Instant at, String why) {
        settle(
                dispatch,
                """
                update actions_dispatch set state = 'unknown', due_at = :now, fault = :why,
                    lease_owner = null, lease_until = null
                where id = :id and lease_owner = :owner and state in ('sending', 'unknown')
                """,
                0,
                at,
                why);
    }

    @Override
    public void absent(Dispatch dispatch) {
        settle(
                dispatch,
                """
                update actions_dispatch set state = 'due', due_at = :now, sent_at = null,
                    lease_owner = null, lease_until = null
                where id = :id and lease_owner = :owner and state in ('sending', 'unknown')
                """,
                0,
                clock.instant(),
                "");
    }

    private void settle(Dispatch dispatch, String statement, long runId, Instant at, String why) {
        transactions.run(
                handle ->
                        handle.createUpdate(statement)
                                .bind("run", runId)
                                .bind("now", at)
                                .bind("why", Texts.fit(why, FAULT_LENGTH))
                                .bind("id", dispatch.id())
                                .bind("owner", dispatch.owner())
                                .execute());
    }

    @Override
    public List<AttemptKey> refused(Dispatch dispatch, String why) {
        return transactions.in(
                handle -> {
                    handle.createUpdate(
                                    """
                                    update actions_dispatch set state = 'refused', fault = :why,
                                        lease_owner = null, lease_until = null
                                    where id = :id and state in ('sending', 'unknown')
                                    """)
                            .bind("why", Texts.fit(why, FAULT_LENGTH))
                            .bind("id", dispatch.id())
                            .execute();
                    return ActionsBuilds.end(
                            handle,
                            dispatch.id(),
                            new ActionsBuilds.Ending("INFRA_FAILED", why),
                            clock.instant());
                });
    }

    @Override
    public void adopted(long repository, String dispatch, long runId) {
        transactions.run(
                handle ->
                        handle.createUpdate(
                                        """
                                        update actions_dispatch set state = 'sent', run_id = :run,
                                            fault = null, lease_owner = null, lease_until = null
                                        where id = :id and repository_id = :repository
                                            and run_id is null
                                            and state in ('due', 'sending', 'unknown')
                                        """)
                                .bind("run", runId)
                                .bind("id", dispatch)
                                .bind("repository", repository)
                                .execute());
    }

    @Override
    public List<AttemptKey> seen(long repository, JobSeen job) {
        return transactions.in(
                handle -> ActionsBuilds.seen(handle, repository, job, clock.instant()));
    }

    @Override
    public List<AttemptKey> over(Running run, int runAttempt, String conclusion, Instant at) {
        return transactions.in(
                handle -> {
                    handle.createQuery("select id from actions_dispatch where id = :id for update")
                            .bind("id", run.id())
                            .mapTo(String.class)
                            .findOne();
                    return ActionsBuilds.over(handle, run.id(), runAttempt, conclusion, at);
                });
    }

    @Override
    public List<Running> toLook(Instant notSince, int limit) {
        return transactions.in(handle -> ActionsRuns.toLook(handle, notSince, limit));
    }

    @Override
    public Optional<Running> running(long repository, long runId) {
        return transactions.in(handle -> ActionsRuns.find(handle, repository, runId));
    }

    @Override
    public void glanced(Running run) {
        transactions.run(handle -> ActionsRuns.glanced(handle, run, clock.instant()));
    }

    @Override
    public void looked(Running run) {
        transactions.run(handle -> ActionsRuns.looked(handle, run, clock.instant()));
    }

    @Override
    public void cancelSent(Running run, boolean forced) {
        transactions.run(handle -> ActionsRuns.cancelSent(handle, run, forced, clock.instant()));
    }
}
