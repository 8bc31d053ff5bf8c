package dev.muster.adapter.jdbc.pulls;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.checks.CheckFacts;
import dev.muster.checks.CheckSettings;
import dev.muster.checks.CheckStore;
import dev.muster.checks.Urgency;
import dev.muster.checks.WantedCheck;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.Ulids;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The check runs: wanted and confirmed.
public final class JdbcChecks implements CheckStore {

    private static final int FAULT_LENGTH = 2000;

    private final Transactions transactions;
    private final Ulids ulids;
    private final Clock clock;

    /// @param random for our names of check runs
    public JdbcChecks(Database database, Clock clock, RandomGenerator random) {
        this.transactions = new Transactions(database.jdbi());
        this.ulids = new Ulids(clock, random);
        this.clock = clock;
    }

    @Override
    public List<Due> due(int limit) {
        return transactions.reading(
                handle ->
                        handle.createQuery(
                                        """
                                        select repository_id, branch, sha, version from check_due
                                        order by due_at limit :limit
                                        """)
                                .bind("limit", limit)
                                .map(
                                        (row, _) ->
                                                new Due(
                                                        row.getLong("repository_id"),
                                                        row.getString("branch"),
                                                        row.getString("sha"),
                                                        row.getLong("version")))
                                .list());
    }

    @Override
    public CheckFacts facts(Due due, CheckSettings settings) {
        return transactions.in(handle -> CheckFactRows.of(handle, due, settings, clock.instant()));
    }

    @Override
    public void want(Due due, List<WantedCheck> checks, Duration pause) {
        transactions.run(
                handle -> {
                    var now = clock.instant();
                    want(handle, due, checks, pause, now);
                    handle.createUpdate(
                                    """
                                    delete from check_due
                                    where repository_id = :repository and branch = :branch
                                        and sha = :sha and version = :version
                                    """)
                            .bind("repository", due.repository())
                            .bind("branch", due.line())
                            .bind("sha", due.sha())
                            .bind("version", due.version())
                            .execute();
                });
    }

    private void want(
            Handle handle, Due due, List<WantedCheck> checks, Duration pause, Instant now) {
        var known = known(handle, due);
        var make =
                handle.prepareBatch(
                        """
                        insert into check_run (external_id, repository_id, branch,
                            sha, name, wanted, wanted_version, wanted_at, final,
                            confirmed_version, state, priority, due_at, tries)
                        values (:id, :repository, :branch, :sha, :name, :wanted, 1,
                            :now, :final, 0, 'due', :priority, :now, 0)
                        on conflict do nothing
                        """);
        var change =
                handle.prepareBatch(
                        """
                        update check_run set wanted = :wanted, wanted_version = wanted_version + 1,
                            wanted_at = :now, final = :final, priority = :priority,
                            due_at = case when state = 'due' and due_at < :due then due_at
                                else :due end,
                            state = case when state = 'unknown' then state else 'due' end
                        where repository_id = :repository and branch = :branch and sha = :sha
                            and name = :name
                        """);
        for (var check : checks) {
            var before = known.get(check.name());
            if (before == null) {
                bind(make, due, check)
                        .bind("id", ulids.next())
                        .bind("wanted", Json.of(check))
                        .bind("now", now)
                        .bind("priority", priority(due, check, check.atFirst()))
                        .add();
            } else {
                change(change, due, check, before, check.progress() ? pause : Duration.ZERO, now);
            }
        }
        if (change.size() > 0) {
            change.execute();
        }
        if (make.size() > 0 && IntStream.of(make.execute()).anyMatch(made -> made == 0)) {
            // Another instance made one meanwhile: now it is known.
            want(handle, due, checks, pause, now);
        }
    }

