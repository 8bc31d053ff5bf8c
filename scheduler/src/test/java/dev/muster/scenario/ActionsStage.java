package dev.muster.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.adapter.github.AppKey;
import dev.muster.checks.Wanted;
import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.core.stability.Thresholds;
import dev.muster.generate.ActionsMachine;
import dev.muster.generate.Recipes;
import dev.muster.generate.Workflows;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.actions.Run;
import dev.muster.simulation.checks.CheckRun;
import dev.muster.testkit.Await;
import dev.muster.testkit.GitHubReferee;
import dev.muster.wiring.GitHubSettings;
import dev.muster.wiring.ServeSettings;
import dev.muster.wiring.Service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// A service, a simulated GitHub, and machines that run the jobs of the generated workflow for
/// real: they check out, fetch the program, and run `muster run --report` as the job that GitHub
/// says they are.
final class ActionsStage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    final GitHubSimulation github = GitHubReferee.start(Clock.systemUTC());
    final SimulatedRepository repository;
    final List<ActionsMachine.Done> logs = new CopyOnWriteArrayList<>();
    final List<SimulatedJob> jobs = new CopyOnWriteArrayList<>();
    private final ActionsMachine machine;
    private final Service service;
    private final String address;
    private final String workflow;
    private final HttpClient client = HttpClient.newHttpClient();

    ActionsStage(Path folder, String config) throws Exception {
        repository = github.repository("acme/harbour", Map.of("README.md", "# Harbour\n"));
        machine =
                new ActionsMachine(
                        Files.createDirectories(folder.resolve("machines")), repository.folder());
        var port = freePort();
        address = "http://localhost:" + port;
        var files = new HashMap<String, String>();
        files.put(".ci.yaml", config);
        workflows(config).all().forEach(it -> files.put(it.path(), it.text()));
        workflow = Objects.requireNonNull(files.get(Workflows.PUSH));
        repository.push("main", "Run targets", files);
        service = start(folder.resolve("data"), port);
        github.runBy(this::run);
        github.deliverTo(URI.create(address + "/github/webhook"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Workflows workflows(String config) throws Exception {
        var read = CiConfigReader.read(".ci.yaml", config.getBytes(StandardCharsets.UTF_8));
        if (!(read instanceof Reading.Valid(var valid, _))) {
            throw new IllegalArgumentException(read.toString());
        }
        return new Workflows(List.of(valid), new Recipes(Set.of()), machine.settings(address));
    }

    private Service start(Path data, int port) throws Exception {
        var app = github.app();
        return Service.start(
                new ServeSettings(
                        "127.0.0.1",
                        port,
                        data,
                        List.of(),
                        ServeSettings.DatabaseSettings.EMBEDDED,
                        true,
                        null,
                        2,
                        URI.create(address),
                        ServeSettings.Intervals.STANDARD,
                        ServeSettings.Backfill.STANDARD,
                        GitHubSettings.of(
                                github.url(),
                                String.valueOf(app.id()),
                                AppKey.read(app.key().pem()),
                                app.webhookSecret(),
                                URI.create(github.issuer().name())),
                        Map.of(),
                        Thresholds.NONE),
                Clock.systemUTC(),
                "test");
    }

    private void run(SimulatedJob job) {
        if (!job.inputs().has("correlation")) {
            return;
        }
        jobs.add(job);
        job.begin();
        try {
            var done = machine.run(workflow, "run", expressions(job), variables(job));
            logs.add(done);
            job.end(done.code() == 0 ? "success" : "failure");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> expressions(SimulatedJob job) {
        return Map.of(
                "inputs.commit", job.inputs().path("commit").asText(),
                "inputs.branch", job.inputs().path("branch").asText(),
                "inputs.correlation", job.inputs().path("correlation").asText(),
                "matrix.row.attempt", job.row().path("attempt").asText(),
                "matrix.row.event", job.row().path("event").asText(),
                "toJSON(matrix.row.targets)", job.row().path("targets").toString());
    }

    private Map<String, String> variables(SimulatedJob job) {
        var variables = new HashMap<>(job.environment());
        variables.put("GITHUB_REPOSITORY", repository.fullName());
        variables.put("GITHUB_SERVER_URL", github.url().toString());
        variables.put("GITHUB_RUN_ID", String.valueOf(job.runId()));
        variables.put("GITHUB_RUN_ATTEMPT", String.valueOf(job.attempt()));
        return variables;
    }

    /// Waits until the aggregate check of a commit has a conclusion, or another title.
    CheckRun required(String sha, Predicate<CheckRun> wanted) {
        Await.until(
                PATIENCE,
                () -> repository.checkRuns(sha) + "\n" + logs,
                () -> {
                    var run = repository.checkRun(sha, Wanted.REQUIRED);
                    return run != null && wanted.test(run);
                });
        return Objects.requireNonNull(repository.checkRun(sha, Wanted.REQUIRED));
    }

    /// The runs that the service asked for at a pull request's head, the newest first.
    List<Run> dispatched(String sha) {
        return repository.runs().stream()
                .filter(it -> sha.equals(it.inputs().path("commit").asText()))
                .toList();
    }

    /// Waits until the newest run at a head is over, for GitHub starts no other again.
    Run over(String sha) {
        Await.until(
                PATIENCE,
                () -> "the run is over: " + logs,
                () -> dispatched(sha).getFirst().status().equals("completed"));
        return dispatched(sha).getFirst();
    }

    /// What the service answers when somebody says that a target failed.
    int says(String token, String sha, String target) throws IOException, InterruptedException {
        var body =
                JSON.createObjectNode()
                        .put("repository", repository.fullName())
                        .put("sha", sha)
                        .put("target", target)
                        .put("status", "failed");
        var request =
                HttpRequest.newBuilder(URI.create(address + "/api/v1/task-status"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    String address() {
        return address;
    }

    /// A document of the API.
    JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path)).GET().build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        service.close();
        machine.close();
        github.close();
    }
}
