package dev.muster.adapter.jdbc.stability;

import dev.muster.adapter.jdbc.evidence.ActiveQuarantine;
import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.EventLog;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.bot.Tidings;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.Ulids;
import dev.muster.stability.Quarantines.Order;
import dev.muster.stability.Quarantines.Outcome;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The quarantines of targets, the ended ones among them.
public final class QuarantineRows {

    /// Who acts where no person does.
    public static final String BOT = "muster";

    private final Ulids ulids;

    QuarantineRows(Ulids ulids) {
        this.ulids = ulids;
    }

    /// @param id of the quarantine
    /// @param branch where it holds
    /// @param target what it holds for
    /// @param owner who answers for mending it
    private record Active(String id, BranchKey branch, String target, String owner) {

        static Active of(ResultSet row) throws SQLException {
            return new Active(
                    row.getString("id"),
                    new BranchKey(
                            row.getLong("repository_id"),
                            new RepoSlug(row.getString("owner_name"), row.getString("name")),
                            row.getString("branch")),
                    row.getString("target"),
                    row.getString("quarantine_owner"));
        }
    }

    /// What the branch's newest configuration says of a target.
    ///
    /// @param owner who answers for it; empty where nobody does
    /// @param idle why its failures are in nobody's way anyhow; null where they may be
    private record Declared(String owner, @Nullable String idle) {

        static Declared of(ResultSet row) throws SQLException {
            return new Declared(
                    row.getString("owner"),
                    !row.getBoolean("listed")
                            ? "is no longer in the configuration of"
                            : row.getBoolean("bringup") ? "is in bringup on" : null);
        }
    }

    private static final String SELECT =
            """
            select q.id, q.repository_id, q.branch, q.target, q.owner as quarantine_owner,
                r.owner as owner_name, r.name
            from quarantine q join repository r on r.id = q.repository_id
            """;

    private static final String FROM_NOW_ON =
            """
            set mended_position = (select newest_position from branch b
                where b.repository_id = :repository and b.name = :branch)
            """;
    private static final String STABILITY = "target_stability " + FROM_NOW_ON + " where";
    private static final String HOLDING =
            "quarantine " + FROM_NOW_ON + " where active is not null and";

