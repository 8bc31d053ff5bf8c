package dev.muster.wiring;

import dev.muster.adapter.git.JgitCheckout;
import dev.muster.adapter.git.JgitCommitSource;
import dev.muster.adapter.git.LocalRepository;
import dev.muster.adapter.jdbc.Database;
import dev.muster.adapter.jdbc.JdbcCommitLog;
import dev.muster.adapter.jdbc.JdbcDispatchQueue;
import dev.muster.adapter.jdbc.JdbcExternalTasks;
import dev.muster.adapter.jdbc.JdbcInbox;
import dev.muster.adapter.jdbc.JdbcPlanStore;
import dev.muster.adapter.jdbc.JdbcReads;
import dev.muster.adapter.jdbc.JdbcRepeats;
import dev.muster.adapter.jdbc.JdbcRepositories;
import dev.muster.adapter.jdbc.JdbcRequests;
import dev.muster.adapter.jdbc.JdbcResults;
import dev.muster.adapter.jdbc.JdbcStability;
import dev.muster.adapter.jdbc.JdbcTokens;
import dev.muster.adapter.jdbc.JdbcTrees;
import dev.muster.adapter.jdbc.JdbcVacuum;
import dev.muster.adapter.quartz.TimedRounds;
import dev.muster.adapter.runner.LocalLogs;
import dev.muster.adapter.runner.LocalRunner;
import dev.muster.adapter.runner.LocalRunnerSettings;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.promotion.ProposalLimits;
import dev.muster.dispatch.Dispatch;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.external.StatusPosts;
import dev.muster.planning.CommitSource;
import dev.muster.planning.Planning;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.Watch;
import dev.muster.planning.WatchSettings;
import dev.muster.reconcile.Reconciliation;
import dev.muster.stability.ProposalRound;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A running service on this machine's repositories.
public final class Service implements AutoCloseable {

    private final Database database;
    private final LocalRunner runner;
    private final Rounds rounds;
    private final TimedRounds timed;
    private final HttpServer server;
    private final DataFolder folder;

    private Service(Parts parts, Rounds rounds, TimedRounds timed, HttpServer server) {
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

    private static HttpServer.Doors doors(
            Parts parts,
            JdbcTrees trees,
            JdbcStability stability,
            Rounds rounds,
            StatusPosts posts,
            Clock clock) {
        return new HttpServer.Doors(
                new JdbcReads(parts.database, clock),
                new JdbcRequests(parts.database, clock),
                new JdbcRepeats(parts.database, clock),
                trees,
                stability,
                new LocalLogs(parts.folder.path().resolve("runs")),
                new JdbcTokens(parts.database, clock, new SecureRandom()),
                posts,
                rounds,
                clock);
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
        var source = new JgitCommitSource(it -> folderOf(parts.folders, it));
        var queue = new JdbcDispatchQueue(database, clock, parts.runner.name());
        var results = new JdbcResults(database, clock);
        var dispatchSettings = DispatchSettings.of(owner, settings.capacity());
        var dispatch = new Dispatch(queue, parts.runner, results, dispatchSettings, clock);
        var reconciliation =
                new Reconciliation(queue, parts.runner, dispatch, results, dispatchSettings, clock);
        var watch = watch(parts, source, clock);
        var planning =
                new Planning(
                        new JdbcInbox(database, clock),
                        source,
                        new JdbcPlanStore(database, clock, new SecureRandom()),
                        PlanningSettings.DEFAULTS,
                        owner,
                        clock);
        var trees = new JdbcTrees(database, clock);
        var posts = new StatusPosts(new JdbcExternalTasks(database, clock), clock);
        var rounds =
                new Rounds(
                        new Rounds.Work(watch, planning, dispatch, reconciliation, posts),
                        settings.every().reconcile(),
                        signals,
                        clock);
        var timed = timed(database, Databases.isPostgres(settings), owner);
        timed.every(Duration.ofMinutes(1), "housekeeping", Rounds.housekeeping(trees, posts));
        var vacuum = new JdbcVacuum(database, clock);
        timed.every(settings.every().vacuum(), "vacuum", vacuum::round);
        var stability = new JdbcStability(database, clock, new SecureRandom());
        var proposals = new ProposalRound(stability, ProposalLimits.DEFAULT, clock);
        timed.every(Duration.ofMinutes(1), "stability", Rounds.stability(stability, proposals));
        timed.start();
        try {
            var server =
                    HttpServer.start(
                            settings,
                            version,
                            doors(parts, trees, stability, rounds, posts, clock));
            return new Service(parts, rounds, timed, server);
        } catch (StartFailure e) {
            rounds.close();
            timed.close();
            parts.runner.close();
            database.close();
            parts.folder.close();
            throw e;
        }
    }

    private static Watch watch(Parts parts, JgitCommitSource source, Clock clock) {
        var repositories = new JdbcRepositories(parts.database, clock);
        parts.folders.forEach(
                (slug, path) ->
                        repositories.add(
                                slug,
                                RepositoryKind.LOCAL,
                                path.toString(),
                                defaultBranch(source, slug)));
        return new Watch(
                repositories,
                source,
                new JdbcCommitLog(parts.database, clock),
                WatchSettings.DEFAULTS);
    }

    private static TimedRounds timed(Database database, boolean postgres, String owner) {
        return new TimedRounds(database.dataSource(), postgres, owner);
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
        rounds.close();
        attempts.run();
        database.close();
        folder.close();
    }
}
