package dev.muster.benchmark;

import dev.muster.adapter.github.AppKey;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Request;
import dev.muster.testkit.Await;
import dev.muster.wiring.GitHubSettings;
import dev.muster.wiring.ServeSettings;
import dev.muster.wiring.Service;
import dev.muster.wiring.StageWorkflows;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How long it takes from the opening of a pull request to its aggregate check, and to the run that
/// is asked for, when many are opened at once: a service as it runs, beside a simulated GitHub.
final class LatencyBenchmark {

    private static final String CHECK = "POST /repos/{owner}/{repo}/check-runs";
    private static final String DISPATCH =
            "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final int pulls;
    private final String config;
    private final Map<String, Long> opened = new ConcurrentHashMap<>();
    private final Map<String, Long> checked = new ConcurrentHashMap<>();
    private final Map<String, Long> asked = new ConcurrentHashMap<>();

    private LatencyBenchmark(int pulls, int targets) {
        this.pulls = pulls;
        this.config =
                """
                enabled_branches: [main]
                platform_properties:
                  linux:
                    runs_on: [ubuntu-24.04]
                targets:
                """
                        + IntStream.range(0, targets)
                                .mapToObj("  - name: Linux %d\n    run: [\"true\"]\n"::formatted)
                                .collect(Collectors.joining());
    }

    /// Arguments: how many pull requests at once (50), with how many targets each (20).
    public static void main(String[] arguments) throws Exception {
        var pulls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        var targets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        new LatencyBenchmark(pulls, targets).measure("H2", ServeSettings.DatabaseSettings.EMBEDDED);
        try (var server = new DurablePostgres()) {
            var database = new ServeSettings.DatabaseSettings(server.url(), "", "");
            new LatencyBenchmark(pulls, targets).measure("PostgreSQL", database);
        }
        System.exit(0);
    }

    private void measure(String name, ServeSettings.DatabaseSettings database) throws Exception {
        var folder = Files.createTempDirectory("latency-benchmark");
        try (var github = GitHubSimulation.start(Clock.systemUTC())) {
            var service = serve(github, folder, database);
            try {
                github.deliverTo(
                        URI.create("http://127.0.0.1:%d/github/webhook".formatted(service.port())));
                var repository = repository(github);
                once(repository, "Warm up", 1);
                once(repository, "Change", pulls);
            } finally {
                service.end();
            }
        }
        System.out.printf(
                "%s, %d pull requests at once:%n  opened to aggregate check: %s%n  opened to run"
                        + " asked for: %s%n",
                name, pulls, told(checked), told(asked));
    }

    private static Service serve(
            GitHubSimulation github, Path folder, ServeSettings.DatabaseSettings database)
            throws Exception {
        var app =
                GitHubSettings.of(
                        github.url(),
                        Long.toString(github.app().id()),
                        AppKey.read(github.app().key().pem()),
                        github.app().webhookSecret(),
                        URI.create(github.issuer().name()));
        var here = ServeSettings.here(0, folder, List.of(), 1);
        var settings =
                new ServeSettings(
                        here.host(),
                        here.port(),
                        here.dataDir(),
                        here.repositories(),
                        database,
                        true,
                        null,
                        1,
                        null,
                        here.every(),
                        here.backfill(),
                        app);
        return Service.start(settings, Clock.systemUTC(), "benchmark");
    }

    private SimulatedRepository repository(GitHubSimulation github) {
        github.watch(this::saw);
        var files = new HashMap<>(Map.of(".ci.yaml", config, "README.md", "# Read me\n"));
        files.putAll(StageWorkflows.of(config));
        return github.repository("acme/harbour", files);
    }

    private void saw(String operation, Request request, Answer answer) {
        var now = System.nanoTime();
        switch (operation) {
            case CHECK -> checked.putIfAbsent(request.json().path("head_sha").asText(), now);
            case DISPATCH ->
                    asked.putIfAbsent(request.json().path("inputs").path("commit").asText(), now);
            default -> {
                // of no interest here
            }
        }
    }

    /// Opens pull requests at once, and waits until each was seen to.
    private void once(SimulatedRepository repository, String title, int number) {
        opened.clear();
        for (var i = 0; i < number; i++) {
            var path = "src/%s-%d.c".formatted(title, i);
            var began = System.nanoTime();
            var pull =
                    repository.openPullRequest(
                            NewPullRequest.titled(title + " " + i, "ada", Map.of(path, title)));
            opened.put(pull.head(), began);
        }
        Await.until(
                LONGEST,
                () -> "%d checks and %d runs".formatted(checked.size(), asked.size()),
                () ->
                        checked.keySet().containsAll(opened.keySet())
                                && asked.keySet().containsAll(opened.keySet()));
    }

    private String told(Map<String, Long> seen) {
        var latencies = new Latencies();
        opened.forEach(
                (head, began) ->
                        latencies.add(TimeUnit.NANOSECONDS.toMicros(seen.get(head) - began)));
        return latencies.told();
    }
}
