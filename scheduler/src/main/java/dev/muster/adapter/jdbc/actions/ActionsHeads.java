package dev.muster.adapter.jdbc.actions;

import dev.muster.actions.HeadStore.Head;
import dev.muster.actions.JobSeen;
import dev.muster.adapter.jdbc.evidence.TaskRuns;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The commits whose attempts are for runs that GitHub starts by itself.
final class ActionsHeads {

    /// GitHub tells times in whole seconds.
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final String OPEN =
            """
            select b.repository_id, b.sha, r.owner, r.name, count(*) as open
            from actions_build b
            join attempt a on a.task_id = b.task_id and a.number = b.number
            join repository r on r.id = b.repository_id
            where b.state in ('asked', 'running') and b.pool = 'pull' and a.finished_at is null
            """;

    private ActionsHeads() {}

    /// An attempt counts as agreed at when it is handed out, so that one that nobody asked about
    /// yet has two equal times.
    static List<Head> toLook(Handle handle, Instant notSince, int limit) {
        return handle.createQuery(
                        OPEN
                                + """
                                group by b.repository_id, b.sha, r.owner, r.name
                                having min(case when a.agreed_at > a.dispatched_at then a.agreed_at
                                        end) <= :since
                                    or count(*) > sum(case when a.agreed_at > a.dispatched_at then 1
                                        else 0 end)
                                order by min(a.agreed_at), b.sha limit :limit
                                """)
                .bind("since", notSince)
                .bind("limit", limit)
                .map((row, _) -> head(handle, row))
                .list();
    }

    static Optional<Head> find(Handle handle, long repository, CommitSha sha) {
        return handle.createQuery(
                        OPEN
                                + """
                                    and b.repository_id = :repository and b.sha = :sha
                                group by b.repository_id, b.sha, r.owner, r.name
                                """)
                .bind("repository", repository)
                .bind("sha", sha.value())
                .map((row, _) -> head(handle, row))
                .findOne();
    }

    private static Head head(Handle handle, ResultSet row) throws SQLException {
        var repository = row.getLong("repository_id");
        var sha = row.getString("sha");
        return new Head(
                repository,
                new RepoSlug(row.getString("owner"), row.getString("name")),
                new CommitSha(sha),
                row.getInt("open"),
                before(handle, repository, sha),
                againSince(handle, repository, sha));
    }

    private static @Nullable Instant againSince(Handle handle, long repository, String sha) {
        return handle.createQuery(
                        """
                        select max(b.created_at) as at from actions_build b
                        join actions_build before on before.task_id = b.task_id
                            and before.number = b.number - 1
                        where b.state = 'asked' and b.pool = 'pull'
                            and b.repository_id = :repository and b.sha = :sha
                            and before.job_id is null
                        """)
                .bind("repository", repository)
                .bind("sha", sha)
                .map((row, _) -> Rows.instant(row, "at"))
                .findOne()
                .orElse(null);
    }

    /// The attempts that a run left behind: those that were for its newest execution, and first
    /// ones that have waited a minute, for which GitHub would have started another run by now.
    static List<AttemptKey> leftBy(Handle handle, Head head, long run, Instant since, Instant now) {
        return handle.createQuery(
                        """
                        select task_id, number from actions_build
                        where pool = 'pull' and repository_id = :repository and sha = :sha
                            and (state = 'running' and run_id = :run
                                or state = 'asked' and (created_at <= :since
                                    or number = 1 and created_at <= :minuteAgo))
                        order by task_id, number for update
                        """)
                .bind("repository", head.repository())
                .bind("sha", head.sha().value())
                .bind("run", run)
                .bind("since", since.plus(SECOND))
                .bind("minuteAgo", now.minus(MINUTE))
                .map((row, _) -> ActionsBuilds.key(row))
                .list();
    }

    private static Set<Long> before(Handle handle, long repository, String sha) {
        return handle.createQuery(
                        """
                        select before.job_id from actions_build b
                        join actions_build before on before.task_id = b.task_id
                            and before.number = b.number - 1
                        where b.state = 'asked' and b.pool = 'pull'
                            and b.repository_id = :repository and b.sha = :sha
                            and before.job_id is not null
                        """)
                .bind("repository", repository)
                .bind("sha", sha)
                .mapTo(Long.class)
                .set();
    }

    /// Whether an earlier attempt of the task was this execution of the job: a run of which only
    /// some jobs are started again lists the others again, as they were.
    static boolean isEarlier(Handle handle, AttemptKey key, JobSeen job) {
        return key.number() > 1
                && ActionsBuilds.bind(
                                        handle.createQuery(
                                                """
                                                select count(*) from actions_build
                                                where task_id = :task and number < :number
                                                    and run_id = :run
                                                    and (run_attempt >= :runAttempt
                                                        or finished_at >= :started)
                                                """),
                                        key)
                                .bind("run", job.runId())
                                .bind("runAttempt", job.runAttempt())
                                .bindByType("started", job.startedAt(), Instant.class)
                                .mapTo(Integer.class)
                                .one()
                        > 0;
    }

    /// Keeps which job it was of an attempt that ended before anybody told of its beginning.
    static void executed(Handle handle, AttemptKey key, JobSeen job) {
        ActionsBuilds.bind(
                        handle.createUpdate(
                                """
                                update actions_build set job_id = coalesce(job_id, :job),
                                    run_id = coalesce(run_id, :run),
                                    run_attempt = coalesce(run_attempt, :runAttempt)
                                where task_id = :task and number = :number
                                """),
                        key)
                .bind("job", job.jobId())
                .bind("run", job.runId())
                .bind("runAttempt", job.runAttempt())
                .execute();
    }

    static void looked(Handle handle, Head head, Instant now) {
        handle.createUpdate(
                        """
                        update attempt set agreed_at = :now
                        where %s and (task_id, number) in (
                            select task_id, number from actions_build
                            where state in ('asked', 'running') and pool = 'pull'
                                and repository_id = :repository and sha = :sha)
                        """
                                .formatted(TaskRuns.NOT_OVER))
                .bind("now", now)
                .bind("repository", head.repository())
                .bind("sha", head.sha().value())
                .execute();
    }
}
