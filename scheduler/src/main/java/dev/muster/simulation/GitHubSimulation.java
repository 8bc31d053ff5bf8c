package dev.muster.simulation;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.apps.App;
import dev.muster.simulation.apps.HookEndpoints;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.RsaKeys;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Server;
import dev.muster.simulation.limits.Budgets;
import dev.muster.simulation.limits.CallFaults;
import dev.muster.simulation.limits.Calls;
import dev.muster.simulation.limits.Limits;
import dev.muster.simulation.oidc.Issuer;
import dev.muster.simulation.repos.Changes;
import dev.muster.simulation.webhooks.Deliveries;
import dev.muster.simulation.webhooks.Delivery;
import dev.muster.simulation.webhooks.DeliveryFaults;
import dev.muster.simulation.webhooks.Webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A GitHub of one's own, on a port of this machine.
///
/// What people do at GitHub is done by calling methods here; what programs do, they do over HTTP.
/// Everything that happens is told by webhooks, and every method returns before they are delivered.
public final class GitHubSimulation implements AutoCloseable {

    private final World world;
    private final Server server;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Pipeline pipeline;
    private final App app;
    private final DeliveryFaults deliveryFaults = new DeliveryFaults();
    private final CallFaults callFaults = new CallFaults();
    private final Calls calls = new Calls();
    private final Budgets budgets;
    private final Path folder;
    private final List<Runnable> atTheEnd = new CopyOnWriteArrayList<>();

    private GitHubSimulation(Clock clock, Path folder, int port, Supplier<KeyPair> keys) {
        this.folder = folder;
        server = Server.start(port);
        var ground = new Ground(clock, server.address(), keys);
        world = new World(ground, folder);
        deliveries = new Deliveries(clock);
        webhooks = new Webhooks(ground, world.apps, deliveries, deliveryFaults);
        ground.tellTo(webhooks);
        budgets = new Budgets(clock);
        app = world.apps.register("Muster CI", world.accounts.organization("muster"), "secret");
        var routes = world.routes();
        routes.add(
                "GET /rate_limit",
                Access.ANYONE,
                it -> Answer.ok(budgets.overview(it.caller(), !it.speaks2026())));
        new HookEndpoints(ground, world.apps, deliveries, webhooks).mount(routes);
        pipeline =
                new Pipeline(ground, routes, world.tokens, world.repos, budgets, callFaults, calls);
        server.answerBy(pipeline::answer);
    }

    /// Begins to serve, on any free port, with an App that is not yet installed anywhere.
    ///
    /// @param clock the time of this GitHub
    public static GitHubSimulation start(Clock clock) {
        return start(clock, 0);
    }

    /// The same, with keys that are not made here: making them takes a while.
    ///
    /// @param keys another key of RSA and 2048 bits with each call
    public static GitHubSimulation start(Clock clock, Supplier<KeyPair> keys) {
        return start(clock, 0, keys);
    }

    /// Begins to serve on a port.
    public static GitHubSimulation start(Clock clock, int port) {
        return start(clock, port, RsaKeys::fresh);
    }

    private static GitHubSimulation start(Clock clock, int port, Supplier<KeyPair> keys) {
        try {
            return new GitHubSimulation(clock, Files.createTempDirectory("github-"), port, keys);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the simulated repositories", e);
        }
    }

    /// The address, for people and, unless it is an Enterprise Server, for the API.
    public URI url() {
        return server.address();
    }

    /// The address of the API.
    public URI api() {
        return URI.create(world.ground.api(""));
    }

    /// From now on it is an Enterprise Server, whose API is below its address.
    public GitHubSimulation asEnterprise() {
        world.ground.apiBelow(Server.ENTERPRISE_PREFIX);
        return this;
    }

    /// The App: its number, its key and its webhook's secret.
    public App app() {
        return app;
    }

    /// Sends the App's webhooks to an address.
    public void deliverTo(URI address) {
        app.deliverTo(address);
    }

    /// Makes a repository with a first commit on `main`, and installs the App on its owner's
    /// account.
    ///
    /// @param fullName such as `acme/harbour`
    /// @param files texts by path
    public SimulatedRepository repository(String fullName, Map<String, String> files) {
        return world.ground.alone(
                () -> {
                    var slash = fullName.indexOf('/');
                    var owner = world.accounts.organization(fullName.substring(0, slash));
                    var repo = world.repos.create(owner, fullName.substring(slash + 1));
                    world.lifecycle.install(app, owner, List.of(repo));
                    var by = world.accounts.user("octocat");
                    repo.permit(by.login(), "admin");
                    world.pushes.commit(repo, "main", "Begin", Changes.of(files), by);
                    return new SimulatedRepository(world, repo);
                });
    }

