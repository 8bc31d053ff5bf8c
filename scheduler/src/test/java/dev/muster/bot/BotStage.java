package dev.muster.bot;

import dev.muster.adapter.github.Address;
import dev.muster.adapter.github.AppKey;
import dev.muster.adapter.github.GitHubBot;
import dev.muster.adapter.github.GitHubClient;
import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.core.ci.RepoSlug;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.repos.Changes;
import dev.muster.testkit.Databases;
import dev.muster.testkit.GitHubReferee;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A service whose repository is on a simulated GitHub, with as much history as a test makes.
final class BotStage implements AutoCloseable {

    static final RepoSlug HARBOUR = new RepoSlug("acme", "harbour");

    static final String ON_TRIAL =
            """
            # who wrote this wants it kept
            enabled_branches: [main]
            platform_properties:
              linux:
                properties: {os: Linux}
            targets:
              - name: Linux test   # a comment
                owner: '@ada'
                run: ./test.sh
                bringup: true
            """;

    static final String BLOCKING = ON_TRIAL.replace("    bringup: true\n", "");

    final Database database;
    final World world;
    final GitHubSimulation github;
    final SimulatedRepository repository;
    private final GitHubClient client;
    private Predicate<RepoSlug> demotes = _ -> true;
    private int commit;

    BotStage(String config) {
        this(config, Databases.h2());
    }

    /// @param database closed at the end
    BotStage(String config, Database database) {
        this.database = database;
        world = World.on(database);
        github = GitHubReferee.start(world.clock);
        repository = github.repository("acme/harbour", Map.of(".ci.yaml", config));
        client =
                new GitHubClient(
                        github.url(),
                        Long.toString(github.app().id()),
                        key(github.app().key().pem()),
                        world.clock);
    }

    private static AppKey key(String pem) {
        try {
            return AppKey.read(pem);
        } catch (AppKey.Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    /// Lands commits and lets the target end on each.
    BotStage runs(String config, int count, Ending... endings) {
        for (var i = 0; i < count; i++) {
            world.land(++commit, config);
            for (var ending : endings) {
                world.clock.pass(java.time.Duration.ofSeconds(1));
                world.run(commit, "Linux test", ending);
            }
        }
        return this;
    }

    /// Its operator wants no target put back into bringup by the bot.
    BotStage withoutDemotions() {
        demotes = repo -> !repo.equals(HARBOUR);
        return this;
    }

    /// From now on the repository is the one on GitHub.
    BotStage moved() {
        var tip = java.util.Objects.requireNonNull(repository.tip("main"));
        database.jdbi()
                .useHandle(
                        handle -> {
                            handle.execute(
                                    "update config_file set sha = ? where sha = (select head_sha"
                                            + " from branch)",
                                    tip);
                            handle.execute("update branch set head_sha = ?", tip);
                            handle.execute(
                                    "update repository set owner = 'acme', name = 'harbour', kind ="
                                            + " 'github', github_state = 'active'");
                        });
        return this;
    }

    /// Lands a configuration on GitHub and here, of which no run is known.
    BotStage landed(String config) {
        repository.push("main", "Change the configuration", Map.of(".ci.yaml", config));
        database.jdbi()
                .useHandle(
                        handle -> {
                            handle.execute(
                                    "update branch set head_sha = ?",
                                    SimulatedCommits.sha(commit).value());
                            handle.execute(
                                    "update repository set owner = 'local', name = 'sample', kind ="
                                            + " 'local'");
                        });
        world.land(++commit, config);
        return moved();
    }

    /// Changes what is known of the target.
    void set(String columns) {
        database.jdbi().useHandle(it -> it.execute("update target_stability set " + columns));
    }

    GitHubPosts posts() {
        var address = new Address(HARBOUR, github.installation("acme").id(), repository.id());
        return new GitHubBot(
                client, it -> it.equals(HARBOUR) ? Optional.of(address) : Optional.empty());
    }

    BotDesk desk() {
        return new JdbcStores(database, world.clock, new SecureRandom()).bot();
    }

    /// An instance of the service.
    BotRound instance(String name, GitHubPosts posts) {
        return new BotRound(
                desk(),
                posts,
                world.stability,
                new BotRound.Settings("https://ci.example.com", name, demotes),
                world.clock);
    }

    /// One round of everything by one instance.
    void round() {
        world.proposals.round();
        var bot = instance("one", posts());
        bot.decide();
        bot.send();
    }

    List<String> pulls() {
        return repository.pullRequests().stream().map(it -> it.issue().title()).toList();
    }

    /// Lets the service know which commit of the repository broke the target.
    void named(String culprit, String target) {
        database.jdbi()
                .useHandle(
                        it -> {
                            it.execute(
                                    "update landed_commit set sha = ?, subject = 'Break <it>',"
                                            + " author = 'mallory' where position = 30",
                                    culprit);
                            it.execute(
                                    """
                                    insert into culprit_search (repository_id, branch, target,
                                        good_position, bad_position, state, culprit, probability,
                                        offer_revert, document, started_at, changed_at)
                                    select id, 'main', ?, 29, 31, 'named', ?, 0.9964, true, '{}',
                                        current_timestamp, current_timestamp
                                    from repository
                                    """,
                                    target,
                                    culprit);
                        });
    }

    /// Forty good commits, and on the repository the ground for a bad one.
    static BotStage broken(Database database) {
        var stage = new BotStage(BLOCKING, database).runs(BLOCKING, 40, Ending.PASSED);
        var ground = Map.of("lib/a.txt", "a\n", "lib/b.txt", "b\n");
        stage.repository.push("main", "Lay the ground", ground);
        return stage;
    }

    /// Lands the bad commit, which changes, adds and takes away a file.
    String breaks() {
        return repository.push(
                "main",
                "mallory",
                "Break <it>",
                Changes.of(Map.of("lib/a.txt", "broken\n", "lib/new.txt", "new\n"))
                        .without("lib/b.txt"));
    }

    @Override
    public void close() {
        client.close();
        github.close();
        database.close();
    }
}
