package dev.muster.wiring;

import dev.muster.adapter.git.JgitCheckout;
import dev.muster.adapter.git.JgitCommitSource;
import dev.muster.adapter.git.LocalRepository;
import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.gardening.JdbcTrees;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.stability.JdbcStability;
import dev.muster.adapter.quartz.TimedRounds;
import dev.muster.adapter.runner.LocalLogs;
import dev.muster.adapter.runner.LocalRunner;
import dev.muster.adapter.runner.LocalRunnerSettings;
import dev.muster.core.ci.RepoSlug;
import dev.muster.dispatch.Dispatch;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.external.StatusPosts;
import dev.muster.inbox.Letterbox;
import dev.muster.intake.WebhookSettings;
import dev.muster.jobs.JobPosts;
import dev.muster.people.People;
import dev.muster.planning.CommitSource;
import dev.muster.planning.CommitSources;
import dev.muster.planning.EnabledBranches;
import dev.muster.planning.Planning;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.Watch;
import dev.muster.planning.WatchSettings;
import dev.muster.reconcile.Reconciliation;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A running service on this machine's repositories.
public final class Service implements AutoCloseable {

    private final Database database;
    private final LocalRunner runner;
    private final Rounds rounds;
    private final TimedRounds timed;
    private final HttpServer server;
    private final DataFolder folder;
    private final @Nullable GitHubRounds github;

    private Service(
            Parts parts,
            Rounds rounds,
            TimedRounds timed,
            HttpServer server,
            @Nullable GitHubRounds github) {
        this.github = github;
        this.folder = parts.folder;
        this.database = parts.database;
        this.runner = parts.runner;
        this.rounds = rounds;
        this.timed = timed;
        this.server = server;
    }

    /// What is made before anything runs.
    private record Parts(
            DataFolder folder,
            Database database,
            LocalRunner runner,
            Map<RepoSlug, Path> folders) {}

    /// Starts everything; when it returns the service answers.
    ///
    /// @throws StartFailure with what the operator must know
    public static Service start(ServeSettings settings, Clock clock, String version)
            throws StartFailure {
        var folders = new HashMap<RepoSlug, Path>();
        for (var path : settings.repositories()) {
            folders.put(slug(path, folders), checked(path));
        }
        var folder = DataFolder.open(settings.dataDir());
        var database = Databases.open(settings, folder);
        var signals = new Rounds.Signals();
        var runs = folder.path().resolve("runs");
        var runner =
                new LocalRunner(
                        LocalRunnerSettings.in(runs),
                        (work, it) ->
                                JgitCheckout.into(work, folderOf(folders, it.repo()), it.commit()),
                        signals,
                        clock);
        var parts = new Parts(folder, database, runner, folders);
        return start(settings, clock, version, parts, signals);
    }

    /// What both answers questions and comes by the clock.
    private record Answering(
            JdbcTrees trees,
            JdbcStability stability,
            StatusPosts posts,
            Backfills backfills,
            People people,
            @Nullable String site) {}

    private static Answering answering(
            ServeSettings settings, GitHubSide.@Nullable Ground ground, GitHubSide.Stores stores) {
        var url = settings.address(settings.port());
        var app = settings.github();
        return new Answering(
                stores.jdbc().trees(),
                stores.jdbc().stability(),
                new StatusPosts(stores.jdbc().externalTasks(), stores.clock()),
                Backfills.of(settings, stores),
                SignIns.of(app, ground, url, stores),
                app == null ? null : app.site());
    }

    /// What goes round in this process.
    private record Round(Rounds rounds, TimedRounds timed, @Nullable GitHubRounds github) {

        HttpServer.Vitals vitals() {
            return new HttpServer.Vitals(
                    () -> {
                        var beats = new ArrayList<>(rounds.beats());
                        if (github != null) {
                            beats.addAll(github.beats());
                        }
                        beats.addAll(timed.beats());
                        return beats;
                    },
                    () -> github == null ? List.of() : github.allowances(),
                    () -> github == null ? null : github.missed());
        }
    }

