package dev.muster.adapter.jdbc.actions;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.tasks.QueueRows;
import dev.muster.core.ci.RepoSlug;
import dev.muster.identity.ActionsJob;
import dev.muster.jobs.JobPost;
import dev.muster.jobs.JobStore;

import org.jdbi.v3.core.Handle;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The attempts that jobs of GitHub Actions speak for.
public final class JdbcJobs implements JobStore {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final JobReruns reruns;
    private final String site;
    private final Clock clock;

    /// @param site GitHub's address for people, without a slash at its end
    /// @param owner the name under which this instance claims
    public JdbcJobs(Database database, String site, String owner, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.reruns = new JobReruns(owner, LEASE);
        this.site = site;
        this.clock = clock;
    }

    @Override
    public Heard take(ActionsJob job, JobPost post) {
        return transactions.in(handle -> take(handle, job, post));
    }

    /// A repository of ours.
    private record Repository(long id, RepoSlug slug) {}

    private Heard take(Handle handle, ActionsJob job, JobPost said) {
        var repository = repository(handle, job.repositoryId()).orElse(null);
        var post = said.post();
        if (repository == null) {
            return notYours("repository %d is not served here".formatted(job.repositoryId()));
        }
        if (!post.repository().equals(repository.slug())
                && !post.repository().equals(job.repository())) {
            return notYours(
                    "a job of '%s' says nothing about '%s'"
                            .formatted(repository.slug(), post.repository()));
        }
        var now = clock.instant();
        var rows = new JobRows(handle, repository.id(), job, said);
        rows.task()
                .ifPresent(
                        it -> {
                            QueueRows.lock(handle, it);
                            TaskRow.lock(handle, it);
                        });
        rows.adopt(now);
        var builds = rows.builds();
        return builds.isEmpty()
                ? new Heard(rows.nothing(), List.of())
                : new JobSays(handle, job, post.post(), log(repository.slug(), job), now, reruns)
                        .about(builds);
    }

    private String log(RepoSlug slug, ActionsJob job) {
        var where =
                job.checkRunId() == null
                        ? "attempts/" + job.runAttempt()
                        : "job/" + job.checkRunId();
        return "%s/%s/actions/runs/%d/%s".formatted(site, slug, job.runId(), where);
    }

    private static Heard notYours(String why) {
        return new Heard(new Outcome.NotYours(why), List.of());
    }

    private static Optional<Repository> repository(Handle handle, long githubId) {
        return handle.createQuery("select id, owner, name from repository where github_id = :id")
                .bind("id", githubId)
                .map(
                        (row, _) ->
                                new Repository(
                                        row.getLong("id"),
                                        new RepoSlug(
                                                row.getString("owner"), row.getString("name"))))
                .findOne();
    }
}
