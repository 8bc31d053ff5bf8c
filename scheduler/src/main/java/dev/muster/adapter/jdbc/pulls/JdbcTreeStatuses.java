package dev.muster.adapter.jdbc.pulls;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.tree.TreeSign;
import dev.muster.core.tree.TreeWord;
import dev.muster.tree.TreeStatuses;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// What the heads of open pull requests show of the tree: wanted and shown.
public final class JdbcTreeStatuses implements TreeStatuses {

    private static final int FAULT_LENGTH = 2000;

    /// No repository has this row number.
    private static final Set<Long> NONE = Set.of(0L);

    private static final String HEADS =
            """
            select p.repository_id, p.head_sha, p.labels, p.base, t.status, t.reasons,
                s.state as known_state, s.words as known_words
            from pull_request p
            join repository r on r.id = p.repository_id and r.github_state = 'active'
            join branch b on b.repository_id = p.repository_id and b.name = p.base
                and b.gone_at is null
            join tree_state t on t.repository_id = p.repository_id and t.branch = p.base
            left join tree_status s on s.repository_id = p.repository_id and s.sha = p.head_sha
            where p.state = 'open'
            order by p.repository_id, p.number
            """;

    private final Transactions transactions;
    private final Clock clock;

    public JdbcTreeStatuses(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    /// A commit.
    ///
    /// @param repository its repository's row number
    /// @param sha its name
    private record Place(long repository, String sha) {}

    /// What a commit is to show.
    ///
    /// @param known what it was to show by now; null: nothing
    private record Wish(Place place, TreeSign sign, @Nullable TreeSign known) {

        static Wish of(ResultSet row, String label) throws SQLException {
            var state = row.getString("known_state");
            var mends = Json.textList(row.getString("labels")).contains(label);
            var causes = Json.read(row.getString("reasons")).findValuesAsText("text");
            return new Wish(
                    new Place(row.getLong("repository_id"), row.getString("head_sha")),
                    TreeSign.of(
                            TreeWord.of(row.getString("status")),
                            row.getString("base"),
                            causes,
                            mends),
                    state == null
                            ? null
                            : new TreeSign(TreeSign.State.of(state), row.getString("known_words")));
        }

        /// A commit can be the head of several pull requests: the strictest base speaks.
        Wish or(Wish other) {
            return other.sign.state().compareTo(sign.state()) > 0 ? other : this;
        }
    }

    @Override
    public int want(String label) {
        return transactions.in(
                handle -> {
                    var wishes = new LinkedHashMap<Place, Wish>();
                    handle.createQuery(HEADS)
                            .map((row, _) -> Wish.of(row, label))
                            .forEach(it -> wishes.merge(it.place(), it, Wish::or));
                    var changed =
                            wishes.values().stream()
                                    .filter(it -> !it.sign().equals(it.known()))
                                    .toList();
                    changed.forEach(it -> put(handle, it, clock.instant()));
                    return changed.size();
                });
    }

    private static void put(Handle handle, Wish wish, Instant now) {
        var statement =
                wish.known() == null
                        ? """
                        insert into tree_status (repository_id, sha, state, words, version,
                            shown_version, due_at, tries)
                        values (:repository, :sha, :state, :words, 1, 0, :now, 0)
                        on conflict do nothing
                        """
                        : """
                        update tree_status set state = :state, words = :words,
                            version = version + 1, due_at = :now
                        where repository_id = :repository and sha = :sha
                            and (state <> :state or words <> :words)
                        """;
        handle.createUpdate(statement)
                .bind("repository", wish.place().repository())
                .bind("sha", wish.place().sha())
                .bind("state", wish.sign().state().word())
                .bind("words", wish.sign().words())
                .bind("now", now)
                .execute();
    }

    @Override
    public List<Pending> claim(Set<Long> resting, String owner, Duration lease, int limit) {
        return transactions.in(
                handle -> {
                    var now = clock.instant();
                    return handle
                            .createQuery(
                                    """
                                    select s.*, r.owner, r.name from tree_status s
                                    join repository r on r.id = s.repository_id
                                        and r.github_state = 'active'
                                    where s.shown_version < s.version and s.due_at <= :now
                                        and (s.lease_until is null or s.lease_until < :now)
                                        and (s.repository_id not in (<resting>)
                                            or s.version > 1 or s.state <> :open)
                                        and exists (select 1 from pull_request p
                                            where p.repository_id = s.repository_id
                                                and p.head_sha = s.sha and p.state = 'open')
                                    order by s.due_at, s.sha limit :limit
                                    """)
                            .bind("now", now)
                            .bind("limit", limit)
                            .bind("open", TreeSign.State.SUCCESS.word())
                            .bindList("resting", resting.isEmpty() ? NONE : resting)
                            .map((row, _) -> pending(row, owner))
                            .list()
                            .stream()
                            .filter(it -> taken(handle, it, now, now.plus(lease)))
                            .toList();
                });
    }

    private static Pending pending(ResultSet row, String owner) throws SQLException {
        return new Pending(
                row.getLong("repository_id"),
                new RepoSlug(row.getString("owner"), row.getString("name")),
                new CommitSha(row.getString("sha")),
                new TreeSign(TreeSign.State.of(row.getString("state")), row.getString("words")),
                row.getLong("version"),
                row.getInt("tries"),
                owner);
    }

    /// Two instances may have read the same row: one of them gets it.
    private static boolean taken(Handle handle, Pending it, Instant now, Instant until) {
        return handle.createUpdate(
                                """
                                update tree_status set lease_owner = :owner, lease_until = :until,
                                    tries = tries + 1
                                where repository_id = :repository and sha = :sha
                                    and version = :version and shown_version < version
                                    and (lease_until is null or lease_until < :now)
                                """)
                        .bind("owner", it.owner())
                        .bind("until", until)
                        .bind("repository", it.repository())
                        .bind("sha", it.sha().value())
                        .bind("version", it.version())
                        .bind("now", now)
                        .execute()
                > 0;
    }

    @Override
    public void shown(Pending pending) {
        settle(
                pending,
                """
                update tree_status set shown_version = :version, shown_at = :at, tries = 0,
                    fault = null, lease_owner = null, lease_until = null
                where repository_id = :repository and sha = :sha and lease_owner = :owner
                """,
                clock.instant(),
                "");
    }

    @Override
    public void later(Pending pending, Instant at, String why) {
        settle(
                pending,
                """
                update tree_status set due_at = :at, fault = :why, tries = :tries,
                    lease_owner = null, lease_until = null
                where repository_id = :repository and sha = :sha and lease_owner = :owner
                """,
                at,
                why);
    }

    @Override
    public void unsure(Pending pending, Instant at, String why) {
        settle(
                pending,
                """
                update tree_status set due_at = :at, fault = :why, lease_owner = null,
                    lease_until = null
                where repository_id = :repository and sha = :sha and lease_owner = :owner
                """,
                at,
                why);
    }

    private void settle(Pending pending, String statement, Instant at, String why) {
        transactions.run(
                handle ->
                        handle.createUpdate(statement)
                                .bind("version", pending.version())
                                .bind("at", at)
                                .bind("why", Texts.fit(why, FAULT_LENGTH))
                                .bind("tries", pending.tries())
                                .bind("repository", pending.repository())
                                .bind("sha", pending.sha().value())
                                .bind("owner", pending.owner())
                                .execute());
    }
}
