package dev.muster.adapter.jdbc.pulls;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.failure.Blamed;
import dev.muster.core.failure.Blamed.Failure;
import dev.muster.core.failure.Blamed.Newest;
import dev.muster.core.failure.Blamed.OnBase;
import dev.muster.core.failure.Blamed.Seen;
import dev.muster.core.failure.Signature;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the failures of a proposed commit are likely due to.
public final class BlameRows {

    /// How long ago a failure may be that says something about today's.
    private static final Duration LATE = Duration.ofDays(7);

    private static final String FAILED =
            """
            select t.id, t.target, t.status, f.signature, b.newest_red, b.newest_position,
                s.state as base_state, i.name as incident,
                (select g.signature from failure g
                    where g.repository_id = t.repository_id and g.branch = :base
                        and g.target = t.target and g.position = b.newest_position
                    order by g.at desc limit 1) as base_signature
            from task t
            left join failure f on f.task_id = t.id and f.number = t.attempts
            left join target_summary b on b.repository_id = t.repository_id
                and b.branch = :base and b.target = t.target
            left join target_stability s on s.repository_id = t.repository_id
                and s.branch = :base and s.target = t.target
            left join incident i on i.repository_id = t.repository_id
                and i.open_key = :incident || t.platform
            where t.repository_id = :repository and t.branch = :branch and t.sha = :sha
                and t.status in ('failed', 'timed_out', 'infra_failure')
            """;

    private static final String FLAKE =
            """
            select l.sha from failure f join task t on t.id = f.task_id
            join landed_commit l on l.repository_id = f.repository_id and l.branch = f.branch
                and l.position = f.position
            where f.repository_id = :repository and f.signature = :signature and f.at > :since
                and f.branch = :base and f.target = :target and t.flaky
            order by f.at desc limit 1
            """;

    private static final String RED =
            """
            select f.target from failure f
            join target_summary b on b.repository_id = f.repository_id and b.branch = f.branch
                and b.target = f.target and b.newest_red and b.newest_position = f.position
            where f.repository_id = :repository and f.signature = :signature and f.at > :since
                and f.branch = :base and f.target <> :target
            order by f.at desc, f.target limit 1
            """;

    private static final String PROPOSALS =
            """
            select count(distinct f.branch) from failure f
            where f.repository_id = :repository and f.signature = :signature and f.at > :since
                and f.branch like 'pull:%' and f.branch <> :branch
            """;

    private final Handle handle;
    private final BranchKey line;
    private final String base;
    private final Instant since;

    private BlameRows(Handle handle, BranchKey line, String base, Instant now) {
        this.handle = handle;
        this.line = line;
        this.base = base;
        this.since = now.minus(LATE);
    }

    /// What is told of a failure.
    ///
    /// @param blamed what it is likely due to
    /// @param signature what it says; null where that is not known
    public record Told(Blamed blamed, @Nullable String signature) {}

    /// What the failures of a commit are likely due to, by the names of their tasks.
    ///
    /// @param base the branch that they are compared with
    public static Map<String, Told> of(
            Handle handle, BranchKey line, String base, String sha, Instant now) {
        var blames = new BlameRows(handle, line, base, now);
        var found = new HashMap<String, Told>();
        for (var row : blames.failed(sha)) {
            found.put(row.task(), blames.told(row));
        }
        return found;
    }

    /// @param signature what it says; null where that is not known
    private record Row(
            String task, String target, boolean infra, @Nullable String signature, OnBase on) {

        public static Row of(ResultSet row) throws SQLException {
            var state = row.getString("base_state");
            var newest =
                    row.getBoolean("newest_red")
                            ? Newest.RED
                            : Rows.number(row, "newest_position") == null
                                    ? Newest.NONE
                                    : Newest.GREEN;
            return new Row(
                    row.getString("id"),
                    row.getString("target"),
                    row.getString("status").equals("infra_failure"),
                    row.getString("signature"),
                    new OnBase(
                            newest,
                            BlameRows.signature(row.getString("base_signature")),
                            "watch".equals(state) || "quarantined".equals(state),
                            row.getString("incident")));
        }
    }

    private static @Nullable Signature signature(@Nullable String text) {
        return text == null ? null : new Signature(text);
    }

    private List<Row> failed(String sha) {
        return line.bind(handle.createQuery(FAILED))
                .bind("base", base)
                .bind("sha", sha)
                .bind("incident", base + " platform ")
                .map((row, _) -> Row.of(row))
                .list();
    }

    private Told told(Row row) {
        var seen = row.signature() == null ? Seen.NOWHERE : seen(row.target(), row.signature());
        var failure = new Failure(row.infra(), signature(row.signature()));
        return new Told(Blamed.of(failure, row.on(), seen, base), row.signature());
    }

    private Seen seen(String target, String signature) {
        return new Seen(
                find(FLAKE, target, signature, String.class),
                find(RED, target, signature, String.class),
                java.util.Objects.requireNonNullElse(
                        find(PROPOSALS, target, signature, Integer.class), 0));
    }

    private <T> @Nullable T find(String query, String target, String signature, Class<T> type) {
        return handle.createQuery(query)
                .bind("repository", line.repository())
                .bind("branch", line.name())
                .bind("base", base)
                .bind("target", target)
                .bind("signature", signature)
                .bind("since", since)
                .mapTo(type)
                .findOne()
                .orElse(null);
    }
}
