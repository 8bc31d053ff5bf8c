package dev.muster.wiring;

import dev.muster.adapter.github.AppKey;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.stability.Thresholds;
import dev.muster.dispatch.AttemptLogs;
import dev.muster.identity.TokenVerifier;
import dev.muster.intake.Installations;
import dev.muster.intake.WebhookSettings;
import dev.muster.jobs.JobPosts;
import dev.muster.people.People;
import dev.muster.people.Permission;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.testkit.World;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The HTTP server over a simulated world, on a free port.
public final class RunningApi implements AutoCloseable {

    public static final String TOKEN = "s3cret-token";

    /// What deliveries are signed with.
    public static final String WEBHOOK_SECRET = "It's a Secret to Everybody";

    private static final ServeSettings OPEN = settings("127.0.0.1", true, null);

    public final World world;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<AttemptKey, String> logs = new ConcurrentHashMap<>();

    private RunningApi(World world, ServeSettings settings) {
        this(world, settings, JobPosts.off(world.clock), nobody(world));
    }

    private RunningApi(World world, ServeSettings settings, JobPosts jobs, People people) {
        this.world = world;
        var vitals = new SomeVitals(world.clock);
        var doors =
                new HttpServer.Doors(
                        world.stores.reads(),
                        world.requests,
                        world.stores.repeats(),
                        world.trees,
                        world.stability,
                        new Logs(),
                        world.tokens,
                        people,
                        world.posts,
                        () -> {},
                        new HttpServer.Vitals(vitals::beats, vitals::allowances, vitals::missed),
                        new HttpServer.Hook(
                                new WebhookSettings(WEBHOOK_SECRET, "1"),
                                world.stores.letterbox(),
                                (_, _) -> {},
                                jobs),
                        world.clock);
        try {
            this.server = HttpServer.start(settings, "0.1.0-test", doors);
        } catch (StartFailure failure) {
            throw new IllegalStateException(failure.why(), failure);
        }
    }

    /// As it runs on a developer's machine.
    public static RunningApi local(World world) {
        return new RunningApi(world, OPEN);
    }

    /// As it runs where jobs of GitHub Actions talk to it, of workflows that are not its own.
    public static RunningApi listening(World world, TokenVerifier verifier) {
        var jobs =
                new JobPosts(
                        verifier,
                        (_, _) -> {
                            throw new IllegalStateException("no job of ours talks");
                        },
                        _ -> {},
                        world.clock);
        return new RunningApi(world, OPEN, jobs, nobody(world));
    }

    private static People nobody(World world) {
        return People.off(world.stores.sessions(), new SecureRandom(), world.clock);
    }

    /// As it runs for others who sign in with a GitHub, where its App is on `acme/harbour`.
    ///
    /// @param harbour a repository of that GitHub, which the service watches from now on
    public static RunningApi signingIn(
            World world, GitHubSimulation github, SimulatedRepository harbour, boolean publicRead) {
        var port = freePort();
        var url = "http://localhost:" + port;
        var app = github.app();
        app.signInAt(URI.create(url + "/auth/github/callback"));
        var installation = github.installation("acme").id();
        var installations = world.stores.installations();
        installations.installed(
                installation, harbour.id(), new RepoSlug("acme", "harbour"), "main");
        installations.installation(installation, "acme", Installations.State.ACTIVE, List.of());
        var stores = new GitHubSide.Stores(world.stores, "one", world.clock);
        var settings = app(github);
        var ground = GitHubSide.Ground.of(settings, world.stores, world.clock);
        var people = SignIns.of(settings, ground, url, stores);
        return new RunningApi(
                world,
                settings("0.0.0.0", port, publicRead, TOKEN),
                JobPosts.off(world.clock),
                people);
    }

    private static GitHubSettings app(GitHubSimulation github) {
        var app = github.app();
        try {
            return GitHubSettings.of(
                            github.url(),
                            app.clientId(),
                            AppKey.read(app.key().pem()),
                            app.webhookSecret(),
                            URI.create(github.issuer().name()))
                    .signingIn(
                            new SignIns.Settings(
                                    app.clientId(), app.clientSecret(), Permission.WRITE));
        } catch (AppKey.Unreadable unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// As it runs for others: writing needs [#TOKEN], and reading too unless it is public.
    public static RunningApi served(World world, boolean publicRead) {
        return new RunningApi(world, settings("0.0.0.0", publicRead, TOKEN));
    }

    private static ServeSettings settings(
            String host, boolean publicRead, @Nullable String adminToken) {
        return settings(host, 0, publicRead, adminToken);
    }

    private static ServeSettings settings(
            String host, int port, boolean publicRead, @Nullable String adminToken) {
        return new ServeSettings(
                host,
                port,
                Path.of("unused"),
                List.of(),
                ServeSettings.DatabaseSettings.EMBEDDED,
                publicRead,
                adminToken,
                1,
                null,
                ServeSettings.Intervals.STANDARD,
                ServeSettings.Backfill.STANDARD,
                null,
                Map.of(),
                Thresholds.NONE);
    }

    /// What the attempt wrote.
    public void log(AttemptKey attempt, String text) {
        logs.put(attempt, text);
    }

    public int port() {
        return server.port();
    }

    /// What the server answers, a method and an address each, without the catch-all of the pages.
    public Set<String> routes() {
        return server.routes();
    }

    public URI uri(String path) {
        return URI.create("http://localhost:%d%s".formatted(port(), path));
    }

    /// Sends a request.
    ///
    /// @param headers names and values in turn
    public HttpResponse<String> send(
            String method, String path, @Nullable String body, String... headers) {
        var request =
                HttpRequest.newBuilder(uri(path))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException(method + " " + path + " got no answer", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Sends bytes as they are and gives the first line of the answer, for what no client sends.
    public String raw(String request) {
        try (var socket = new Socket("localhost", port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var line =
                    new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.ISO_8859_1))
                            .readLine();
            return line == null ? "" : line;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public HttpResponse<String> post(String path, @Nullable String body, String... headers) {
        return send("POST", path, body, headers);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        world.database.close();
    }

    private final class Logs implements AttemptLogs {
        @Override
        public Optional<Slice> read(AttemptKey attempt, long offset, int most) {
            return Optional.ofNullable(logs.get(attempt))
                    .map(it -> it.getBytes(StandardCharsets.UTF_8))
                    .map(bytes -> slice(bytes, offset, most));
        }

        private static Slice slice(byte[] bytes, long offset, int most) {
            var from = (int) (offset < 0 ? Math.max(0, bytes.length + offset) : offset);
            from = Math.min(from, bytes.length);
            var to = Math.min(bytes.length, from + most);
            return new Slice(Arrays.copyOfRange(bytes, from, to), from, to == bytes.length);
        }
    }
}