    private static HttpServer.Doors doors(
            Parts parts,
            GitHubSide.Stores from,
            Answering answering,
            Round round,
            HttpServer.Hook hook) {
        var stores = from.jdbc();
        return new HttpServer.Doors(
                stores.reads(answering.backfills.waiting(), answering.site),
                stores.requests(),
                stores.repeats(),
                answering.trees,
                answering.stability,
                new LocalLogs(parts.folder.path().resolve("runs")),
                stores.tokens(),
                answering.people,
                answering.posts,
                round.rounds,
                round.vitals(),
                hook,
                from.clock());
    }

    private static Service start(
            ServeSettings settings,
            Clock clock,
            String version,
            Parts parts,
            Rounds.Signals signals)
            throws StartFailure {
        var database = parts.database;
        var owner = settings.database().url().isEmpty() ? "local" : parts.folder.instance();
        var stores =
                new GitHubSide.Stores(
                        new JdbcStores(database, clock, new SecureRandom()),
                        owner,
                        clock,
                        settings.wishes());
        var local = new JgitCommitSource(it -> folderOf(parts.folders, it));
        var ground =
                settings.github() == null
                        ? null
                        : GitHubSide.Ground.of(settings.github(), stores.jdbc(), clock);
        var source = ground == null ? local : new CommitSources(local, ground.source());
        var watch = watch(parts, local, source, settings.planning(), stores);
        var answering = answering(settings, ground, stores);
        var rounds =
                new Rounds(
                        work(settings, parts, stores, source, new Watched(watch, answering)),
                        settings.every().here(),
                        signals,
                        clock);
        var timed = timed(settings, database, stores, answering, rounds);
        var github = ground == null ? null : github(settings, ground, watch, stores, rounds);
        try {
            var hook = hook(settings, stores.jdbc().letterbox(), github, clock);
            var round = new Round(rounds, timed, github);
            var server =
                    HttpServer.start(
                            settings, version, doors(parts, stores, answering, round, hook));
            return new Service(parts, rounds, timed, server, github);
        } catch (StartFailure e) {
            if (github != null) {
                github.close();
            }
            rounds.close();
            timed.close();
            parts.runner.close();
            database.close();
            parts.folder.close();
            throw e;
        }
    }

    /// What brings news and work: commits, the posts of others, what waits.
    private record Watched(Watch watch, Answering answering) {}

    private static Rounds.Work work(
            ServeSettings settings,
            Parts parts,
            GitHubSide.Stores stores,
            CommitSource source,
            Watched watched) {
        var clock = stores.clock();
        var queue = stores.jdbc().queue(RepositoryKind.LOCAL, parts.runner);
        var results = stores.jdbc().results();
        var dispatching =
                DispatchSettings.of(stores.owner(), settings.capacity()).with(stores.shares());
        var dispatch = new Dispatch(queue, parts.runner, results, dispatching, clock);
        return new Rounds.Work(
                watched.watch,
                new Planning(
                        stores.jdbc().inbox(),
                        source,
                        stores.jdbc().plans(),
                        settings.planning(),
                        stores.owner(),
                        clock),
                dispatch,
                new Reconciliation(queue, parts.runner, dispatch, results, dispatching, clock),
                watched.answering.posts,
                watched.answering.backfills,
                Rounds.due(watched.answering.trees, watched.answering.stability));
    }

    private static @Nullable GitHubRounds github(
            ServeSettings settings,
            GitHubSide.Ground ground,
            Watch watch,
            GitHubSide.Stores stores,
            Rounds rounds) {
        var app = settings.github();
        return app == null
                ? null
                : new GitHubRounds(
                        GitHubSide.of(
                                app, settings.address(settings.port()), ground, watch, stores),
                        rounds,
                        settings.every().reconcile(),
                        stores.clock());
    }

