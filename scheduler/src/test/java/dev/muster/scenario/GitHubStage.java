package dev.muster.scenario;

import dev.muster.adapter.github.AppKey;
import dev.muster.checks.CheckSettings;
import dev.muster.checks.Wanted;
import dev.muster.config.CiConfigReader;
import dev.muster.generate.GenerateSettings;
import dev.muster.generate.Recipes;
import dev.muster.generate.WorkflowFile;
import dev.muster.generate.Workflows;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.checks.CheckRun;
import dev.muster.testkit.Await;
import dev.muster.wiring.GitHubSettings;
import dev.muster.wiring.ServeSettings;
import dev.muster.wiring.Service;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A simulated GitHub with one repository, and a service that is its App.
final class GitHubStage implements AutoCloseable {

    static final String CONFIG =
            """
            enabled_branches:
              - main
              - release-.*
            platform_properties:
              linux:
                runs_on: [ubuntu-24.04]
            targets:
              - name: Linux unit
                properties:
                  command: "true"
              - name: Linux docs
                run_if:
                  - docs/**
                properties:
                  command: "true"
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    final GitHubSimulation github;
    final SimulatedRepository repository;
    private final Path data;
    private Service service;

    private GitHubStage(Path data, Map<String, String> files) throws Exception {
        this.data = data;
        this.github = GitHubSimulation.start(Clock.systemUTC());
        this.repository = github.repository("acme/harbour", files);
        this.service = start();
        hear();
    }

    static GitHubStage open(Path data) throws Exception {
        var files = new HashMap<>(Map.of(".ci.yaml", CONFIG, "README.md", "# Harbour\n"));
        workflows().forEach(it -> files.put(it.path(), it.text()));
        return new GitHubStage(data, files);
    }

    private static List<WorkflowFile> workflows() {
        var config =
                CiConfigReader.read(".ci.yaml", CONFIG.getBytes(StandardCharsets.UTF_8)).config();
        return new Workflows(
                        List.of(Objects.requireNonNull(config)),
                        new Recipes(Set.of()),
                        new GenerateSettings(
                                null,
                                "https://example.com/muster.tar.gz",
                                "0".repeat(64),
                                List.of(".ci.yaml")))
                .all();
    }

    private Service start() throws Exception {
        var settings =
                new GitHubSettings(
                        github.url(),
                        String.valueOf(github.app().id()),
                        AppKey.read(github.app().key().pem()),
                        github.app().webhookSecret(),
                        URI.create("https://issuer.invalid"),
                        Set.of(),
                        CheckSettings.Mode.AUTO);
        return Service.start(
                new ServeSettings(
                        "127.0.0.1",
                        0,
                        data,
                        List.of(),
                        ServeSettings.DatabaseSettings.EMBEDDED,
                        true,
                        null,
                        2,
                        URI.create("http://muster.test"),
                        ServeSettings.Intervals.STANDARD,
                        settings),
                Clock.systemUTC(),
                "test");
    }

    /// GitHub's deliveries reach the service.
    private void hear() {
        github.deliverTo(
                URI.create("http://127.0.0.1:%d/github/webhook".formatted(service.port())));
    }

    /// Waits until the aggregate check of a commit is as wanted.
    CheckRun required(String sha, Predicate<CheckRun> wanted) {
        return check(sha, Wanted.REQUIRED, wanted);
    }

    /// Waits until a check run of a commit is as wanted.
    CheckRun check(String sha, String name, Predicate<CheckRun> wanted) {
        Await.until(
                PATIENCE,
                () -> "'%s' on %s: %s".formatted(name, sha, shown(sha, name).get()),
                () -> {
                    var run = repository.checkRun(sha, name);
                    return run != null && wanted.test(run);
                });
        return Objects.requireNonNull(repository.checkRun(sha, name));
    }

    private Supplier<String> shown(String sha, String name) {
        return () -> {
            var run = repository.checkRun(sha, name);
            return run == null
                    ? "there is none"
                    : "%s %s '%s'".formatted(run.status(), run.conclusion(), run.title());
        };
    }

    @Override
    public void close() {
        service.close();
        github.close();
    }
}
