package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.evidence.ActiveQuarantine;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.planning.PullRows;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.RepoSlug;
import dev.muster.presubmit.KnownPull;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Pull requests as documents.
public final class PullDocument {

    private static final int CLOSED_SHOWN = 30;

    private PullDocument() {}

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
                            from pull_request p join task t on t.repository_id = p.repository_id
                                and t.branch = 'pull:' || p.number || ':' || p.base
                                and t.sha = p.head_sha
                            %s
                            where p.repository_id = :repository) standing
                        group by line, sha, status, blocking
                        """
                                .formatted(
                                        ActiveQuarantine.join(
                                                "p.repository_id", "p.base", "t.target")),
                        id);
        var document = Json.object().put("repo", repo.toString());
        var list = document.putArray("pulls");
        pulls(handle, id)
                .forEach(
                        known -> {
                            var pull = known.pull();
                            var it = list.add(head(known)).get(list.size() - 1);
                            ((ObjectNode) it)
                                    .set(
                                            "counts",
                                            Tally.document(
                                                    tallies,
                                                    pull.line().text(),
                                                    pull.head().value()));
                        });
        return document;
    }

    private static List<KnownPull> pulls(Handle handle, long repository) {
        return handle.createQuery(
                        """
                        select * from (
                            select p.*, row_number() over (
                                partition by case when state = 'open' then 1 else 0 end
                                order by changed_at desc, number desc) as place
                            from pull_request p where repository_id = :repository) ranked
                        where state = 'open' or place <= :closed
                        order by case when state = 'open' then 0 else 1 end, place
                        """)
                .bind("repository", repository)
                .bind("closed", CLOSED_SHOWN)
                .map((row, _) -> PullRows.read(row))
                .list();
    }

    private static ObjectNode head(KnownPull known) {
        var pull = known.pull();
        var document =
                Json.object()
                        .put("number", pull.number())
                        .put("title", pull.title())
                        .put("author", pull.author())
                        .put("base", pull.base())
                        .put("head", pull.head().value())
                        .put("headRef", pull.headRef())
                        .put("state", pull.state().word())
                        .put("draft", pull.draft())
                        .put("fork", pull.fork())
                        .put("mayRun", known.mayRun())
                        .put("changedAt", pull.changedAt().toString());
        var labels = document.putArray("labels");
        pull.labels().stream().sorted().forEach(labels::add);
        return document;
    }

    static Optional<ObjectNode> of(
            Handle handle, RepoSlug repo, int number, @Nullable String wanted, Instant now) {
        return BranchKey.repository(handle, repo)
                .flatMap(
                        id ->
                                PullRows.find(handle, id, number)
                                        .flatMap(
                                                it ->
                                                        of(
                                                                handle,
                                                                new Place(id, repo),
                                                                it,
                                                                wanted,
                                                                now)));
    }

    private record Place(long id, RepoSlug repo) {}

    private static Optional<ObjectNode> of(
            Handle handle, Place place, KnownPull known, @Nullable String wanted, Instant now) {
        var id = place.id();
        var repo = place.repo();
        var pull = known.pull();
        var heads = heads(handle, id, pull.number());
        var sha = wanted == null ? pull.head().value() : wanted;
        var line = pull.line().text();
        if (!sha.equals(pull.head().value())) {
            var older = older(heads, sha);
            if (older == null) {
                return Optional.empty();
            }
            line = older;
        }
        var document = head(known).put("repo", repo.toString());
        document.set("heads", heads);
        document.set(
                "shown",
                ProposalDocument.of(
                        handle, new BranchKey(id, repo, line), Line.of(line).base(), sha, now));
        return Optional.of(document);
    }

    private static @Nullable String older(ArrayNode heads, String sha) {
        for (var it : heads) {
            if (it.path("sha").asText().equals(sha)) {
                return it.path("line").asText();
            }
        }
        return null;
    }

    /// Every head that was planned, newest first, with its line: the base may have changed.
    private static ArrayNode heads(Handle handle, long repository, int number) {
        var list = Json.array();
        handle.createQuery(
                        """
                        select branch, sha, noticed_at from landed_commit
                        where repository_id = :repository and branch like :lines
                        order by noticed_at desc, position desc limit 100
                        """)
                .bind("repository", repository)
                .bind("lines", "pull:" + number + ":%")
                .map(
                        (row, _) ->
                                Json.object()
                                        .put("sha", row.getString("sha"))
                                        .put("line", row.getString("branch"))
                                        .put("at", Rows.time(row, "noticed_at").toString()))
                .forEach(list::add);
        return list;
    }
}
