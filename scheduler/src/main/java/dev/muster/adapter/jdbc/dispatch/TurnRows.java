package dev.muster.adapter.jdbc.dispatch;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.core.ci.RepoSlug;
import dev.muster.dispatch.Choice;

import org.jdbi.v3.core.Handle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many tasks of each pool were claimed so far. The caller holds the dispatch gate.
final class TurnRows {

    private TurnRows() {}

    /// @param kind of the repositories whose tasks are counted
    static Map<Choice.Pool, Long> of(Handle handle, String kind) {
        var claimed = new HashMap<Choice.Pool, Long>();
        handle.createQuery(
                        """
                        select t.repository_id, t.platform, t.claimed from dispatch_turn t
                        join repository r on r.id = t.repository_id where r.kind = :kind
                        """)
                .bind("kind", kind)
                .map(
                        (row, _) ->
                                Map.entry(
                                        new Choice.Pool(
                                                row.getLong("repository_id"),
                                                row.getString("platform")),
                                        row.getLong("claimed")))
                .forEach(entry -> claimed.put(entry.getKey(), entry.getValue()));
        return claimed;
    }

    /// Shares by the row numbers of their repositories.
    static Map<Long, Integer> shares(Handle handle, Map<RepoSlug, Integer> shares) {
        var found = new HashMap<Long, Integer>();
        shares.forEach(
                (repo, share) ->
                        BranchKey.repository(handle, repo).ifPresent(id -> found.put(id, share)));
        return found;
    }

    /// Counts what is being claimed.
    static void count(Handle handle, List<Choice.Candidate> chosen) {
        var counts = new HashMap<Choice.Pool, Long>();
        chosen.forEach(it -> counts.merge(it.pool(), 1L, Long::sum));
        counts.forEach(
                (pool, count) -> {
                    if (write(handle, ADD, pool, count) == 0) {
                        write(handle, BEGIN, pool, count);
                    }
                });
    }

    private static int write(Handle handle, String statement, Choice.Pool pool, long count) {
        return handle.createUpdate(statement)
                .bind("repository", pool.repository())
                .bind("platform", pool.platform())
                .bind("count", count)
                .execute();
    }

    private static final String ADD =
            """
            update dispatch_turn set claimed = claimed + :count
            where repository_id = :repository and platform = :platform
            """;

    private static final String BEGIN =
            """
            insert into dispatch_turn (repository_id, platform, claimed)
            values (:repository, :platform, :count)
            """;
}
