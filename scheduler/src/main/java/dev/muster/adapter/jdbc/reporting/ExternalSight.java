package dev.muster.adapter.jdbc.reporting;

import dev.muster.config.diagnostic.Nearest;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;
import dev.muster.external.ExternalTasks.Sight;
import dev.muster.external.ExternalTasks.Task;
import dev.muster.external.StatusPost;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.util.List;
import java.util.Optional;

/// Looks for what a post is about.
final class ExternalSight {

    private ExternalSight() {}

    static Sight look(Handle handle, StatusPost post) {
        var repository = repository(handle, post.repository());
        if (repository.isEmpty()) {
            return new Sight.NoRepository();
        }
        var tasks = tasks(handle, repository.get(), post);
        if (!tasks.isEmpty()) {
            return new Sight.Found(tasks);
        }
        return states(handle, repository.get(), post).stream().allMatch("unread"::equals)
                ? new Sight.NoCommit(repository.get())
                : new Sight.NoTask(absent(handle, repository.get(), post));
    }

    private static Optional<Long> repository(Handle handle, RepoSlug slug) {
        return handle.createQuery("select id from repository where owner = :owner and name = :name")
                .bind("owner", slug.owner())
                .bind("name", slug.name())
                .mapTo(Long.class)
                .findOne();
    }

    private static List<Task> tasks(Handle handle, long repository, StatusPost post) {
        return about(
                        handle,
                        """
                        select id, external, scheduler from task
                        where repository_id = :repository and sha = :sha and target = :target
                            and (:branch is null or branch = :branch)
                        order by branch
                        """,
                        repository,
                        post)
                .bind("target", post.target())
                .map(
                        (row, _) ->
                                new Task(
                                        new TaskId(row.getString("id")),
                                        row.getBoolean("external"),
                                        row.getString("scheduler")))
                .list();
    }

    private static List<String> states(Handle handle, long repository, StatusPost post) {
        return about(
                        handle,
                        """
                        select config_state from landed_commit
                        where repository_id = :repository and sha = :sha
                            and (:branch is null or branch = :branch)
                        """,
                        repository,
                        post)
                .mapTo(String.class)
                .list();
    }

    private static String absent(Handle handle, long repository, StatusPost post) {
        var reasons =
                about(
                                handle,
                                """
                                select d.reason from landed_commit c
                                join decision d on d.plan_id = c.plan_id
                                where c.repository_id = :repository and c.sha = :sha
                                    and (:branch is null or c.branch = :branch)
                                    and d.target = :target
                                """,
                                repository,
                                post)
                        .bind("target", post.target())
                        .mapTo(String.class)
                        .list();
        var commit = post.sha().abbreviated();
        if (!reasons.isEmpty()) {
            return "task of '%s' on %s: it was skipped, because %s"
                    .formatted(post.target(), commit, reasons.getFirst());
        }
        var hint =
                Nearest.to(post.target(), names(handle, repository, post))
                        .map("; did you mean '%s'?"::formatted)
                        .orElse("");
        return "target '%s' on %s%s".formatted(post.target(), commit, hint);
    }

    private static List<String> names(Handle handle, long repository, StatusPost post) {
        return about(
                        handle,
                        """
                        select distinct target from task
                        where repository_id = :repository and sha = :sha
                            and (:branch is null or branch = :branch)
                        """,
                        repository,
                        post)
                .mapTo(String.class)
                .list();
    }

    /// The cast is for PostgreSQL, which must know the type of what may be null.
    private static Query about(Handle handle, String query, long repository, StatusPost post) {
        return handle.createQuery(
                        query.replace(":branch is null", "cast(:branch as varchar) is null"))
                .bind("repository", repository)
                .bind("sha", post.sha().value())
                .bindByType("branch", post.branch(), String.class);
    }
}