    private static HttpServer.Hook hook(
            ServeSettings settings,
            Letterbox letterbox,
            @Nullable GitHubRounds github,
            Clock clock) {
        var app = settings.github();
        return app == null || github == null
                ? new HttpServer.Hook(
                        WebhookSettings.OFF, letterbox, (_, _) -> {}, JobPosts.off(clock))
                : new HttpServer.Hook(
                        new WebhookSettings(app.webhookSecret(), app.app()),
                        letterbox,
                        github::deliveryCame,
                        github.jobs());
    }

    private static Watch watch(
            Parts parts,
            JgitCommitSource local,
            CommitSource source,
            PlanningSettings planning,
            GitHubSide.Stores all) {
        var stores = all.jdbc();
        var repositories = stores.repositories();
        parts.folders.forEach(
                (slug, path) ->
                        repositories.add(
                                slug,
                                RepositoryKind.LOCAL,
                                path.toString(),
                                defaultBranch(local, slug)));
        var gate = new EnabledBranches(source, stores.plans(), planning, all.clock());
        return new Watch(repositories, source, stores.commits(), WatchSettings.DEFAULTS, gate);
    }

    private static TimedRounds timed(
            ServeSettings settings,
            Database database,
            GitHubSide.Stores stores,
            Answering answering,
            Rounds rounds) {
        var timed =
                new TimedRounds(
                        database.dataSource(),
                        Databases.isPostgres(settings),
                        stores.owner(),
                        stores.clock());
        var minute = Duration.ofMinutes(1);
        timed.every(minute, "housekeeping", answering.posts::expire);
        timed.every(minute.multipliedBy(5), "queue samples", stores.jdbc().queueSamples());
        timed.every(settings.every().vacuum(), "vacuum", stores.jdbc().vacuum()::round);
        StabilityRounds.schedule(
                timed, stores.jdbc(), answering.stability, settings, stores.clock());
        timed.every(
                settings.backfill().every(), "backfill", () -> rounds.fill(answering.backfills));
        timed.start();
        return timed;
    }

    private static Path folderOf(Map<RepoSlug, Path> folders, RepoSlug slug) {
        return folders.getOrDefault(slug, Path.of("/nonexistent"));
    }

    private static RepoSlug slug(Path path, Map<RepoSlug, Path> taken) {
        var last = path.toAbsolutePath().normalize().getFileName();
        var name =
                last == null ? "root" : last.toString().replaceAll("\\.git$", "").replace('/', '-');
        var slug = new RepoSlug(RepoSlug.LOCAL, name.isBlank() ? "repository" : name);
        for (var number = 2; taken.containsKey(slug); number++) {
            slug = new RepoSlug(RepoSlug.LOCAL, name + "-" + number);
        }
        return slug;
    }

    private static Path checked(Path path) throws StartFailure {
        var absolute = path.toAbsolutePath().normalize();
        try (var repository = LocalRepository.open(absolute)) {
            repository.branches();
            return absolute;
        } catch (LocalRepository.Unreadable e) {
            throw new StartFailure(e.why() + "; name folders that hold a git repository");
        }
    }

    private static String defaultBranch(JgitCommitSource source, RepoSlug slug) {
        return source.heads(slug) instanceof CommitSource.Heads.Found(_, var branch)
                ? branch
                : "main";
    }

    /// The port it listens on.
    public int port() {
        return server.port();
    }

    /// Stops taking work and answering. What runs goes on, and is found at the next start.
    @Override
    public void close() {
        close(runner::close);
    }

    /// Stops, and ends what runs, for a service that leaves nothing behind.
    public void end() {
        close(runner::stopAll);
    }

    private void close(Runnable attempts) {
        server.close();
        timed.close();
        if (github != null) {
            github.close();
        }
        rounds.close();
        attempts.run();
        database.close();
        folder.close();
    }
}
