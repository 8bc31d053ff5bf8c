package dev.muster.adapter.jdbc.pulls;

import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.checks.CheckStore;
import dev.muster.checks.CheckStore.Pending;
import dev.muster.checks.Urgency;
import dev.muster.checks.WantedCheck;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Claims of check runs that are to be sent, in their order.
final class CheckClaims {

    private static final int FIRST = 1;
    private static final int OF_A_TARGET = Urgency.values().length;
    private static final int FIRST_OF_TARGETS = FIRST + OF_A_TARGET;
    private static final long NO_REPOSITORY = 0;

    private final Handle handle;
    private final Instant now;

    CheckClaims(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    /// All about the whole goes before anything about a target, and what moves a merge group before
    /// what moves a pull request.
    static int priority(WantedCheck check, Urgency urgency, Line line) {
        var priority = FIRST + urgency.ordinal();
        if (!check.ofTheWhole()) {
            return priority + OF_A_TARGET;
        }
        var ahead = line instanceof Line.Queue && urgency != Urgency.PROGRESS;
        return ahead ? priority - 1 : priority;
    }

    /// How urgent what has a priority is; for a merge group's news, which everyone behind it in the
    /// queue waits for, as a verdict.
    static Urgency urgency(int priority) {
        return Urgency.values()[Math.max(0, priority - FIRST) % OF_A_TARGET];
    }

    List<Pending> claim(
            CheckStore.About about, Set<Long> resting, int limit, String owner, Instant until) {
        var ids = first(about, resting, limit);
        var mine = ids.isEmpty() ? ids : locked(ids);
        var found = mine.isEmpty() ? List.<Pending>of() : pending(mine, owner);
        take(found, until);
        return found;
    }

    /// Chosen without locks, for H2 locks whatever it looks at; and of each state by itself, so
    /// that an index gives the first ones, however many wait behind them.
    private List<String> first(CheckStore.About about, Set<Long> resting, int limit) {
        return Stream.of("unknown", "due")
                .flatMap(state -> first(state, about, resting, limit).stream())
                .sorted(Comparator.comparing(Waiting::priority).thenComparing(Waiting::dueAt))
                .limit(limit)
                .map(Waiting::externalId)
                .toList();
    }

    private record Waiting(String externalId, int priority, Instant dueAt) {}

    private List<Waiting> first(
            String state, CheckStore.About about, Set<Long> resting, int limit) {
        var whole = about == CheckStore.About.THE_WHOLE;
        return handle.createQuery(
                        """
                        select external_id, priority, due_at from check_run
                        where state = :state and priority between :first and :last
                            and due_at <= :now and repository_id not in (<resting>)
                            and (lease_until is null or lease_until < :now)
                        order by state, priority, due_at limit :limit
                        """)
                .bind("state", state)
                .bind("now", now)
                .bind("first", whole ? 0 : FIRST_OF_TARGETS)
                .bind("last", whole ? FIRST_OF_TARGETS - 1 : Integer.MAX_VALUE)
                .bindList("resting", resting.isEmpty() ? Set.of(NO_REPOSITORY) : resting)
                .bind("limit", limit)
                .map(
                        (row, _) ->
                                new Waiting(
                                        row.getString("external_id"),
                                        row.getInt("priority"),
                                        Rows.time(row, "due_at")))
                .list();
    }

    /// Those of them that nobody else has taken meanwhile, by themselves.
    private List<String> locked(List<String> ids) {
        return handle.createQuery(
                        """
                        select external_id from check_run
                        where external_id in (<ids>) and state in ('due', 'unknown')
                            and due_at <= :now and (lease_until is null or lease_until < :now)
                        order by external_id for update skip locked
                        """)
                .bindList("ids", ids)
                .bind("now", now)
                .mapTo(String.class)
                .list();
    }

    private List<Pending> pending(List<String> ids, String owner) {
        return handle.createQuery(
                        """
                        select c.*, r.owner as repository_owner, r.name as repository_name
                        from check_run c
                        join repository r on r.id = c.repository_id
                        where c.external_id in (<ids>)
                        order by c.priority, c.due_at
                        """)
                .bindList("ids", ids)
                .map((row, _) -> pending(row, owner))
                .list();
    }

    private void take(List<Pending> found, Instant until) {
        var batch =
                handle.prepareBatch(
                        """
                        update check_run set lease_owner = :owner, lease_until = :until,
                            tries = tries + 1
                        where external_id = :id
                        """);
        for (var pending : found) {
            batch.bind("owner", pending.owner())
                    .bind("until", until)
                    .bind("id", pending.externalId())
                    .add();
        }
        if (!found.isEmpty()) {
            batch.execute();
        }
    }

    private static Pending pending(ResultSet row, String owner) throws SQLException {
        return new Pending(
                row.getString("external_id"),
                row.getLong("repository_id"),
                new RepoSlug(row.getString("repository_owner"), row.getString("repository_name")),
                new CommitSha(row.getString("sha")),
                Json.to(row.getString("wanted"), WantedCheck.class),
                Rows.number(row, "github_id"),
                urgency(row.getInt("priority")),
                row.getLong("wanted_version"),
                row.getString("state").equals("unknown") || row.getInt("tries") > 0,
                row.getInt("tries"),
                owner);
    }
}
