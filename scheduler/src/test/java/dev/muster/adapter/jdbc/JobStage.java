package dev.muster.adapter.jdbc;

import dev.muster.actions.ActionsRunner;
import dev.muster.actions.ActionsStore;
import dev.muster.adapter.jdbc.actions.JdbcActions;
import dev.muster.adapter.jdbc.actions.JdbcJobs;
import dev.muster.adapter.jdbc.dispatch.JdbcDispatchQueue;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.external.Post;
import dev.muster.core.external.PostedStatus;
import dev.muster.dispatch.Dispatch;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.external.StatusPost;
import dev.muster.identity.ActionsJob;
import dev.muster.jobs.JobPost;
import dev.muster.jobs.JobStore.Heard;
import dev.muster.jobs.JobStore.Outcome;
import dev.muster.planning.RepositoryKind;
import dev.muster.reconcile.Reconciliation;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Duration;

/// A world whose repository is at GitHub: number 42, with jobs that speak.
final class JobStage {

    static final long REPOSITORY = 42;
    static final String SITE = "https://github.example";

    final World world;
    final ActionsStore store;
    final JdbcJobs jobs;
    final Dispatch dispatch;
    final Reconciliation reconciliation;

    private JobStage(World world) {
        this.world = world;
        var database = world.database;
        var clock = world.clock;
        var settings = DispatchSettings.of("one/github", 100);
        store = new JdbcActions(database, clock, new SecureRandom());
        jobs = new JdbcJobs(database, SITE, settings.owner(), clock);
        var runner = new ActionsRunner(store);
        var queue = new JdbcDispatchQueue(database, clock, RepositoryKind.GITHUB, runner);
        dispatch = new Dispatch(queue, runner, world.results, settings, clock);
        reconciliation =
                new Reconciliation(queue, runner, dispatch, world.results, settings, clock);
    }

    static JobStage of(World world, String config) {
        world.land(1, config);
        world.database
                .jdbi()
                .useHandle(
                        handle -> {
                            handle.execute(
                                    """
                                    insert into installation (id, account, state, missing, seen_at)
                                    values (7, 'acme', 'active', '[]', current_timestamp)
                                    """);
                            handle.execute(
                                    """
                                    update repository set kind = 'github', github_id = 42,
                                        installation_id = 7, github_state = 'active'
                                    """);
                        });
        return new JobStage(world);
    }

    /// Claims what waits and gathers it into a run that GitHub has not answered for.
    ActionsStore.Dispatch asked() {
        dispatch.round();
        store.gather();
        return store.toSend("one", Duration.ofMinutes(1), 20).getFirst();
    }

    /// The same, answered with a run's number.
    JobStage sent(long run) {
        store.sent(asked(), run);
        return this;
    }

    /// A job of a dispatched run.
    static ActionsJob job(long run, int runAttempt, long job) {
        return job("workflow_dispatch", "refs/heads/main", run, runAttempt, job);
    }

    static ActionsJob job(String event, String ref, long run, int runAttempt, long job) {
        return new ActionsJob(
                REPOSITORY,
                World.REPO,
                run,
                runAttempt,
                ".github/workflows/muster.yml",
                ref,
                event,
                "f".repeat(40),
                job);
    }

    static JobPost post(String target, PostedStatus status) {
        return post(1, target, status, null);
    }

    static JobPost post(
            int commit, String target, PostedStatus status, @Nullable String correlation) {
        return post(World.REPO, commit, target, status, correlation);
    }

    static JobPost post(
            RepoSlug repository,
            int commit,
            String target,
            PostedStatus status,
            @Nullable String correlation) {
        return new JobPost(
                new StatusPost(
                        repository,
                        "main",
                        SimulatedCommits.sha(commit),
                        target,
                        "https://elsewhere.example",
                        new Post(status, 1, "77", null, null, false, "")),
                correlation);
    }

    Outcome says(ActionsJob job, String target, PostedStatus status) {
        return says(job, post(target, status)).outcome();
    }

    Heard says(ActionsJob job, JobPost post) {
        var heard = jobs.take(job, post);
        heard.moved().forEach(reconciliation::look);
        return heard;
    }

    /// Every attempt of a target, the oldest first, in a line.
    String attempts(String target) {
        return String.join(
                ", ",
                world.list(
                        "select a.number || ' ' || a.cause || ' ' || a.status from attempt a"
                                + " join task t on t.id = a.task_id where t.target = ? order by 1",
                        target));
    }

    String stands(String target) {
        return world.text("select status from task where target = ?", target);
    }
}
