package dev.muster.scenario;

import dev.muster.adapter.git.JgitCheckout;
import dev.muster.adapter.git.JgitCommitSource;
import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.runner.LocalRunner;
import dev.muster.adapter.runner.LocalRunnerSettings;
import dev.muster.backfill.BackfillSettings;
import dev.muster.backfill.Backfilling;
import dev.muster.core.backfill.Strategy;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.RepoSlug;
import dev.muster.dispatch.Dispatch;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.planning.Planning;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.Watch;
import dev.muster.planning.WatchSettings;
import dev.muster.reconcile.Reconciliation;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The service's rounds in a process of their own, to be killed. Ends by itself when everything
/// that was planned has ended.
final class ServiceProcess {

    static final RepoSlug REPO = new RepoSlug("local", "repository");
    private static final int PAUSE_MILLIS = 50;

    private final Database database;
    private final Watch watch;
    private final Planning planning;
    private final Dispatch dispatch;
    private final Backfilling backfilling;
    private final Reconciliation reconciliation;
    private final LinkedBlockingQueue<AttemptKey> changed = new LinkedBlockingQueue<>();

    /// Arguments: the database's URL, the repository's folder, the folder of the attempts, the name
    /// of this instance, and how many tasks it has at once.
    public static void main(String[] arguments) throws Exception {
        try (var database = Database.open(arguments[0], "", "")) {
            var settings =
                    new DispatchSettings(
                            arguments[3], Integer.parseInt(arguments[4]), Duration.ofSeconds(5));
            new ServiceProcess(database, Path.of(arguments[1]), Path.of(arguments[2]), settings)
                    .run();
        }
        System.exit(0);
    }

    private ServiceProcess(
            Database database, Path repository, Path runs, DispatchSettings settings) {
        this.database = database;
        var clock = Clock.systemUTC();
        var source = new JgitCommitSource(_ -> repository);
        var stores = new JdbcStores(database, clock, new SecureRandom());
        var repositories = stores.repositories();
        repositories.add(REPO, RepositoryKind.LOCAL, repository.toString(), "main");
        var runner =
                new LocalRunner(
                        LocalRunnerSettings.in(runs),
                        (folder, assignment) ->
                                JgitCheckout.into(folder, repository, assignment.commit()),
                        changed::add,
                        clock);
        var queue = stores.queue(RepositoryKind.LOCAL, runner);
        var results = stores.results();
        watch = new Watch(repositories, source, stores.commits(), WatchSettings.DEFAULTS);
        planning =
                new Planning(
                        stores.inbox(),
                        source,
                        stores.plans(),
                        new PlanningSettings(
                                PlanningSettings.DEFAULTS.configPaths(),
                                PlanningSettings.DEFAULTS.repositories(),
                                Duration.ofSeconds(5),
                                20,
                                1),
                        settings.owner(),
                        clock);
        backfilling =
                new Backfilling(
                        stores.backfill(RepositoryKind.LOCAL, PlanningSettings.DEFAULTS),
                        new BackfillSettings(
                                settings.owner(),
                                settings.room(),
                                Strategy.VALUE,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                Duration.ofDays(7)),
                        clock);
        dispatch = new Dispatch(queue, runner, results, settings, clock);
        reconciliation = new Reconciliation(queue, runner, dispatch, results, settings, clock);
    }

    private void run() throws InterruptedException {
        while (!done()) {
            watch.round();
            planning.round();
            backfilling.round();
            dispatch.round();
            reconciliation.round();
            var event = changed.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            if (event != null) {
                reconciliation.look(event);
            }
        }
    }

    private boolean done() {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                select (select count(*) from task) > 0
                                                    and (select count(*) from task
                                                        where status = 'waiting') = 0
                                                    and (select count(*) from dispatch_queue) = 0
                                                """)
                                        .mapTo(Boolean.class)
                                        .one());
    }
}
