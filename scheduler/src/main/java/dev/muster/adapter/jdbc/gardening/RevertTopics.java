package dev.muster.adapter.jdbc.gardening;

import dev.muster.bot.Kind;
import dev.muster.bot.Topic;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The commits that the bot offers to undo. One commit that broke several targets is undone once.
final class RevertTopics {

    /// Searches that are sure enough.
    private static final String NAMED =
            """
            select r.owner, r.name, c.branch, c.culprit, c.target, c.probability, l.subject,
                l.author, p.id, p.title, p.body, p.label, p.wish
            from culprit_search c
            join repository r on r.id = c.repository_id and r.default_branch = c.branch
                and r.kind = 'github' and r.github_state = 'active'
            join landed_commit l on l.repository_id = c.repository_id and l.branch = c.branch
                and l.sha = c.culprit
            left join bot_post p on p.repository_id = c.repository_id and p.branch = c.branch
                and p.target = c.culprit and p.kind = 'revert' and p.open_key is not null
            where c.state = 'named' and c.offer_revert
            order by r.id, c.branch, l.position, c.target
            """;

    /// Posts about commits that no search names any more.
    private static final String MOOT =
            """
            select r.owner, r.name, p.* from bot_post p
            join repository r on r.id = p.repository_id and r.github_state = 'active'
            where p.kind = 'revert' and p.open_key is not null
                and not exists (select 1 from culprit_search c
                    where c.repository_id = p.repository_id and c.branch = p.branch
                        and c.culprit = p.target and c.state = 'named' and c.offer_revert)
            order by p.id
            """;

    private RevertTopics() {}

    private record Place(RepoSlug repo, String branch, String sha) {

        static Place of(ResultSet row, String sha) throws SQLException {
            return new Place(
                    new RepoSlug(row.getString("owner"), row.getString("name")),
                    row.getString("branch"),
                    row.getString(sha));
        }

        Topic topic(Topic.Call call, Topic.@Nullable Shown post, Topic.@Nullable Culprit culprit) {
            return new Topic(
                    repo, branch, sha, Kind.REVERT, call, Topic.Facts.NONE, null, post, culprit);
        }
    }

    private record Named(Place place, Topic.Culprit culprit, Topic.@Nullable Shown post) {

        static Named of(ResultSet row) throws SQLException {
            return new Named(
                    Place.of(row, "culprit"),
                    new Topic.Culprit(
                            row.getString("subject"),
                            row.getString("author"),
                            row.getDouble("probability"),
                            List.of(row.getString("target"))),
                    row.getString("id") == null ? null : shown(row));
        }

        Named and(Named other) {
            var targets = new ArrayList<>(culprit.targets());
            targets.addAll(other.culprit.targets());
            return new Named(
                    place,
                    new Topic.Culprit(
                            culprit.subject(),
                            culprit.author(),
                            Math.max(culprit.probability(), other.culprit.probability()),
                            targets),
                    post);
        }

        Topic topic() {
            return place.topic(Topic.Call.WANTED, post, culprit);
        }
    }

    private static Topic.Shown shown(ResultSet row) throws SQLException {
        return new Topic.Shown(
                row.getString("id"),
                row.getString("title"),
                row.getString("body"),
                row.getString("label"),
                row.getString("wish").equals("closed"));
    }

    static List<Topic> of(Handle handle) {
        Map<Place, Named> named = new LinkedHashMap<>();
        handle.createQuery(NAMED)
                .map((row, _) -> Named.of(row))
                .forEach(it -> named.merge(it.place(), it, Named::and));
        var topics = new ArrayList<>(named.values().stream().map(Named::topic).toList());
        handle.createQuery(MOOT)
                .map((row, _) -> Place.of(row, "target").topic(Topic.Call.MOOT, shown(row), null))
                .forEach(topics::add);
        return topics;
    }
}
