package dev.muster.wiring;

import dev.muster.adapter.github.Address;
import dev.muster.adapter.github.GitHubBot;
import dev.muster.adapter.github.GitHubCheckRuns;
import dev.muster.adapter.github.GitHubClient;
import dev.muster.adapter.github.GitHubCommitSource;
import dev.muster.adapter.github.GitHubPullSource;
import dev.muster.adapter.github.GitHubStatuses;
import dev.muster.adapter.github.GitHubWorkflows;
import dev.muster.adapter.github.HookDeliveries;
import dev.muster.adapter.github.InstallationSurvey;
import dev.muster.adapter.github.RunMessages;
import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.api.Allowances;
import dev.muster.bot.BotDesk;
import dev.muster.bot.BotRound;
import dev.muster.checks.CheckSettings;
import dev.muster.checks.Checks;
import dev.muster.core.ci.RepoSlug;
import dev.muster.intake.Deliveries;
import dev.muster.intake.GitHubEvents;
import dev.muster.intake.InstallationEvents;
import dev.muster.intake.Installations;
import dev.muster.intake.MissedDeliveries;
import dev.muster.intake.Nudges;
import dev.muster.intake.Redelivery;
import dev.muster.intake.RememberedInstallations;
import dev.muster.intake.SurveyRound;
import dev.muster.lanes.Lanes;
import dev.muster.planning.CommitSource;
import dev.muster.planning.RepositoryWish;
import dev.muster.planning.TrackedRepository;
import dev.muster.planning.Watch;
import dev.muster.presubmit.Merging;
import dev.muster.presubmit.Presubmit;
import dev.muster.presubmit.Sweep;
import dev.muster.tree.TreeSigns;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that talks with GitHub.
final class GitHubSide implements AutoCloseable {

    /// GitHub takes a hundred requests at once; four rounds talk with it side by side.
    static final Lanes LANES = new Lanes(8);

    private final GitHubClient client;
    private final Installations installations;
    private final Deliveries deliveries;
    private final Deliveries runDeliveries;
    private final Checks checks;
    private final BotRound bot;
    private final TreeSigns trees;
    private final Sweep sweep;
    private final GitHubRunner runner;
    private final Redelivery redelivery;
    private final SurveyRound surveys;

    private GitHubSide(
            GitHubClient client,
            Installations installations,
            Deliveries deliveries,
            Deliveries runDeliveries,
            Showing showing,
            Sweep sweep,
            GitHubRunner runner) {
        this.runner = runner;
        this.client = client;
        this.installations = installations;
        this.surveys = showing.surveys;
        this.deliveries = deliveries;
        this.runDeliveries = runDeliveries;
        this.checks = showing.checks;
        this.bot = showing.bot;
        this.trees = showing.trees;
        this.redelivery = showing.redelivery;
        this.sweep = sweep;
    }

