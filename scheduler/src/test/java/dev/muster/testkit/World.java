package dev.muster.testkit;

import dev.muster.access.Tokens;
import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.gardening.JdbcTrees;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.stability.JdbcStability;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;
import dev.muster.core.promotion.ProposalLimits;
import dev.muster.dispatch.Dispatch;
import dev.muster.dispatch.DispatchQueue;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.dispatch.Requests;
import dev.muster.dispatch.Runner;
import dev.muster.external.StatusPosts;
import dev.muster.inbox.Inbox;
import dev.muster.planning.Planning;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.Watch;
import dev.muster.planning.WatchSettings;
import dev.muster.reconcile.Reconciliation;
import dev.muster.reporting.Results;
import dev.muster.reporting.Summaries;
import dev.muster.stability.CulpritRound;
import dev.muster.stability.IncidentRound;
import dev.muster.stability.ProposalRound;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;

/// The whole service on a database, with simulated commits and a simulated runner. Nothing moves
/// unless a test asks for a round.
public final class World {

    /// The repository that the service watches.
    public static final RepoSlug REPO = new RepoSlug("local", "sample");

    public final SettableClock clock;
    public final SimulatedCommits commits;
    public final SimulatedRunner runner;
    public final Database database;
    public final Watch watch;
    public final Planning planning;
    public final JdbcStores stores;
    public final DispatchQueue queue;
    public final Dispatch dispatch;
    public final Reconciliation reconciliation;
    public final Inbox inbox;
    public final Results results;
    public final Requests requests;
    public final JdbcTrees trees;
    public final JdbcStability stability;
    public final ProposalRound proposals;
    public final CulpritRound culprits;
    public final IncidentRound incidents;
    public final Summaries summaries;
    public final Tokens tokens;
    public final StatusPosts posts;

    private World(
            Database database,
            SettableClock clock,
            SimulatedCommits commits,
            SimulatedRunner runner,
            DispatchSettings settings) {
        this.database = database;
        this.clock = clock;
        this.commits = commits;
        this.runner = runner;
        stores = new JdbcStores(database, clock, new SecureRandom());
        var repositories = stores.repositories();
        repositories.add(REPO, RepositoryKind.LOCAL, "/sample", "main");
        var log = stores.commits();
        var plans = stores.plans();
        inbox = stores.inbox();
        watch = new Watch(repositories, commits, log, WatchSettings.DEFAULTS);
        planning =
                new Planning(
                        inbox, commits, plans, PlanningSettings.DEFAULTS, settings.owner(), clock);
        queue = stores.queue(RepositoryKind.LOCAL, runner);
        results = stores.results();
        dispatch = new Dispatch(queue, runner, results, settings, clock);
        reconciliation = new Reconciliation(queue, runner, dispatch, results, settings, clock);
        requests = stores.requests();
        trees = stores.trees();
        stability = stores.stability();
        proposals = new ProposalRound(stability, ProposalLimits.DEFAULT, clock);
        culprits = new CulpritRound(stores.culprits());
        incidents = new IncidentRound(stores.incidents(), clock);
        summaries = stores.summaries();
        tokens = stores.tokens();
        posts = new StatusPosts(stores.externalTasks(), clock);
    }

    /// A world of its own.
    public static World on(Database database) {
        var clock = new SettableClock();
        return new World(
                database,
                clock,
                new SimulatedCommits(clock),
                new SimulatedRunner(clock),
                DispatchSettings.of("one", 100));
    }

    /// Another instance that has a runner of its own, on a disk of its own.
    public World apart(DispatchSettings settings) {
        return new World(
                database, clock, commits, new SimulatedRunner(clock, settings.owner()), settings);
    }

    /// Another instance of the service on the same database, runner, commits and clock.
    public World besides(DispatchSettings settings) {
        return new World(database, clock, commits, runner, settings);
    }

    /// Lands a commit on `main` and lets the service notice and plan it.
    public World land(int number, String config) {
        commits.land(REPO, "main", number, config);
        watch.round();
        planning.round();
        return this;
    }

    /// Claims and submits what is due.
    public World dispatched() {
        dispatch.round();
        return this;
    }

    /// Lets the newest attempt of a target end.
    public World end(int commit, String target, Runner.Ending ending) {
        runner.end(newestAttempt(commit, target), ending);
        reconciliation.round();
        return this;
    }

    /// The same, and what it says of itself.
    public World end(int commit, String target, Runner.Ending ending, String said) {
        runner.end(newestAttempt(commit, target), ending, said);
        reconciliation.round();
        return this;
    }

    /// Claims what is due and lets a target's attempt end.
    public World run(int commit, String target, Runner.Ending ending) {
        dispatch.round();
        return end(commit, target, ending);
    }

    /// The same, and what it says of itself.
    public World run(int commit, String target, Runner.Ending ending, String said) {
        dispatch.round();
        return end(commit, target, ending, said);
    }

    /// The task of a target on a commit.
    public TaskId task(int commit, String target) {
        return new TaskId(
                text(
                        "select id from task where sha = ? and target = ? and branch = 'main'",
                        SimulatedCommits.sha(commit).value(),
                        target));
    }

    public AttemptKey newestAttempt(int commit, String target) {
        var task = task(commit, target);
        return new AttemptKey(
                task,
                Integer.parseInt(text("select attempts from task where id = ?", task.value())));
    }

    /// The grid as the dashboard reads it, newest commit first, a line each.
    public String grid() {
        return list(
                        """
                        select l.subject || ' ' || g.cells from grid_row g
                        join landed_commit l on l.repository_id = g.repository_id
                            and l.branch = g.branch and l.position = g.position
                        where g.branch = 'main' order by g.position desc
                        """)
                .stream()
                .map(line -> line.replace("Change number ", "c") + "\n")
                .collect(Collectors.joining());
    }

    /// The first column of a query's answer.
    public List<String> list(String query, Object... arguments) {
        return database.jdbi()
                .withHandle(
                        handle -> {
                            var statement = handle.createQuery(query);
                            for (var i = 0; i < arguments.length; i++) {
                                statement.bind(i, arguments[i]);
                            }
                            return statement.mapTo(String.class).list();
                        });
    }

    /// The only value of a query's answer.
    public String text(String query, Object... arguments) {
        var found = list(query, arguments);
        if (found.size() != 1) {
            throw new AssertionError("expected one value, found " + found + " for " + query);
        }
        return found.getFirst();
    }
}
