package dev.muster.adapter.jdbc.stability;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.stability.Thresholds;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// The thresholds that the operator set of repositories.
final class ThresholdRows {

    private ThresholdRows() {}

    /// A target that is judged by others than before.
    record Stale(BranchKey branch, String target) {}

    private record Known(long id, RepoSlug slug, String text) {}

    /// Notes what is wanted.
    ///
    /// @return the targets of the repositories in which that is new
    static List<Stale> note(Handle handle, Function<RepoSlug, Thresholds> wanted) {
        return handle
                .createQuery("select id, owner, name, stability from repository order by id")
                .map(
                        (row, _) ->
                                new Known(
                                        row.getLong("id"),
                                        new RepoSlug(row.getString("owner"), row.getString("name")),
                                        row.getString("stability")))
                .list()
                .stream()
                .filter(it -> set(handle, it, wanted.apply(it.slug()).text()))
                .flatMap(it -> targets(handle, it).stream())
                .toList();
    }

    private static boolean set(Handle handle, Known known, String text) {
        return !known.text().equals(text)
                && handle.createUpdate(
                                        """
                                        update repository set stability = :text
                                        where id = :id and stability <> :text
                                        """)
                                .bind("text", text)
                                .bind("id", known.id())
                                .execute()
                        > 0;
    }

    private static List<Stale> targets(Handle handle, Known known) {
        return handle.createQuery(
                        """
                        select branch, target from target_stability
                        where repository_id = :id order by branch, target
                        """)
                .bind("id", known.id())
                .map(
                        (row, _) ->
                                new Stale(
                                        new BranchKey(
                                                known.id(), known.slug(), row.getString("branch")),
                                        row.getString("target")))
                .list();
    }

    /// Judges a target by what holds now.
    static void judge(Handle handle, Stale it, Instant now) {
        StabilityRows.judgeAnew(handle, it.branch(), List.of(it.target()), now);
    }
}
