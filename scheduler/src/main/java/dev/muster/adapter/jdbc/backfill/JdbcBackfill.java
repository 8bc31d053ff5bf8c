package dev.muster.adapter.jdbc.backfill;

import dev.muster.adapter.jdbc.dispatch.QueuePlace;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.backfill.BackfillStore;
import dev.muster.core.backfill.Capacity.Pool;
import dev.muster.core.backfill.Pick;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What waits and what room there is, and the queue for what was chosen.
public final class JdbcBackfill implements BackfillStore {

    /// Lines longer than this are not counted to their end.
    private static final int MOST_COUNTED = 20_000;

    private static final int URGENT = 29;

    private final Transactions transactions;
    private final Clock clock;
    private final String kind;
    private final BacklogRows backlog;

    /// @param kind the kind of the repositories whose tasks are queued
    /// @param settings by which repositories are planned
    public JdbcBackfill(
            Database database, RepositoryKind kind, PlanningSettings settings, Clock clock) {
        this.kind = kind.word();
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
        this.backlog = new BacklogRows(kind, settings, clock);
    }

    @Override
    public OptionalLong begin(String owner, Duration lease) {
        return transactions.in(
                handle -> {
                    var now = clock.instant();
                    var taken =
                            handle.createUpdate(
                                            """
                                            update backfill_round
                                            set lease_owner = :owner, lease_until = :until
                                            where kind = :kind and (lease_owner is null
                                                or lease_owner = :owner or lease_until < :now)
                                            """)
                                    .bind("kind", kind)
                                    .bind("owner", owner)
                                    .bind("until", now.plus(lease))
                                    .bind("now", now)
                                    .execute();
                    return taken == 0 ? OptionalLong.empty() : OptionalLong.of(picked(handle));
                });
    }

    private long picked(Handle handle) {
        return handle.createQuery("select picked from backfill_round where kind = :kind")
                .bind("kind", kind)
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void end(String owner, int picked) {
        transactions.run(
                handle ->
                        handle.createUpdate(
                                        """
                                        update backfill_round set lease_owner = null,
                                            lease_until = null, picked = picked + :picked
                                        where kind = :kind and lease_owner = :owner
                                        """)
                                .bind("kind", kind)
                                .bind("picked", picked)
                                .bind("owner", owner)
                                .execute());
    }

    @Override
    public Backlog backlog(@Nullable RepoSlug repo, Instant since) {
        return transactions.in(handle -> backlog.read(handle, repo, since));
    }

    @Override
    public Occupancy occupancy(String owner) {
        return transactions.in(
                handle -> {
                    var length = length(handle);
                    return length == MOST_COUNTED
                            ? new Occupancy(Map.of(), Map.of(), length, 0, Map.of())
                            : counted(handle, owner);
                });
    }

    private int length(Handle handle) {
        return handle.createQuery(
                        """
                        select count(*) from (select 1 as one from dispatch_queue
                            where lease_owner is null and repository_id in (
                                select id from repository where kind = :kind)
                            limit :most) as line
                        """)
                .bind("kind", kind)
                .bind("most", MOST_COUNTED)
                .mapTo(Integer.class)
                .one();
    }

    /// How many tasks of a pool there are.
    private record Count(
            Pool pool, int busy, int urgent, int unclaimed, int mine, int backfilled) {}

    private Occupancy counted(Handle handle, String owner) {
        var counts =
                handle.createQuery(
                                """
                                select r.owner, r.name, q.platform, count(*) as busy,
                                    sum(case when q.priority <= :urgent then 1 else 0 end)
                                        as urgent,
                                    sum(case when q.lease_owner is null then 1 else 0 end)
                                        as unclaimed,
                                    sum(case when q.lease_owner = :owner then 1 else 0 end)
                                        as mine,
                                    sum(case when q.cause = 'backfill' and (:takesAll or
                                        q.lease_owner is null) then 1 else 0 end) as backfilled
                                from dispatch_queue q join repository r on r.id = q.repository_id
                                where r.kind = :kind
                                group by r.owner, r.name, q.platform
                                """)
                        .bind("kind", kind)
                        .bind("takesAll", kind.equals(RepositoryKind.GITHUB.word()))
                        .bind("urgent", URGENT)
                        .bind("owner", owner)
                        .map(
                                (row, _) ->
                                        new Count(
                                                new Pool(
                                                        new RepoSlug(
                                                                row.getString("owner"),
                                                                row.getString("name")),
                                                        row.getString("platform")),
                                                row.getInt("busy"),
                                                row.getInt("urgent"),
                                                row.getInt("unclaimed"),
                                                row.getInt("mine"),
                                                row.getInt("backfilled")))
                        .list();
        var busy = new HashMap<Pool, Integer>();
        var urgent = new HashMap<Pool, Integer>();
        var backfilled = new HashMap<Pool, Integer>();
        counts.forEach(it -> busy.put(it.pool(), it.busy()));
        counts.forEach(it -> urgent.put(it.pool(), it.urgent()));
        counts.stream()
                .filter(it -> it.backfilled() > 0)
                .forEach(it -> backfilled.put(it.pool(), it.backfilled()));
        return new Occupancy(
                busy,
                urgent,
                counts.stream().mapToInt(Count::unclaimed).sum(),
                counts.stream().mapToInt(Count::mine).sum(),
                backfilled);
    }

    @Override
    public int queue(List<Pick> picks) {
        var byBranch = new LinkedHashMap<Branch, List<Pick>>();
        picks.forEach(
                it ->
                        byBranch.computeIfAbsent(
                                        new Branch(it.repo(), it.branch()), _ -> new ArrayList<>())
                                .add(it));
        var queued = 0;
        for (var branch : byBranch.entrySet()) {
            queued += transactions.in(handle -> queue(handle, branch.getKey(), branch.getValue()));
        }
        return queued;
    }

    private record Branch(RepoSlug repo, String name) {}

    private int queue(Handle handle, Branch branch, List<Pick> picks) {
        return BranchKey.find(handle, branch.repo(), branch.name())
                .map(key -> PickRows.queue(handle, key, picks, clock.instant()))
                .orElse(0);
    }

    @Override
    public Optional<Place> place(TaskId task) {
        return transactions.in(
                handle ->
                        handle.createQuery(
                                        """
                                        select t.*, r.owner, r.name, q.due_at,
                                            q.capacity as line_capacity,
                                            (select count(*) from dispatch_queue o
                                                where o.repository_id = t.repository_id
                                                    and o.platform = t.platform
                                                    and o.lease_owner is not null) as running
                                        from task t join repository r on r.id = t.repository_id
                                        left join dispatch_queue q on q.task_id = t.id
                                        where t.id = :id and r.kind = :kind and not t.external
                                            and t.status in ('waiting', 'queued')
                                        """)
                                .bind("kind", kind)
                                .bind("id", task.value())
                                .map(
                                        (row, _) ->
                                                new Place(
                                                        new RepoSlug(
                                                                row.getString("owner"),
                                                                row.getString("name")),
                                                        row.getString("branch"),
                                                        new CommitSha(row.getString("sha")),
                                                        row.getString("target"),
                                                        line(handle, row)))
                                .findOne()
                                .filter(it -> Line.isBranch(it.branch()) || it.line() != null));
    }

    private static @Nullable InLine line(Handle handle, ResultSet row) throws SQLException {
        var place = QueuePlace.of(handle, row.getString("id"));
        return place == null
                ? null
                : new InLine(
                        place,
                        Rows.time(row, "due_at"),
                        row.getString("platform"),
                        row.getObject("line_capacity", Integer.class),
                        row.getInt("running"));
    }
}
