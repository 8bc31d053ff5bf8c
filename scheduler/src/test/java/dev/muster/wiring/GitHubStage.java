package dev.muster.wiring;

import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.checks.CheckSettings;
import dev.muster.checks.Wanted;
import dev.muster.external.StatusPosts;
import dev.muster.intake.WebhookSettings;
import dev.muster.people.People;
import dev.muster.planning.EnabledBranches;
import dev.muster.planning.Planning;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.Watch;
import dev.muster.planning.WatchSettings;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.checks.CheckRun;
import dev.muster.testkit.GitHubReferee;
import dev.muster.testkit.SettableClock;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A simulated GitHub and a service that is its App, on one clock. Nothing of the service moves
/// unless a test asks for it; deliveries really come by HTTP.
public final class GitHubStage implements AutoCloseable {

    /// Two targets, one of which only runs for documents.
    public static final String CONFIG =
            """
            enabled_branches: [main, release-.*]
            platform_properties:
              linux:
                runs_on: [ubuntu-24.04]
            targets:
              - name: Linux unit
                run: ["true"]
              - name: Linux docs
                run_if:
                  - docs/**
                  - .ci.yaml
                run: ["true"]
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ServeSettings SERVE =
            ServeSettings.here(0, Path.of("unused"), List.of(), 1);
    private static final Duration FEW_MINUTES = Duration.ofMinutes(5);
    private static final Duration SHORT_STEP = Duration.ofSeconds(30);
    private static final Duration LONG_STEP = Duration.ofMinutes(2);
    private static final int MOST_STEPS = 1000;

    public final SettableClock clock = new SettableClock();
    public final GitHubSimulation github;
    public final Database database;
    public final JdbcStores stores;
    private final GitHubSettings settings;
    private final HttpServer server;
    private Function<String, String> verdict = _ -> "success";
    private final List<SimulatedRepository> repositories = new ArrayList<>();
    private Instance instance;

    /// Opens the stage on a database that it closes at the end.
    public static GitHubStage on(Database database) {
        return new GitHubStage(database, UnaryOperator.identity());
    }

    /// The same at an Enterprise Server.
    public static GitHubStage onEnterprise(Database database) {
        return new GitHubStage(database, GitHubSimulation::asEnterprise);
    }

    private GitHubStage(Database database, UnaryOperator<GitHubSimulation> kind) {
        this.github = kind.apply(GitHubReferee.start(clock));
        this.database = database;
        this.stores = new JdbcStores(database, clock, new SecureRandom());
        this.settings = StageWishes.settings(github);
        this.instance = new Instance();
        this.server = server();
        github.deliverTo(uri("/github/webhook"));
    }

    /// What a start of the service makes, and what is gone when it is killed.
    private final class Instance {
        private final GitHubSide side;
        private final Planning planning;
        private final Backfills backfills;

        Instance() {
            var ground = GitHubSide.Ground.of(settings, stores, clock);
            var watch =
                    new Watch(
                            stores.repositories(),
                            ground.source(),
                            stores.commits(),
                            WatchSettings.DEFAULTS,
                            new EnabledBranches(
                                    ground.source(),
                                    stores.plans(),
                                    PlanningSettings.DEFAULTS,
                                    clock));
            var all = new GitHubSide.Stores(stores, "local", clock, StageWishes.ALL);
            side = GitHubSide.of(settings, "http://muster.test", ground, watch, all);
            backfills = Backfills.of(SERVE, all);
            planning =
                    new Planning(
                            stores.inbox(),
                            ground.source(),
                            stores.plans(),
                            PlanningSettings.DEFAULTS,
                            "local",
                            clock);
        }

        /// One step of everything that is woken by what happens.
        ///
        /// @return how much moved
        int step() {
            var runner = side.runner();
            var moved = side.deliveries() + side.runDeliveries() + planning.round();
            moved += runner.dispatch().round() + runner.shipping().round();
            var told = runner.signals().take();
            told.forEach(runner.reconciliation()::look);
            return moved + told.size() + side.checks() + side.details();
        }

        /// What comes by the clock.
        void compare() {
            side.sweep();
            side.runner().watch().round();
            side.runner().heads().round();
            side.runner().reconciliation().round();
            backfills.round();
        }
    }

    private HttpServer server() {
        var doors =
                new HttpServer.Doors(
                        stores.reads(),
                        stores.requests(),
                        stores.repeats(),
                        stores.trees(),
                        stores.stability(),
                        (_, _, _) -> Optional.empty(),
                        stores.tokens(),
                        People.off(stores.sessions(), new SecureRandom(), clock),
                        new StatusPosts(stores.externalTasks(), clock),
                        () -> {},
                        new HttpServer.Vitals(
                                List::of, instance.side::allowances, () -> instance.side.missed()),
                        new HttpServer.Hook(
                                new WebhookSettings(settings.webhookSecret(), settings.app()),
                                stores.letterbox(),
                                (_, _) -> {},
                                instance.side.runner().jobs()),
                        clock);
        try {
            return HttpServer.start(SERVE, "0.1.0-test", doors);
        } catch (StartFailure failure) {
            throw new IllegalStateException(failure.why(), failure);
        }
    }

    /// Lets pull requests show the state of the tree.
    public GitHubStage showTrees() {
        settle();
        instance.side.trees();
        return this;
    }

    /// An address of the service.
    public URI uri(String path) {
        return URI.create("http://localhost:%d%s".formatted(server.port(), path));
    }

    /// A repository with [#CONFIG] and its workflows, in which the App is installed.
    public SimulatedRepository repository(String name) {
        return repository(name, CONFIG);
    }

    /// A repository with a configuration and its workflows, in which the App is installed.
    public SimulatedRepository repository(String name, String config) {
        var files = new HashMap<>(Map.of(".ci.yaml", config, "README.md", "# Read me\n"));
        files.putAll(StageWorkflows.of(config));
        var made = github.repository(name, files);
        repositories.add(made);
        settle();
        return made;
    }

    /// The App is taken off a repository's owner, so that it costs the other tests nothing.
    public void forget(SimulatedRepository repository) {
        var owner = repository.fullName().substring(0, repository.fullName().indexOf('/'));
        github.installation(owner).uninstall();
        settle();
    }

    /// Lets everything happen that happens without time going by, except that no job ends.
    public GitHubStage settle() {
        for (var steps = 0; delivered() && instance.step() > 0; steps++) {
            if (steps == MOST_STEPS) {
                throw new AssertionError("the service does not come to rest");
            }
        }
        return this;
    }

    private boolean delivered() {
        try {
            if (github.awaitDeliveries(PATIENCE)) {
                return true;
            }
            throw new AssertionError("deliveries are not taken");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Lets time go by, a few minutes in steps of half a minute and more in longer ones, with all
    /// that comes by the clock.
    public GitHubStage pass(Duration time) {
        var step = time.compareTo(FEW_MINUTES) > 0 ? LONG_STEP : SHORT_STEP;
        for (var left = time; left.isPositive(); left = left.minus(step)) {
            step(left.compareTo(step) < 0 ? left : step);
        }
        return this;
    }

    /// Lets time go by at once, and then once what comes by the clock.
    public void step(Duration time) {
        clock.pass(time);
        settle();
        instance.compare();
        settle();
    }

    /// How jobs end from now on, by the name of the target.
    public void jobsEnd(Function<String, String> conclusion) {
        verdict = conclusion;
    }

    /// Runs every job that waits, until none waits.
    public GitHubStage work(SimulatedRepository repository) {
        settle();
        for (var jobs = repository.unfinishedJobs(); !jobs.isEmpty(); ) {
            jobs.forEach(job -> job.begin().end(verdict.apply(job.name())));
            settle();
            jobs = repository.unfinishedJobs();
        }
        return pass(Duration.ofMinutes(1));
    }

    /// The targets of a commit with the statuses of their tasks, in the order of their names.
    public List<String> statuses(SimulatedRepository repository, String sha) {
        return list(
                """
                select t.target || ' ' || t.status from task t
                join repository r on r.id = t.repository_id
                where r.github_id = ? and t.sha = ? order by t.target, t.branch
                """,
                repository.id(),
                sha);
    }

    /// Every job that GitHub was ever asked for on a commit, with its run's attempt.
    public List<String> jobs(SimulatedRepository repository, String sha) {
        return repository.runs().stream()
                .filter(run -> run.inputs().path("commit").asText().equals(sha))
                .flatMap(run -> run.allJobs().stream())
                .map(job -> job.name() + " " + job.attempt())
                .sorted()
                .toList();
    }

    /// The jobs that GitHub was asked for on a commit and that have not ended.
    public List<String> unfinished(SimulatedRepository repository, String sha) {
        return repository.unfinishedJobs().stream()
                .filter(job -> job.inputs().path("commit").asText().equals(sha))
                .map(SimulatedJob::name)
                .toList();
    }

    /// How many attempts the tasks of a commit had.
    public int attempts(SimulatedRepository repository, String sha) {
        return list(
                        """
                        select t.attempts from task t join repository r on r.id = t.repository_id
                        where r.github_id = ? and t.sha = ?
                        """,
                        repository.id(),
                        sha)
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /// Jobs that ran beyond the attempts that their tasks had: each would be one too many.
    public List<String> startedTwice(SimulatedRepository repository) {
        var jobs =
                repository.runs().stream()
                        .filter(run -> run.event().equals("workflow_dispatch"))
                        .flatMap(run -> run.allJobs().stream())
                        .filter(job -> "success".equals(job.conclusion()))
                        .map(
                                job ->
                                        job.row().path("targets").path(0).asText(job.name())
                                                + " on "
                                                + job.run().inputs().path("commit").asText())
                        .toList();
        var left = new ArrayList<>(jobs);
        list(
                        """
                        select t.target || ' on ' || t.sha from task t
                        join repository r on r.id = t.repository_id
                        join attempt a on a.task_id = t.id
                        where r.github_id = ?
                        """,
                        repository.id())
                .forEach(left::remove);
        return left;
    }

    private List<String> list(String query, Object... arguments) {
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

    /// The aggregate check of a commit.
    public CheckRun required(SimulatedRepository repository, String sha) {
        return Objects.requireNonNull(
                repository.checkRun(sha, Wanted.REQUIRED), "there is no aggregate check");
    }

    /// The service is killed and starts again; what it had in hand is held until its leases end.
    public void restart() {
        instance.side.close();
        instance = new Instance();
    }

    /// From now on the service is killed at a step: before or after a transaction ends, counted
    /// from 1. Before and after a call to GitHub are among them, for no call stands inside one.
    public Killing killAt(int step) {
        var killing = new Killing(database.jdbi().getTransactionHandler(), step);
        database.jdbi().setTransactionHandler(killing);
        return killing;
    }

    /// Lets everything happen until all is done, starting the service again when it was killed.
    public void survive(SimulatedRepository repository, Killing killing) {
        try {
            work(repository);
        } catch (Killing.Killed killed) {
            restart();
        } finally {
            killing.over();
        }
        pass(Duration.ofMinutes(6)).work(repository).pass(Duration.ofMinutes(6));
    }

    /// Closes everything, when [Agreement] was looked at.
    @Override
    public void close() {
        var twice = repositories.stream().flatMap(it -> startedTwice(it).stream()).toList();
        var checks = new CheckSettings("http://muster.test", settings.checks());
        var broken = new Agreement(database, stores, checks).broken(repositories, twice);
        instance.side.close();
        server.close();
        github.close();
        database.close();
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n", broken));
        }
    }
}
