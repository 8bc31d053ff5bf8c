package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.EventLog;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.stability.TreeRows;
import dev.muster.adapter.jdbc.tasks.GridRows;
import dev.muster.core.ci.Commit;
import dev.muster.core.ci.CommitSha;
import dev.muster.inbox.Message;
import dev.muster.planning.CommitLog;
import dev.muster.planning.Planning;
import dev.muster.planning.TrackedRepository;

import org.jdbi.v3.core.Handle;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The landed commits.
public final class JdbcCommitLog implements CommitLog {

    private static final int SUBJECT_LENGTH = 2000;
    private static final int PERSON_LENGTH = 300;

    private final Transactions transactions;
    private final Clock clock;

    public JdbcCommitLog(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public Map<String, CommitSha> heads(TrackedRepository repository) {
        return transactions.in(
                handle ->
                        handle
                                .createQuery(
                                        """
                                        select name, head_sha from branch
                                        where repository_id = :repository and gone_at is null
                                            and newest_position > 0
                                            and name not like '%:%'
                                        """)
                                .bind("repository", repository.id())
                                .map(
                                        (row, _) ->
                                                Map.entry(
                                                        row.getString("name"),
                                                        new CommitSha(row.getString("head_sha"))))
                                .list()
                                .stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public void land(TrackedRepository repository, Landing landing) {
        var branch = new BranchKey(repository.id(), repository.slug(), landing.branch());
        transactions.run(handle -> land(handle, branch, landing, clock.instant()));
    }

    public static void land(Handle handle, BranchKey branch, Landing landing, Instant now) {
        create(handle, branch, landing.head(), now);
        var position = branch.lockNewest(handle);
        var known = known(handle, branch, landing);
        var seen = 0;
        for (var commit : landing.oldestFirst()) {
            seen++;
            if (known.contains(commit.sha().value())) {
                continue;
            }
            position++;
            insert(handle, branch, position, commit, now);
            GridRows.create(handle, branch, position);
            JdbcInbox.put(handle, message(branch, commit, seen <= landing.waiting()), now);
            EventLog.commit(handle, branch, commit.sha().value(), now);
        }
        advance(handle, branch, landing.head(), position, now);
    }

    private static void create(Handle handle, BranchKey branch, CommitSha head, Instant now) {
        branch.bind(
                        handle.createUpdate(
                                """
                                insert into branch (repository_id, name, head_sha, newest_position,
                                    last_seen_at)
                                values (:repository, :branch, :head, 0, :now)
                                on conflict do nothing
                                """))
                .bind("head", head.value())
                .bind("now", now)
                .execute();
        TreeRows.create(handle, branch, now);
    }

    private static Set<String> known(Handle handle, BranchKey branch, Landing landing) {
        if (landing.oldestFirst().isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(
                branch.bind(
                                handle.createQuery(
                                        """
                                        select sha from landed_commit
                                        where repository_id = :repository and branch = :branch
                                            and sha in (<shas>)
                                        """))
                        .bindList(
                                "shas",
                                landing.oldestFirst().stream()
                                        .map(commit -> commit.sha().value())
                                        .toList())
                        .mapTo(String.class)
                        .list());
    }

    private static void insert(
            Handle handle, BranchKey branch, long position, Commit commit, Instant now) {
        branch.bind(
                        handle.createUpdate(
                                """
                                insert into landed_commit (repository_id, branch, position, sha,
                                    subject, author, author_email, committed_at, noticed_at,
                                    config_state)
                                values (:repository, :branch, :position, :sha, :subject, :author,
                                    :email, :at, :now, 'unread')
                                """))
                .bind("position", position)
                .bind("sha", commit.sha().value())
                .bind("subject", Texts.fit(commit.subject(), SUBJECT_LENGTH))
                .bind("author", Texts.fit(commit.author(), PERSON_LENGTH))
                .bind("email", Texts.fit(commit.authorEmail(), PERSON_LENGTH))
                .bind("at", commit.at())
                .bind("now", now)
                .execute();
    }

    /// The name of the message that asks to plan a commit.
    public static String delivery(BranchKey branch, String sha) {
        return branch.slug() + "/" + branch.name() + "/" + sha;
    }

    private static Message message(BranchKey branch, Commit commit, boolean waits) {
        return new Message(
                "git",
                delivery(branch, commit.sha().value()),
                Planning.COMMIT_LANDED,
                branch.repository(),
                Json.object()
                        .put("branch", branch.name())
                        .put("sha", commit.sha().value())
                        .put("waits", waits)
                        .toString());
    }

    private static void advance(
            Handle handle, BranchKey branch, CommitSha head, long position, Instant now) {
        branch.bind(
                        handle.createUpdate(
                                """
                                update branch set head_sha = :head, newest_position = :position,
                                    last_seen_at = :now, gone_at = null
                                where repository_id = :repository and name = :branch
                                """))
                .bind("head", head.value())
                .bind("position", position)
                .bind("now", now)
                .execute();
    }

    @Override
    public void gone(TrackedRepository repository, Set<String> branches) {
        transactions.run(
                handle ->
                        handle.createUpdate(
                                        """
                                        update branch set gone_at = :now
                                        where repository_id = :repository and name in (<branches>)
                                            and gone_at is null
                                        """)
                                .bind("now", clock.instant())
                                .bind("repository", repository.id())
                                .bindList("branches", branches)
                                .execute());
    }
}