    /// The check runs of a commit, locked.
    private static Map<String, Known> known(Handle handle, Due due) {
        return handle.createQuery(
                        """
                        select name, wanted, confirmed_at, confirmed_version,
                            case when state = 'agreed' then null else priority end as unshown
                        from check_run
                        where repository_id = :repository and branch = :branch and sha = :sha
                        order by name for update
                        """)
                .bind("repository", due.repository())
                .bind("branch", due.line())
                .bind("sha", due.sha())
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getString("name"),
                                        new Known(
                                                row.getString("wanted"),
                                                Rows.instant(row, "confirmed_at"),
                                                row.getLong("confirmed_version"),
                                                Rows.number(row, "unshown"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void change(
            PreparedBatch batch,
            Due due,
            WantedCheck check,
            Known known,
            Duration pause,
            Instant now) {
        var text = Json.of(check);
        if (known.wanted().equals(text)) {
            return;
        }
        var before = Json.to(known.wanted(), WantedCheck.class);
        var urgency = check.after(before, known.confirmedVersion() <= 1);
        var earliest =
                urgency != Urgency.PROGRESS || known.confirmedAt() == null
                        ? now
                        : known.confirmedAt().plus(pause);
        bind(batch, due, check)
                .bind("wanted", text)
                .bind("now", now)
                .bind("due", earliest.isBefore(now) ? now : earliest)
                .bind("priority", priority(due, check, known.atLeast(urgency)))
                .add();
    }

    private static int priority(Due due, WantedCheck check, Urgency urgency) {
        return CheckClaims.priority(check, urgency, Line.of(due.line()));
    }

    /// @param unshown the priority of what GitHub was to show and does not yet; null where it does
    private record Known(
            String wanted,
            @Nullable Instant confirmedAt,
            long confirmedVersion,
            @Nullable Long unshown) {

        /// What was urgent stays so until it is shown, whatever is wanted in its place.
        Urgency atLeast(Urgency urgency) {
            return unshown == null
                    ? urgency
                    : urgency.or(CheckClaims.urgency(Math.toIntExact(unshown)));
        }
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Due due, WantedCheck check) {
        return statement
                .bind("repository", due.repository())
                .bind("branch", due.line())
                .bind("sha", due.sha())
                .bind("name", check.name())
                .bind("final", check.concluded());
    }

    @Override
    public List<Pending> claim(
            About about, Set<Long> resting, String owner, Duration lease, int limit) {
        return transactions.in(
                handle -> {
                    var now = clock.instant();
                    var claims = new CheckClaims(handle, now);
                    return claims.claim(about, resting, limit, owner, now.plus(lease));
                });
    }

    @Override
    public void confirmed(Pending pending, long githubId) {
        settle(
                pending,
                """
                update check_run set github_id = :github, confirmed_version = :version,
                    confirmed_at = :now, tries = 0, fault = null, lease_owner = null,
                    lease_until = null,
                    state = case when wanted_version = :version then 'agreed' else 'due' end
                where external_id = :id and lease_owner = :owner
                """,
                githubId,
                clock.instant(),
                "");
    }

    @Override
    public void found(Pending pending, long githubId) {
        settle(
                pending,
                """
                update check_run set github_id = :github, state = 'due', due_at = :now,
                    lease_owner = null, lease_until = null
                where external_id = :id and lease_owner = :owner
                """,
                githubId,
                clock.instant(),
                "");
    }

    @Override
    public void later(Pending pending, Instant at, String why) {
        settle(
                pending,
                """
                update check_run set state = 'due', due_at = :now, fault = :why, tries = tries - 1,
                    lease_owner = null, lease_until = null
                where external_id = :id and lease_owner = :owner
                """,
                0,
                at,
                why);
    }

    @Override
    public void unknown(Pending pending, Instant at, String why) {
        settle(
                pending,
                """
                update check_run set state = 'unknown', due_at = :now, fault = :why,
                    lease_owner = null, lease_until = null
                where external_id = :id and lease_owner = :owner
                """,
                0,
                at,
                why);
    }

    @Override
    public void absent(Pending pending) {
        settle(
                pending,
                """
                update check_run set state = 'due', due_at = :now, tries = 0, github_id = null,
                    lease_owner = null, lease_until = null
                where external_id = :id and lease_owner = :owner
                """,
                0,
                clock.instant(),
                "");
    }

    @Override
    public void refused(Pending pending, String why) {
        settle(
                pending,
                """
                update check_run set fault = :why, lease_owner = null, lease_until = null,
                    state = case when wanted_version = :version then 'refused' else 'due' end
                where external_id = :id and lease_owner = :owner
                """,
                0,
                clock.instant(),
                why);
    }

    private void settle(Pending pending, String statement, long githubId, Instant at, String why) {
        transactions.run(
                handle ->
                        handle.createUpdate(statement)
                                .bind("github", githubId)
                                .bind("version", pending.version())
                                .bind("now", at)
                                .bind("why", Texts.fit(why, FAULT_LENGTH))
                                .bind("id", pending.externalId())
                                .bind("owner", pending.owner())
                                .execute());
    }
}
