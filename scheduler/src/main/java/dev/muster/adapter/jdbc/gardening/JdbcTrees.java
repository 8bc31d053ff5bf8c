package dev.muster.adapter.jdbc.gardening;

import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.stability.FreezeRows;
import dev.muster.adapter.jdbc.stability.QuarantineRows;
import dev.muster.adapter.jdbc.stability.TreeRows;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.Ulids;
import dev.muster.core.tree.TreeStatus;
import dev.muster.core.tree.TreeWord;
import dev.muster.tree.Gardening;
import dev.muster.tree.Trees;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The trees and the gardeners' words about them.
public final class JdbcTrees implements Trees, Gardening {

    private final Transactions transactions;
    private final Clock clock;
    private final FreezeRows freezes;

    public JdbcTrees(Database database, Clock clock, RandomGenerator random) {
        this.freezes = new FreezeRows(new Ulids(clock, random));
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public Optional<TreeStatus> current(RepoSlug repo, String branch) {
        return transactions.in(
                handle ->
                        BranchKey.find(handle, repo, branch)
                                .map(key -> TreeRows.read(handle, key, clock.instant())));
    }

    @Override
    public int expire() {
        return transactions.in(
                handle -> {
                    var now = clock.instant();
                    var over =
                            handle.createQuery(
                                            """
                                            select o.repository_id, o.branch, r.owner, r.name,
                                                o.status, o.reason, o.set_by
                                            from tree_override o
                                            join repository r on r.id = o.repository_id
                                            where o.expires_at <= :now
                                            """)
                                    .bind("now", now)
                                    .map((row, _) -> Word.of(row))
                                    .list();
                    over.forEach(it -> end(handle, it, now));
                    return over.size() + FreezeRows.round(handle, now);
                });
    }

    /// What a gardener said about a tree.
    ///
    /// @param text the state, who said so, and why
    private record Word(BranchKey branch, String text) {

        static Word of(ResultSet row) throws SQLException {
            return new Word(
                    new BranchKey(
                            row.getLong("repository_id"),
                            new RepoSlug(row.getString("owner"), row.getString("name")),
                            row.getString("branch")),
                    "its time was up: %s by %s: %s"
                            .formatted(
                                    row.getString("status"),
                                    row.getString("set_by"),
                                    row.getString("reason")));
        }
    }

    private static void end(Handle handle, Word word, Instant now) {
        var branch = word.branch();
        if (takeBack(handle, branch) > 0) {
            var place = branch.slug() + " " + branch.name();
            Audit.append(handle, now, QuarantineRows.BOT, "tree word ended", place, word.text());
        }
        TreeRows.recompute(handle, branch, now);
    }

    @Override
    public Optional<String> freeze(RepoSlug repo, String branch, Order order, Instant from) {
        return transactions.in(
                handle ->
                        BranchKey.find(handle, repo, branch)
                                .map(
                                        key ->
                                                freezes.plan(
                                                        handle,
                                                        key,
                                                        order,
                                                        from,
                                                        clock.instant())));
    }

    @Override
    public Optional<String> unfreeze(RepoSlug repo, String id, String who, String reason) {
        var act = new FreezeRows.Act("call off freeze", who, reason, clock.instant());
        return transactions.in(handle -> FreezeRows.callOff(handle, repo, id, act));
    }

    @Override
    public Optional<TreeStatus> set(RepoSlug repo, String branch, Order order) {
        return transactions.in(
                handle -> BranchKey.find(handle, repo, branch).map(key -> set(handle, key, order)));
    }

    @Override
    public boolean note(RepoSlug repo, String text, String who) {
        return transactions.in(
                handle -> {
                    var known = BranchKey.repository(handle, repo).isPresent();
                    if (known) {
                        Audit.append(handle, clock.instant(), who, "note", repo.toString(), text);
                    }
                    return known;
                });
    }

    private TreeStatus set(Handle handle, BranchKey branch, Order order) {
        var now = clock.instant();
        branch.lockNewest(handle);
        takeBack(handle, branch);
        var open = order.word() == TreeWord.OPEN;
        if (!open || order.expiresAt() != null) {
            put(handle, branch, order, now);
        }
        Audit.append(
                handle,
                now,
                order.who(),
                open && order.expiresAt() != null
                        ? "tree held open"
                        : "tree " + order.word().word(),
                branch.slug() + " " + branch.name(),
                order.reason());
        return TreeRows.recompute(handle, branch, now);
    }

    private static void put(Handle handle, BranchKey branch, Order order, Instant now) {
        branch.bind(
                        handle.createUpdate(
                                """
                                insert into tree_override (repository_id, branch, status, reason,
                                    set_by, set_at, expires_at)
                                values (:repository, :branch, :status, :reason, :who, :now,
                                    :expiresAt)
                                """))
                .bind("status", order.word().word())
                .bind("reason", Texts.fit(order.reason(), 1000))
                .bind("who", Texts.fit(order.who(), 200))
                .bind("now", now)
                .bind("expiresAt", order.expiresAt())
                .execute();
    }

    /// @return how many were taken back: one or none
    private static int takeBack(Handle handle, BranchKey branch) {
        return branch.bind(
                        handle.createUpdate(
                                """
                                delete from tree_override
                                where repository_id = :repository and branch = :branch
                                """))
                .execute();
    }
}
