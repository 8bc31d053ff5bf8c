package dev.muster.wiring;

import dev.muster.core.backfill.Strategy;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.stability.StabilityPolicy;
import dev.muster.core.stability.Thresholds;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryWish;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Everything the operator decides about a service on this machine.
///
/// @param host address to listen on
/// @param port to listen on; 0: any free one
/// @param dataDir folder of the embedded database, the logs and the attempts
/// @param repositories folders of the git repositories to watch
/// @param database where the tables are
/// @param publicRead whether reading needs no token
/// @param adminToken the token of the administrator; null where there is none
/// @param capacity how many tasks this machine runs at once
/// @param url where people reach the service; null: on this machine, at its port
/// @param every how often what comes by the clock comes
/// @param backfill how waiting tasks are chosen
/// @param github how it is an App on GitHub; null where it is none
/// @param wishes what differs from the defaults in single repositories
/// @param thresholds by which targets are judged where neither they nor their repository say so
public record ServeSettings(
        String host,
        int port,
        Path dataDir,
        List<Path> repositories,
        DatabaseSettings database,
        boolean publicRead,
        @Nullable String adminToken,
        int capacity,
        @Nullable URI url,
        Intervals every,
        Backfill backfill,
        @Nullable GitHubSettings github,
        Map<RepoSlug, RepositoryWish> wishes,
        Thresholds thresholds) {

    private static final String UNREACHABLE =
            "lets no target earn a promotion: the 400 runs that are kept cannot show it, even when"
                    + " all are clean; allow a higher flakiness_threshold or a lower"
                    + " promotion_confidence";

    public ServeSettings {
        repositories = List.copyOf(repositories);
        wishes = Map.copyOf(wishes);
    }

    /// By which thresholds the targets of a repository are judged.
    public Thresholds judging(RepoSlug repo) {
        return wishes.getOrDefault(repo, RepositoryWish.NONE).thresholds().over(thresholds);
    }

    /// What the operator should know of the settings: thresholds that no target can reach.
    public List<String> doubts() {
        var doubts = new ArrayList<String>();
        if (!thresholds.over(StabilityPolicy.DEFAULT).reachable()) {
            doubts.add("'%s' %s".formatted(thresholds.text(), UNREACHABLE));
        }
        wishes.entrySet().stream()
                .filter(it -> !it.getValue().thresholds().equals(Thresholds.NONE))
                .map(Map.Entry::getKey)
                .filter(repo -> !judging(repo).over(StabilityPolicy.DEFAULT).reachable())
                .map(repo -> "'%s %s' %s".formatted(repo, judging(repo).text(), UNREACHABLE))
                .sorted()
                .forEach(doubts::add);
        return doubts;
    }

    /// By which repositories are planned.
    public PlanningSettings planning() {
        return PlanningSettings.DEFAULTS.with(wishes);
    }

    /// The same, with these wishes.
    public ServeSettings wishing(Map<RepoSlug, RepositoryWish> others) {
        return with(github, others);
    }

    /// A service for this machine only, on the embedded database, that somebody watches.
    public static ServeSettings here(
            int port, Path dataDir, List<Path> repositories, int capacity) {
        return new ServeSettings(
                "127.0.0.1",
                port,
                dataDir,
                repositories,
                DatabaseSettings.EMBEDDED,
                true,
                null,
                capacity,
                null,
                Intervals.BRISK,
                Backfill.STANDARD,
                null,
                Map.of(),
                Thresholds.NONE);
    }

    /// The same, as an App on GitHub.
    public ServeSettings on(GitHubSettings app) {
        return with(app, wishes);
    }

    private ServeSettings with(@Nullable GitHubSettings app, Map<RepoSlug, RepositoryWish> others) {
        return new ServeSettings(
                host,
                port,
                dataDir,
                repositories,
                database,
                publicRead,
                adminToken,
                capacity,
                url,
                every,
                backfill,
                app,
                others,
                thresholds);
    }

    /// Whether the service listens for this machine only.
    public boolean local() {
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1");
    }

    /// Where people reach the service.
    ///
    /// @param listens the port it listens on
    public String address(int listens) {
        return url != null
                ? url.toString()
                : "http://%s:%d".formatted(local() ? "localhost" : host, listens);
    }

    /// @param reconcile between two comparisons of everything that is open with GitHub
    /// @param vacuum between two rounds that forget what is old
    /// @param flakes between two rounds that judge targets and look for incidents and culprits
    /// @param promotion between two rounds that propose what is to become of targets
    public record Intervals(
            Duration reconcile, Duration vacuum, Duration flakes, Duration promotion) {

        /// As it is where nothing is said.
        public static final Intervals STANDARD =
                new Intervals(
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1));

        /// As it is where somebody watches.
        public static final Intervals BRISK =
                new Intervals(
                        STANDARD.reconcile,
                        STANDARD.vacuum,
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30));

        private static final Duration HERE = Duration.ofSeconds(2);

        /// Between two comparisons of what is unfinished with what this machine runs, which costs
        /// next to nothing; several fit into a lease.
        Duration here() {
            return reconcile.compareTo(HERE) < 0 ? reconcile : HERE;
        }
    }

    /// @param every between two looks at what waits; freed capacity asks for one, too
    /// @param strategy how it judges what is worth running
    /// @param room how many tasks GitHub runs at once before backfill adds none
    public record Backfill(Duration every, Strategy strategy, int room) {

        /// As it is where nothing is said.
        public static final Backfill STANDARD =
                new Backfill(Duration.ofMinutes(1), Strategy.VALUE, 20);
    }

    /// @param url empty: H2 in the data folder
    /// @param user empty where the URL says all
    /// @param password likewise
    public record DatabaseSettings(String url, String user, String password) {

        /// H2 in the data folder.
        public static final DatabaseSettings EMBEDDED = new DatabaseSettings("", "", "");
    }
}
