package dev.muster.adapter.jdbc.ground;

import dev.muster.core.ci.Cell;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskStatus;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A task as far as its progress is concerned.
///
/// @param id its name
/// @param branch where it stands
/// @param position number of its commit
/// @param sha its commit
/// @param target its target
/// @param status where it stands
/// @param flaky passed after failing on the same commit
/// @param verdict newest of succeeded, failed and timed_out; null when there is none
/// @param verdictAt when that was
/// @param attempts how many there were
/// @param maxAttempts how many executions may end red, for a task of a proposal
/// @param external another scheduler runs it
/// @param cancelAskedBy who asked to stop it; null when nobody did
public record TaskRow(
        String id,
        BranchKey branch,
        long position,
        String sha,
        String target,
        TaskStatus status,
        boolean flaky,
        @Nullable TaskStatus verdict,
        @Nullable Instant verdictAt,
        int attempts,
        int maxAttempts,
        boolean external,
        @Nullable String cancelAskedBy) {

    private static final String SELECT =
            """
            select t.*, r.owner, r.name as repository_name
            from task t join repository r on r.id = t.repository_id
            """;

    /// A locked row is read as it is once it is locked; the name of a repository never changes.
    public static final String LOCK =
            """
            select t.*,
                (select r.owner from repository r where r.id = t.repository_id) as owner,
                (select r.name from repository r where r.id = t.repository_id) as repository_name
            from task t where t.id = :task for update
            """;

    /// Reads a task after locking its row.
    public static Optional<TaskRow> lock(Handle handle, String id) {
        return handle.createQuery(LOCK).bind("task", id).map((row, _) -> read(row)).findOne();
    }

    /// Reads tasks after locking their rows, in the order of their ids.
    public static List<TaskRow> lock(Handle handle, Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        handle.createQuery("select id from task where id in (<ids>) order by id for update")
                .bindList("ids", List.copyOf(ids))
                .mapTo(String.class)
                .list();
        return handle.createQuery(SELECT + " where t.id in (<ids>) order by t.id")
                .bindList("ids", List.copyOf(ids))
                .map((row, _) -> read(row))
                .list();
    }

    /// Why it cannot be started now: it is in the queue, or runs. Nothing where it can be.
    public Optional<String> underWay() {
        return switch (status) {
            case QUEUED -> Optional.of("'%s' is queued already".formatted(target));
            case DISPATCHED, RUNNING -> Optional.of("'%s' is running already".formatted(target));
            case WAITING,
                    SUCCEEDED,
                    FAILED,
                    INFRA_FAILURE,
                    TIMED_OUT,
                    CANCELLED,
                    SKIPPED,
                    NEUTRAL ->
                    Optional.empty();
        };
    }

    public static TaskRow read(ResultSet row) throws SQLException {
        var verdict = row.getString("verdict");
        return new TaskRow(
                row.getString("id"),
                new BranchKey(
                        row.getLong("repository_id"),
                        new RepoSlug(row.getString("owner"), row.getString("repository_name")),
                        row.getString("branch")),
                row.getLong("position"),
                row.getString("sha"),
                row.getString("target"),
                TaskStatus.of(row.getString("status")),
                row.getBoolean("flaky"),
                verdict == null ? null : TaskStatus.of(verdict),
                Rows.instant(row, "verdict_at"),
                row.getInt("attempts"),
                row.getInt("max_attempts"),
                row.getBoolean("external"),
                row.getString("cancel_asked_by"));
    }

    public char cell() {
        return Cell.of(status, flaky, attempts);
    }

    public TaskRow moved(TaskStatus to) {
        return new TaskRow(
                id,
                branch,
                position,
                sha,
                target,
                to,
                flaky,
                verdict,
                verdictAt,
                attempts,
                maxAttempts,
                external,
                cancelAskedBy);
    }

    public TaskRow withAttempts(int count) {
        return new TaskRow(
                id,
                branch,
                position,
                sha,
                target,
                status,
                flaky,
                verdict,
                verdictAt,
                count,
                maxAttempts,
                external,
                cancelAskedBy);
    }

    public TaskRow judged(TaskStatus newVerdict, Instant at) {
        var nowFlaky =
                newVerdict == TaskStatus.SUCCEEDED
                        && (flaky || (verdict != null && verdict.isRed()));
        return new TaskRow(
                id,
                branch,
                position,
                sha,
                target,
                status,
                nowFlaky,
                newVerdict,
                at,
                attempts,
                maxAttempts,
                external,
                cancelAskedBy);
    }
}