    /// A repository that was made before.
    public SimulatedRepository repository(String fullName) {
        var repo = world.ground.alone(() -> world.repos.find(fullName));
        if (repo == null) {
            throw new IllegalArgumentException("there is no repository '" + fullName + "'");
        }
        return new SimulatedRepository(world, repo);
    }

    /// The App on an account.
    public SimulatedInstallation installation(String account) {
        return world.ground.alone(
                () -> {
                    var found = world.apps.on(app, world.accounts.organization(account));
                    return new SimulatedInstallation(world, Objects.requireNonNull(found));
                });
    }

    /// The issuer of the jobs' tokens.
    public Issuer issuer() {
        return world.issuer;
    }

    /// Hands every job that is queued from now on to a runner, each on a thread of its own.
    public void runBy(Consumer<SimulatedJob> runner) {
        world.ground.aloneDo(
                () ->
                        world.actions.follow(
                                job ->
                                        Thread.ofVirtual()
                                                .name("job-" + job.id())
                                                .start(
                                                        () ->
                                                                runner.accept(
                                                                        new SimulatedJob(
                                                                                world, job)))));
    }

    /// Someone confirms the manifest of an App in the browser.
    ///
    /// @return the code to exchange for the App's secrets
    public String confirmManifest(JsonNode manifest) {
        return world.ground.alone(() -> world.manifests.confirm(manifest));
    }

    /// Someone begins to be an account of this GitHub.
    ///
    /// @return its number
    public long person(String login) {
        return world.ground.alone(() -> world.accounts.user(login).id());
    }

    /// Someone takes another login, which leaves the old one to whoever wants it.
    public void renamePerson(String login, String other) {
        world.ground.aloneDo(() -> world.accounts.rename(login, other));
    }

    /// How many tokens of people are good at the moment.
    public int tokensOfPeople() {
        return world.ground.alone(world.tokens::ofPeople);
    }

    /// What is to go wrong with calls.
    public CallFaults callFaults() {
        return callFaults;
    }

    /// What is to go wrong with deliveries.
    public DeliveryFaults deliveryFaults() {
        return deliveryFaults;
    }

    /// The calls that were made.
    public Calls calls() {
        return calls;
    }

    /// Other limits than GitHub's.
    public void limit(Limits limits) {
        budgets.set(limits);
    }

    /// Every delivery that was posted, the oldest first.
    public List<Delivery> deliveries() {
        return deliveries.all();
    }

    /// Shows every delivery to someone before it is posted.
    public void watchDeliveries(Consumer<Delivery> watcher) {
        webhooks.watch(watcher);
    }

    /// Shows every answer to someone before it is sent.
    public void watch(Watcher watcher) {
        pipeline.watch(watcher);
    }

    /// Posts on so many lanes at once; with more than one, deliveries may overtake each other.
    public void deliverOnLanes(int number) {
        webhooks.lanes(number);
    }

    /// Waits so long for the answer to a delivery; GitHub waits ten seconds.
    public void waitForAnswers(Duration atMost) {
        webhooks.patience(atMost);
    }

    /// Waits until every delivery that is not held back was posted.
    ///
    /// @return whether that came before the time was over
    public boolean awaitDeliveries(Duration atMost) throws InterruptedException {
        return webhooks.awaitIdle(atMost);
    }

    /// Every token stops being good at once.
    public void revokeTokens() {
        world.ground.aloneDo(world.tokens::revokeAll);
    }

    /// Does something once this GitHub is closed.
    public void whenClosed(Runnable act) {
        atTheEnd.add(act);
    }

    @Override
    public void close() {
        server.close();
        webhooks.close();
        world.close();
        deleteAll();
        atTheEnd.forEach(Runnable::run);
    }

    private void deleteAll() {
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes its)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path visited, @org.jspecify.annotations.Nullable IOException e)
                                throws IOException {
                            Files.deleteIfExists(visited);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated repositories cannot be deleted", e);
        }
    }
}