    /// What comes before the watch: the client and what it reads.
    record Ground(GitHubClient client, Installations installations, CommitSource source)
            implements AutoCloseable {

        static Ground of(GitHubSettings settings, JdbcStores jdbc, Clock clock) {
            var client = new GitHubClient(settings.api(), settings.app(), settings.key(), clock);
            var installations = new RememberedInstallations(jdbc.installations(), clock);
            return new Ground(
                    client,
                    installations,
                    new GitHubCommitSource(client, it -> address(installations, it)));
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /// How GitHub knows a repository.
    static Optional<Address> address(Installations installations, RepoSlug repo) {
        return installations
                .numbers(repo)
                .map(it -> new Address(repo, it.installation(), it.repository()));
    }

    static GitHubSide of(
            GitHubSettings settings, String url, Ground ground, Watch watch, Stores stores) {
        var clock = stores.clock;
        var installations = ground.installations();
        var survey = new InstallationSurvey(ground.client(), installations);
        var pullSource = new GitHubPullSource(ground.client(), it -> address(installations, it));
        var pulls = stores.jdbc.pullRequests();
        var runner =
                GitHubRunner.of(
                        stores,
                        new GitHubWorkflows(ground.client(), it -> address(installations, it)),
                        settings,
                        url);
        var presubmit =
                new Presubmit(
                        pullSource,
                        pulls,
                        (repo, login) ->
                                settings.trustedAuthors().contains(login)
                                        || stores.trusted(repo).contains(login));
        var merging = new Merging(pullSource, stores.jdbc.mergeGroups());
        var events =
                new GitHubEvents(
                        installations,
                        watch,
                        presubmit,
                        merging,
                        new InstallationEvents(installations, survey),
                        new RunMessages(runner.watch(), runner.heads(), ground.client()));
        var sweep = new Sweep(pullSource, pulls, presubmit, merging, watch, clock);
        return new GitHubSide(
                ground.client(),
                installations,
                deliveries(
                        Deliveries.Kind.CHANGES,
                        new Nudges(events, installations, new Looks(stores.jdbc.bot(), sweep)),
                        stores),
                deliveries(Deliveries.Kind.RUNS, events, stores),
                new Showing(
                        checks(ground, settings, url, stores),
                        bot(ground, url, settings.demotes(), stores),
                        trees(ground, settings, url, stores),
                        new Redelivery(new HookDeliveries(ground.client()), clock),
                        new SurveyRound(survey, clock)),
                sweep,
                runner);
    }

    /// What a delivery has looked at earlier.
    private record Looks(BotDesk bot, Sweep sweep) implements Nudges.Looks {

        @Override
        public void post(TrackedRepository repository, long number) {
            bot.moved(repository.id(), number);
        }

        @Override
        public void labels(TrackedRepository repository) {
            sweep.again(repository);
        }
    }

    private static Deliveries deliveries(
            Deliveries.Kind kind, Deliveries.Handler handler, Stores stores) {
        return new Deliveries(kind, stores.jdbc.inbox(), handler, LANES, stores.owner);
    }

    /// What is shown on GitHub, and what of its word is asked for again.
    private record Showing(
            Checks checks,
            BotRound bot,
            TreeSigns trees,
            Redelivery redelivery,
            SurveyRound surveys) {}

    private static Checks checks(
            Ground ground, GitHubSettings settings, String url, Stores stores) {
        return new Checks(
                stores.jdbc.checks(),
                new GitHubCheckRuns(ground.client(), it -> address(ground.installations(), it)),
                new CheckSettings(url, settings.checks(), stores.checks()),
                LANES,
                stores.owner,
                stores.clock);
    }

    private static TreeSigns trees(
            Ground ground, GitHubSettings settings, String url, Stores stores) {
        return new TreeSigns(
                stores.jdbc.treeStatuses(),
                new GitHubStatuses(ground.client(), it -> address(ground.installations(), it)),
                new TreeSigns.Settings(url, settings.mendLabel(), stores.owner),
                stores.clock);
    }

    private static BotRound bot(Ground ground, String url, boolean demotes, Stores stores) {
        return new BotRound(
                stores.jdbc.bot(),
                new GitHubBot(ground.client(), it -> address(ground.installations(), it)),
                stores.jdbc.stability(),
                new BotRound.Settings(url, stores.owner, it -> stores.demotes(it, demotes)),
                stores.clock);
    }

    /// @param jdbc everything in the database
    /// @param owner the name under which this instance claims
    /// @param wishes what differs from the defaults in single repositories
    record Stores(
            JdbcStores jdbc, String owner, Clock clock, Map<RepoSlug, RepositoryWish> wishes) {

        /// Every repository is as usual.
        Stores(JdbcStores jdbc, String owner, Clock clock) {
            this(jdbc, owner, clock, Map.of());
        }

        /// How much of scarce runners is the due of repositories where it is not 1.
        Map<RepoSlug, Integer> shares() {
            var shares = new HashMap<RepoSlug, Integer>();
            wishes.forEach((repo, wish) -> shares.put(repo, wish.share()));
            return shares;
        }

        /// Which targets get a check run of their own, where that differs.
        Map<RepoSlug, CheckSettings.Mode> checks() {
            var modes = new HashMap<RepoSlug, CheckSettings.Mode>();
            wishes.forEach(
                    (repo, wish) -> {
                        if (wish.checks() != null) {
                            modes.put(repo, wish.checks());
                        }
                    });
            return modes;
        }

        /// Whether what flakes too often is proposed for bringup in a repository.
        boolean demotes(RepoSlug repo, boolean usual) {
            var own = wishes.getOrDefault(repo, RepositoryWish.NONE).demotions();
            return own == null ? usual : own;
        }

        /// Whose forks run in a repository without approval, besides those trusted everywhere.
        Set<String> trusted(RepoSlug repo) {
            return wishes.getOrDefault(repo, RepositoryWish.NONE).trustedAuthors();
        }
    }

    /// Handles what GitHub told of what people do.
    int deliveries() {
        return deliveries.round();
    }

    /// Handles what GitHub told of runs.
    int runDeliveries() {
        return runDeliveries.round();
    }

    /// What executes attempts there.
    GitHubRunner runner() {
        return runner;
    }

    /// Brings GitHub up to what is wanted.
    int checks() {
        return checks.decide() + checks.send();
    }

    /// The same for checks of single targets.
    int details() {
        return checks.sendDetails();
    }

    /// Shows the state of the tree on pull requests.
    int trees() {
        return trees.round();
    }

    /// Proposes promotions and tells of flakes.
    void bot() {
        bot.decide();
        bot.send();
    }

    /// Compares everything with GitHub.
    void sweep() {
        surveys.round();
        redelivery.round();
        installations.active().forEach(sweep::round);
    }

    /// What GitHub could not hand over.
    MissedDeliveries.@Nullable Missed missed() {
        return redelivery.missed();
    }

    /// How much may be asked of GitHub.
    List<Allowances.Allowance> allowances() {
        return client.allowances();
    }

    @Override
    public void close() {
        client.close();
    }
}
