package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.evidence.ActiveQuarantine;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Merge groups as documents.
final class GroupDocument {

    private static final int GONE_SHOWN = 30;

    private GroupDocument() {}

    static Optional<ObjectNode> all(Handle handle, RepoSlug repo) {
        return BranchKey.repository(handle, repo).map(id -> all(handle, repo, id));
    }

    private static ObjectNode all(Handle handle, RepoSlug repo, long id) {
        var tallies =
                Tally.read(
                        handle,
                        """
                        select line, sha, status, blocking, count(*) as number from (
                            select t.branch as line, t.sha, t.status,
                                t.blocking and q.id is null as blocking
                            from merge_group g join task t on t.repository_id = g.repository_id
                                and t.branch = 'queue:' || g.base and t.sha = g.head_sha
                            %s
                            where g.repository_id = :repository) standing
                        group by line, sha, status, blocking
                        """
                                .formatted(
                                        ActiveQuarantine.join(
                                                "g.repository_id", "g.base", "t.target")),
                        id);
        var document = Json.object().put("repo", repo.toString());
        var list = document.putArray("groups");
        groups(handle, id)
                .forEach(
                        it -> {
                            var line = new Line.Queue(it.path("base").asText()).text();
                            var sha = it.path("sha").asText();
                            it.set("counts", Tally.document(tallies, line, sha));
                            list.add(it);
                        });
        return document;
    }

    /// Those that are tested by their place in the queue of their base, then those that are gone,
    /// newest first.
    private static List<ObjectNode> groups(Handle handle, long repository) {
        var places = new HashMap<String, Integer>();
        return handle.createQuery(
                        """
                        select g.*, c.noticed_at from merge_group g
                        left join landed_commit c on c.repository_id = g.repository_id
                            and c.branch = 'queue:' || g.base and c.sha = g.head_sha
                        where g.repository_id = :repository
                        order by case when g.state = 'wanted' then 0 else 1 end,
                            case when g.state = 'wanted' then g.base end,
                            case when g.state = 'wanted' then c.position end,
                            g.seen_at desc
                        limit :limit
                        """)
                .bind("repository", repository)
                .bind("limit", 200 + GONE_SHOWN)
                .map((row, _) -> group(row, places))
                .list();
    }

    private static ObjectNode group(ResultSet row, HashMap<String, Integer> places)
            throws SQLException {
        var document = group(row);
        return document.path("state").asText().equals("wanted")
                ? document.put("place", places.merge(row.getString("base"), 1, Integer::sum))
                : document;
    }

    private static ObjectNode group(ResultSet row) throws SQLException {
        var at = Rows.instant(row, "noticed_at");
        var cause = row.getString("cause");
        return Json.object()
                .put("sha", row.getString("head_sha"))
                .put("base", row.getString("base"))
                .put("baseSha", row.getString("base_sha"))
                .put("headRef", row.getString("head_ref"))
                .put("state", row.getString("state"))
                .put("cause", cause == null || cause.isEmpty() ? null : cause)
                .put("at", at == null ? null : at.toString())
                .put("seenAt", Rows.time(row, "seen_at").toString())
                .putNull("place");
    }

    static Optional<ObjectNode> of(Handle handle, RepoSlug repo, String sha, Instant now) {
        return BranchKey.repository(handle, repo).flatMap(id -> of(handle, id, repo, sha, now));
    }

    private static Optional<ObjectNode> of(
            Handle handle, long id, RepoSlug repo, String sha, Instant now) {
        return handle.createQuery(
                        """
                        select g.*, c.noticed_at from merge_group g
                        left join landed_commit c on c.repository_id = g.repository_id
                            and c.branch = 'queue:' || g.base and c.sha = g.head_sha
                        where g.repository_id = :repository and g.head_sha = :sha
                        """)
                .bind("repository", id)
                .bind("sha", sha)
                .map((row, _) -> group(row))
                .findOne()
                .map(it -> whole(handle, id, repo, it, now));
    }

    private static ObjectNode whole(
            Handle handle, long id, RepoSlug repo, ObjectNode group, Instant now) {
        var sha = group.path("sha").asText();
        var base = group.path("base").asText();
        var line = new BranchKey(id, repo, new Line.Queue(base).text());
        groups(handle, id).stream()
                .filter(it -> it.path("sha").asText().equals(sha))
                .findFirst()
                .ifPresent(it -> group.set("place", it.path("place")));
        group.put("repo", repo.toString())
                .set("shown", ProposalDocument.of(handle, line, base, sha, now));
        return group;
    }
}
