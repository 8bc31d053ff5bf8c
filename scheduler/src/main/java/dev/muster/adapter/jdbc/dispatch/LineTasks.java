package dev.muster.adapter.jdbc.dispatch;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.tasks.QueueRows;

import org.jdbi.v3.core.Handle;

import java.util.Collection;
import java.util.List;

/// Stops and asks again for the tasks of proposed commits, each with its line in the audit log.
public final class LineTasks {

    private LineTasks() {}

    /// The tasks of lines that have not ended.
    ///
    /// @param except a commit whose tasks are left out; empty: none
    public static List<String> unfinished(
            Handle handle, long repository, Collection<String> lines, String except) {
        if (lines.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(
                        """
                        select id from task
                        where repository_id = :repository and branch in (<lines>)
                            and sha <> :except
                            and status in ('waiting', 'queued', 'dispatched', 'running')
                        order by id
                        """)
                .bind("repository", repository)
                .bindList("lines", lines)
                .bind("except", except)
                .mapTo(String.class)
                .list();
    }

    public static void stop(Handle handle, List<String> tasks, QueueRows.Request request) {
        for (var id : tasks) {
            QueueRows.lock(handle, id);
            TaskRow.lock(handle, id).ifPresent(row -> JdbcRequests.cancel(handle, row, request));
        }
    }

    /// Asks for tasks again.
    ///
    /// @return how many were put in the queue
    public static int again(Handle handle, List<String> tasks, QueueRows.Request request) {
        var accepted = 0;
        for (var id : tasks) {
            QueueRows.lock(handle, id);
            var outcome =
                    TaskRow.lock(handle, id).map(it -> JdbcRequests.rerun(handle, it, request));
            if (outcome.isPresent()
                    && outcome.get() instanceof dev.muster.dispatch.Requests.Outcome.Accepted) {
                accepted++;
            }
        }
        return accepted;
    }

    public static QueueRows.Request request(String who, String reason, java.time.Instant now) {
        return new QueueRows.Request(
                Texts.fit(who, 200), Texts.fit(reason, 1000), QueueRows.PULL_REQUEST, now);
    }

    /// The tasks of a commit that somebody stopped and that have ended since.
    public static List<String> stoppedBy(Handle handle, BranchKey line, String sha, String who) {
        return line.bind(
                        handle.createQuery(
                                """
                                select id from task
                                where repository_id = :repository and branch = :branch
                                    and sha = :sha and status = 'cancelled'
                                    and cancel_asked_by = :who
                                order by id
                                """))
                .bind("sha", sha)
                .bind("who", who)
                .mapTo(String.class)
                .list();
    }

    /// The tasks of a commit with one of some statuses.
    public static List<String> of(
            Handle handle, BranchKey line, String sha, List<String> statuses) {
        return line.bind(
                        handle.createQuery(
                                """
                                select id from task
                                where repository_id = :repository and branch = :branch
                                    and sha = :sha and status in (<statuses>)
                                order by id
                                """))
                .bind("sha", sha)
                .bindList("statuses", statuses)
                .mapTo(String.class)
                .list();
    }
}
