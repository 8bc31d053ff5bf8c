package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.Ulids;
import dev.muster.core.tree.GardenerWord;
import dev.muster.core.tree.TreeWord;
import dev.muster.tree.Gardening.Order;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The freezes of branches.
public final class FreezeRows {

    private static final String SELECT =
            """
            select f.id, f.repository_id, f.branch, f.reason, r.owner, r.name
            from tree_freeze f join repository r on r.id = f.repository_id
            """;

    private final Ulids ulids;

    public FreezeRows(Ulids ulids) {
        this.ulids = ulids;
    }

    /// @return its name
    public String plan(Handle handle, BranchKey branch, Order order, Instant from, Instant now) {
        var id = ulids.next();
        branch.bind(
                        handle.createUpdate(
                                """
                                insert into tree_freeze (id, repository_id, branch, status, reason,
                                    set_by, set_at, starts_at, ends_at, phase)
                                values (:id, :repository, :branch, :status, :reason, :who, :now,
                                    :from, :until, 'planned')
                                """))
                .bind("id", id)
                .bind("status", order.word().word())
                .bind("reason", Texts.fit(order.reason(), 1000))
                .bind("who", Texts.fit(order.who(), 200))
                .bind("now", now)
                .bind("from", from)
                .bind("until", Objects.requireNonNull(order.expiresAt()))
                .execute();
        audit(handle, branch, new Act("plan freeze", order.who(), order.reason(), now));
        round(handle, now);
        return id;
    }

    /// What somebody did, for the audit log.
    ///
    /// @param action in a word
    /// @param who did it
    /// @param reason why
    /// @param at when
    public record Act(String action, String who, String reason, Instant at) {}

    private static void audit(Handle handle, BranchKey branch, Act act) {
        Audit.append(
                handle,
                act.at(),
                act.who(),
                act.action(),
                branch.slug() + " " + branch.name(),
                act.reason());
    }

    private record Freeze(String id, BranchKey branch, String reason) {

        static Freeze of(ResultSet row) throws SQLException {
            return new Freeze(
                    row.getString("id"),
                    new BranchKey(
                            row.getLong("repository_id"),
                            new RepoSlug(row.getString("owner"), row.getString("name")),
                            row.getString("branch")),
                    row.getString("reason"));
        }
    }

    /// Begins and ends what is due.
    public static int round(Handle handle, Instant now) {
        var over = due(handle, "f.phase <> 'over' and f.ends_at <= :now", now);
        over.forEach(it -> move(handle, it, "over", bot("freeze ended", it, now)));
        var begun = due(handle, "f.phase = 'planned' and f.starts_at <= :now", now);
        begun.forEach(it -> move(handle, it, "holds", bot("freeze began", it, now)));
        return over.size() + begun.size();
    }

    private static Act bot(String action, Freeze it, Instant now) {
        return new Act(action, QuarantineRows.BOT, it.reason(), now);
    }

    private static List<Freeze> due(Handle handle, String which, Instant now) {
        return handle.createQuery(SELECT + " where " + which + " order by f.id")
                .bind("now", now)
                .map((row, _) -> Freeze.of(row))
                .list();
    }

    /// @return its branch; nothing where none of that id holds or is planned
    public static Optional<String> callOff(Handle handle, RepoSlug repo, String id, Act act) {
        var found =
                handle.createQuery(
                                SELECT
                                        + """
                                        where f.id = :id and f.phase <> 'over'
                                            and r.owner = :owner and r.name = :name
                                        """)
                        .bind("id", id)
                        .bind("owner", repo.owner())
                        .bind("name", repo.name())
                        .map((row, _) -> Freeze.of(row))
                        .findOne();
        found.ifPresent(it -> move(handle, it, "over", act));
        return found.map(it -> it.branch().name());
    }

    private static void move(Handle handle, Freeze freeze, String phase, Act act) {
        var moved =
                handle.createUpdate(
                                """
                                update tree_freeze set phase = :phase
                                where id = :id and phase <> :phase and phase <> 'over'
                                """)
                        .bind("phase", phase)
                        .bind("id", freeze.id())
                        .execute();
        if (moved > 0) {
            audit(handle, freeze.branch(), act);
            TreeRows.recompute(handle, freeze.branch(), act.at());
        }
    }

    /// The freeze that holds; of several the strictest, then the one that began last.
    static Optional<GardenerWord> now(Handle handle, BranchKey branch, Instant now) {
        return branch
                .bind(
                        handle.createQuery(
                                """
                                select status, reason, set_by, starts_at, ends_at from tree_freeze
                                where repository_id = :repository and branch = :branch
                                    and phase <> 'over' and starts_at <= :now and ends_at > :now
                                order by status, starts_at desc, id
                                """))
                .bind("now", now)
                .map(
                        (row, _) ->
                                new GardenerWord(
                                        TreeWord.of(row.getString("status")),
                                        row.getString("reason"),
                                        row.getString("set_by"),
                                        Rows.time(row, "starts_at"),
                                        Rows.instant(row, "ends_at")))
                .stream()
                .findFirst();
    }

    /// Those that hold or are planned.
    static ArrayNode documents(Handle handle, BranchKey branch) {
        var list = Json.array();
        branch.bind(
                        handle.createQuery(
                                """
                                select * from tree_freeze
                                where repository_id = :repository and branch = :branch
                                    and phase <> 'over'
                                order by starts_at, id
                                """))
                .map(
                        (row, _) ->
                                Json.object()
                                        .put("id", row.getString("id"))
                                        .put("status", row.getString("status"))
                                        .put("reason", row.getString("reason"))
                                        .put("by", row.getString("set_by"))
                                        .put("startsAt", Rows.time(row, "starts_at").toString())
                                        .put("endsAt", Rows.time(row, "ends_at").toString()))
                .forEach(list::add);
        return list;
    }
}
