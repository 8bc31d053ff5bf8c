package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.core.ci.CommitSha;
import dev.muster.presubmit.KnownPull;
import dev.muster.presubmit.PullRequest;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads and writes the rows of pull requests.
public final class PullRows {

    private static final int TITLE_LENGTH = 1000;

    private PullRows() {}

    public static Optional<KnownPull> find(Handle handle, long repository, int number) {
        return one(handle, repository, number, "");
    }

    public static Optional<KnownPull> lock(Handle handle, long repository, int number) {
        return one(handle, repository, number, " for update");
    }

    private static Optional<KnownPull> one(
            Handle handle, long repository, int number, String lock) {
        return handle.createQuery(
                        """
                        select * from pull_request
                        where repository_id = :repository and number = :number
                        """
                                + lock)
                .bind("repository", repository)
                .bind("number", number)
                .map((row, _) -> read(row))
                .findOne();
    }

    public static List<KnownPull> open(Handle handle, long repository) {
        return handle.createQuery(
                        """
                        select * from pull_request
                        where repository_id = :repository and state = 'open' order by number
                        """)
                .bind("repository", repository)
                .map((row, _) -> read(row))
                .list();
    }

    public static List<KnownPull> ofHead(Handle handle, long repository, String sha) {
        return handle.createQuery(
                        """
                        select * from pull_request
                        where repository_id = :repository and head_sha = :sha and state = 'open'
                        order by number
                        """)
                .bind("repository", repository)
                .bind("sha", sha)
                .map((row, _) -> read(row))
                .list();
    }

    /// Writes what GitHub said; a row that is not there yet is made, its lines empty.
    ///
    /// @return whether the row was made now
    public static boolean create(Handle handle, long repository, PullRequest pull, Instant now) {
        return bind(
                                handle.createUpdate(
                                        """
                                        insert into pull_request (repository_id, number, title,
                                            author, base, base_sha, head_sha, head_ref, head_since,
                                            fork, draft, labels, state, changed_at, trusted, lines,
                                            seen_at)
                                        values (:repository, :number, :title, :author, :base,
                                            :baseSha, :head, :headRef, :changed, :fork, :draft, :labels,
                                            :state, :changed, false, '[]', :now)
                                        on conflict do nothing
                                        """),
                                repository,
                                pull)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    public static void update(Handle handle, long repository, KnownPull known, Instant now) {
        var approved = known.approved();
        bind(
                        handle.createUpdate(
                                """
                                update pull_request set title = :title, author = :author,
                                    base = :base, base_sha = :baseSha, head_sha = :head,
                                    head_ref = :headRef, head_since = :since, fork = :fork, draft = :draft,
                                    labels = :labels, state = :state, changed_at = :changed,
                                    trusted = :trusted, approved_sha = :approved, seen_at = :now
                                where repository_id = :repository and number = :number
                                """),
                        repository,
                        known.pull())
                .bind("since", known.headSince())
                .bind("trusted", known.trusted())
                .bind("approved", approved == null ? null : approved.value())
                .bind("now", now)
                .execute();
    }

    private static org.jdbi.v3.core.statement.Update bind(
            org.jdbi.v3.core.statement.Update update, long repository, PullRequest pull) {
        return update.bind("repository", repository)
                .bind("number", pull.number())
                .bind("title", Texts.fit(pull.title(), TITLE_LENGTH))
                .bind("author", pull.author())
                .bind("base", pull.base())
                .bind("baseSha", pull.baseSha().value())
                .bind("head", pull.head().value())
                .bind("headRef", pull.headRef())
                .bind("fork", pull.fork())
                .bind("draft", pull.draft())
                .bind("labels", Json.texts(pull.labels().stream().sorted().toList()))
                .bind("state", pull.state().word())
                .bind("changed", pull.changedAt());
    }

    public static KnownPull read(ResultSet row) throws SQLException {
        var pull =
                new PullRequest(
                        row.getInt("number"),
                        row.getString("title"),
                        row.getString("author"),
                        row.getString("base"),
                        new CommitSha(row.getString("base_sha")),
                        new CommitSha(row.getString("head_sha")),
                        row.getString("head_ref"),
                        row.getBoolean("fork"),
                        row.getBoolean("draft"),
                        Set.copyOf(Json.textList(row.getString("labels"))),
                        PullRequest.State.of(row.getString("state")),
                        Rows.time(row, "changed_at"));
        return new KnownPull(
                pull,
                Rows.time(row, "head_since"),
                row.getBoolean("trusted"),
                sha(row.getString("approved_sha")),
                row.getString("submitted"));
    }

    private static @Nullable CommitSha sha(@Nullable String text) {
        return text == null ? null : new CommitSha(text);
    }
}