    Outcome set(Handle handle, BranchKey branch, Order order, Instant now) {
        var declared =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select coalesce(owner, '') as owner, bringup,
                                            current_order is not null as listed
                                        from grid_column
                                        where repository_id = :repository and branch = :branch
                                            and target = :target
                                        """))
                        .bind("target", order.target())
                        .map((row, _) -> Declared.of(row))
                        .findOne();
        if (declared.isEmpty()) {
            return new Outcome.NotFound(QuarantineNotes.unknown(handle, branch, order.target()));
        }
        var idle = declared.get().idle();
        if (idle != null) {
            return new Outcome.NotPossible(QuarantineNotes.idle(branch, order.target(), idle));
        }
        var owner = order.owner() == null ? declared.get().owner() : order.owner();
        if (owner.isBlank()) {
            return new Outcome.NotPossible(
                    "'%s' has no owner in the configuration; name one".formatted(order.target()));
        }
        lockSummary(handle, branch, order.target());
        var id = ulids.next();
        if (insert(handle, branch, order, new Row(id, owner, now)) == 0) {
            return new Outcome.NotPossible(QuarantineNotes.already(handle, branch, order.target()));
        }
        audit(
                handle,
                branch,
                order.target(),
                new Act("quarantine", order.who(), order.reason(), now));
        changed(handle, branch, order.target(), now);
        var news =
                Tidings.quarantined(order.target(), order.expiresAt(), order.who(), order.reason());
        PostRows.tell(handle, branch, order.target(), news, now);
        return new Outcome.Done(id, branch.name());
    }

    private record Row(String id, String owner, Instant now) {}

    private static int insert(Handle handle, BranchKey branch, Order order, Row row) {
        return branch.bind(
                        handle.createUpdate(
                                """
                                insert into quarantine (id, repository_id, branch, target, owner,
                                    issue, reason, set_by, set_at, expires_at, from_position,
                                    active)
                                values (:id, :repository, :branch, :target, :owner, :issue,
                                    :reason, :who, :now, :expires, (select newest_position
                                        from branch where repository_id = :repository
                                            and name = :branch), :active)
                                on conflict do nothing
                                """))
                .bind("id", row.id())
                .bind("target", order.target())
                .bind("owner", Texts.fit(row.owner(), 1000))
                .bind("issue", order.issue())
                .bind("reason", Texts.fit(order.reason(), 1000))
                .bind("who", Texts.fit(order.who(), 200))
                .bind("now", row.now())
                .bind("expires", order.expiresAt())
                .bind("active", ActiveQuarantine.key(branch.name(), order.target()))
                .execute();
    }

    Outcome mended(Handle handle, RepoSlug repo, String id, String who, Instant now) {
        return active(handle, repo, id)
                .<Outcome>map(
                        it -> {
                            handle.createUpdate(
                                            """
                                            update quarantine set mended_position =
                                                (select newest_position from branch b
                                                    where b.repository_id = quarantine.repository_id
                                                        and b.name = quarantine.branch)
                                            where id = :id
                                            """)
                                    .bind("id", id)
                                    .execute();
                            audit(
                                    handle,
                                    it.branch(),
                                    it.target(),
                                    new Act("mended", who, "", now));
                            changed(handle, it.branch(), it.target(), now);
                            return new Outcome.Done(id, it.branch().name());
                        })
                .orElseGet(() -> unknown(id));
    }

    /// A person closed the issue about a target's flakes: only runs from now on count.
    static void fixed(Handle handle, BranchKey branch, String target, Instant now) {
        lockSummary(handle, branch, target);
        for (var table : List.of(STABILITY, HOLDING)) {
            branch.bind(
                            handle.createUpdate(
                                    """
                                    update %s repository_id = :repository
                                        and branch = :branch and target = :target
                                    """
                                            .formatted(table)))
                    .bind("target", target)
                    .execute();
        }
        var act = new Act("mended", "somebody on GitHub", "its issue was closed", now);
        audit(handle, branch, target, act);
        changed(handle, branch, target, now);
    }

    Outcome lift(Handle handle, RepoSlug repo, String id, Act act) {
        return active(handle, repo, id)
                .<Outcome>map(
                        it -> {
                            lift(handle, it, act);
                            return new Outcome.Done(id, it.branch().name());
                        })
                .orElseGet(() -> unknown(id));
    }

    private static Outcome unknown(String id) {
        return new Outcome.NotFound(
                "quarantine '%s' that still holds".formatted(Texts.fit(id, 60)));
    }

    private static Optional<Active> active(Handle handle, RepoSlug repo, String id) {
        return handle.createQuery(
                        SELECT
                                + """
                                where q.id = :id and r.owner = :owner and r.name = :name
                                    and q.active is not null
                                """)
                .bind("id", id)
                .bind("owner", repo.owner())
                .bind("name", repo.name())
                .map((row, _) -> Active.of(row))
                .findOne();
    }

    /// What somebody did, for the audit log.
    ///
    /// @param action in a word
    /// @param who did it
    /// @param reason why
    /// @param at when
    record Act(String action, String who, String reason, Instant at) {}

    private static void lift(Handle handle, Active it, Act act) {
        lockSummary(handle, it.branch(), it.target());
        var ended =
                handle.createUpdate(
                                """
                                update quarantine set lifted_at = :now, lifted_by = :who,
                                    lifted_reason = :reason, active = null
                                where id = :id and active is not null
                                """)
                        .bind("now", act.at())
                        .bind("who", Texts.fit(act.who(), 200))
                        .bind("reason", Texts.fit(act.reason(), 1000))
                        .bind("id", it.id())
                        .execute();
        if (ended > 0) {
            audit(handle, it.branch(), it.target(), act);
            changed(handle, it.branch(), it.target(), act.at());
            var news = Tidings.blocksAgain(it.target(), act.who(), act.reason(), it.owner());
            PostRows.tell(handle, it.branch(), it.target(), news, act.at());
        }
    }

    /// Ends what is over.
    static int expire(Handle handle, Instant now) {
        var over =
                handle.createQuery(SELECT + "where q.active is not null and q.expires_at <= :now")
                        .bind("now", now)
                        .map((row, _) -> Active.of(row))
                        .list();
        over.forEach(
                it -> lift(handle, it, new Act("quarantine ended", BOT, "its time was up", now)));
        return over.size();
    }

    /// Ends what was earned.
    static int earned(Handle handle, Instant now) {
        var earned =
                handle.createQuery(
                                """
                                select q.id, q.repository_id, q.branch, q.target,
                                    q.owner as quarantine_owner, r.owner as owner_name, r.name,
                                    s.why
                                from quarantine q join repository r on r.id = q.repository_id
                                join target_stability s on s.repository_id = q.repository_id
                                    and s.branch = q.branch and s.target = q.target
                                where q.active is not null and s.advice = 'lift_quarantine'
                                """)
                        .map((row, _) -> new Earned(Active.of(row), row.getString("why")))
                        .list();
        for (var it : earned) {
            forgive(handle, it.active());
            lift(handle, it.active(), new Act("quarantine ended", BOT, it.why(), now));
        }
        return earned.size();
    }

    /// What was before the fix does not count when the quarantine is over, either.
    private static void forgive(Handle handle, Active it) {
        it.branch()
                .bind(
                        handle.createUpdate(
                                """
                                update target_stability set mended_position = (
                                    select coalesce(q.mended_position, q.from_position)
                                    from quarantine q where q.id = :id)
                                where repository_id = :repository and branch = :branch
                                    and target = :target
                                """))
                .bind("id", it.id())
                .bind("target", it.target())
                .execute();
    }

    private record Earned(Active active, String why) {}

    /// The targets of a branch whose failures are neutral now.
    static List<String> targets(Handle handle, BranchKey branch, Instant now) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select target from quarantine
                                where repository_id = :repository and branch = :branch
                                    and active is not null and expires_at > :now
                                """))
                .bind("now", now)
                .mapTo(String.class)
                .list();
    }

    static void lockSummary(Handle handle, BranchKey branch, String target) {
        branch.bind(
                        handle.createQuery(
                                """
                                select target from target_summary
                                where repository_id = :repository and branch = :branch
                                    and target = :target for update
                                """))
                .bind("target", target)
                .mapTo(String.class)
                .findOne();
    }

    private static void changed(Handle handle, BranchKey branch, String target, Instant now) {
        StabilityRows.judge(handle, branch, target, now);
        ProposedFailures.look(handle, branch, target, now);
        EventLog.target(handle, branch, target, now);
        TreeRows.recompute(handle, branch, now);
    }

    private static void audit(Handle handle, BranchKey branch, String target, Act act) {
        Audit.append(
                handle,
                act.at(),
                act.who(),
                act.action(),
                "%s %s '%s'".formatted(branch.slug(), branch.name(), target),
                act.reason());
    }
}
