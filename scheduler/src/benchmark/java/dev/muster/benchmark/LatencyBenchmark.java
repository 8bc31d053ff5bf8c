package dev.muster.benchmark;

import dev.muster.adapter.github.AppKey;
import dev.muster.core.stability.Thresholds;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.limits.Call;
import dev.muster.testkit.Await;
import dev.muster.wiring.GitHubSettings;
import dev.muster.wiring.ServeSettings;
import dev.muster.wiring.Service;
import dev.muster.wiring.StageWorkflows;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How long it takes from the opening of a pull request to its aggregate check, and to the run that
/// is asked for, when many are opened at once: a service as it runs, beside a simulated GitHub.
final class LatencyBenchmark {

    private static final String CHECK = "POST /repos/{owner}/{repo}/check-runs";
    private static final String DISPATCH =
            "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration A_FULL_BUDGET = Duration.ofMinutes(2);
    private static final Duration A_MINUTE = Duration.ofSeconds(65);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final int WARM_UPS = 12;

    private final int pulls;
    private final int warmUps;
    private final String config;
    private final Map<String, Long> opened = new ConcurrentHashMap<>();
    private final Map<String, Long> checked = new ConcurrentHashMap<>();
    private final Map<String, Long> asked = new ConcurrentHashMap<>();

    private Duration opening = Duration.ZERO;

    private LatencyBenchmark(int pulls, int targets, int warmUps) {
        this.pulls = pulls;
        this.warmUps = warmUps;
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

    /// Arguments: how many pull requests at once (50), with how many targets each (20), and how
    /// often twenty come before (12): few tell of a service that was started just now, and whose
    /// program is still being compiled.
    public static void main(String[] arguments) throws Exception {
        var pulls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        var targets = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        var warmUps = arguments.length > 2 ? Integer.parseInt(arguments[2]) : WARM_UPS;
        new LatencyBenchmark(pulls, targets, warmUps)
                .measure("H2", ServeSettings.DatabaseSettings.EMBEDDED);
        try (var server = new DurablePostgres()) {
            var database = new ServeSettings.DatabaseSettings(server.url(), "", "");
            new LatencyBenchmark(pulls, targets, warmUps).measure("PostgreSQL", database);
        }
        System.exit(0);
    }

    private void measure(String name, ServeSettings.DatabaseSettings database) throws Exception {
        var folder = Files.createTempDirectory("latency-benchmark");
        var clock = new LeapingClock();
        try (var github = GitHubSimulation.start(clock)) {
            var service = serve(github, folder, database, clock);
            try {
                github.deliverTo(
                        URI.create("http://127.0.0.1:%d/github/webhook".formatted(service.port())));
                var repository = repository(github);
                for (var n = 0; n < warmUps; n++) {
                    once(repository, "Warm up " + n, 20);
                    clock.leap(A_FULL_BUDGET);
                }
                // What comes by the clock comes now, and is paid for.
                LockSupport.parkNanos(SETTLING.toNanos());
                clock.leap(A_MINUTE);
                github.calls().clear();
                var before = Spent.now();
                once(repository, "Change", pulls);
                told(name, github, before);
            } catch (AssertionError late) {
                github.calls().all().stream()
                        .filter(it -> it.status() >= 400)
                        .forEach(System.out::println);
                throw late;
            } finally {
                service.end();
            }
        }
    }

    private void told(String name, GitHubSimulation github, Spent before) {
        System.out.printf(
                "%s, %d pull requests at once, load %.1f:%n"
                        + "  opened to aggregate check: %s%n"
                        + "  opened to run asked for: %s%n"
                        + "  until the last run was asked for: %s, %d calls%n"
                        + "  of which the simulation took %.1f s to open them%n",
                name,
                pulls,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                told(checked),
                told(asked),
                Spent.now().since(before),
                github.calls().total(),
                opening.toMillis() / 1000.0);
        github.calls().all().stream()
                .collect(
                        Collectors.groupingBy(Call::operation, TreeMap::new, Collectors.counting()))
                .forEach((operation, number) -> System.out.printf("  %6d %s%n", number, operation));
    }

    /// What was spent by a moment.
    private record Spent(Duration cpu, long nanos) {

        static Spent now() {
            return new Spent(
                    ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO),
                    System.nanoTime());
        }

        String since(Spent before) {
            return "%.1f s, %.1f s of the processor (service and simulation)"
                    .formatted(
                            (nanos - before.nanos) / 1e9,
                            cpu.minus(before.cpu).toMillis() / 1000.0);
        }
    }

    /// The time of this machine, and what was leapt over: so that nobody has to wait for GitHub's
    /// limits to be whole again.
    private static final class LeapingClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void leap(Duration time) {
            ahead = ahead.plus(time);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock knows UTC only");
        }
    }

    private static Service serve(
            GitHubSimulation github,
            Path folder,
            ServeSettings.DatabaseSettings database,
            Clock clock)
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
                        app,
                        Map.of(),
                        Thresholds.NONE);
        return Service.start(settings, clock, "benchmark");
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
        var began = System.nanoTime();
        for (var i = 0; i < number; i++) {
            var path = "src/%s-%d.c".formatted(title.replace(' ', '-'), i);
            var pull =
                    repository.openPullRequest(
                            NewPullRequest.titled(title + " " + i, "ada", Map.of(path, title)));
            opened.put(pull.head(), System.nanoTime());
        }
        opening = Duration.ofNanos(System.nanoTime() - began);
        Await.until(
                LONGEST,
                () ->
                        "%s is without a check, %s without a run"
                                .formatted(without(checked), without(asked)),
                () ->
                        checked.keySet().containsAll(opened.keySet())
                                && asked.keySet().containsAll(opened.keySet()));
    }

    private Set<String> without(Map<String, Long> seen) {
        var missing = new HashSet<>(opened.keySet());
        missing.removeAll(seen.keySet());
        return missing;
    }

    private String told(Map<String, Long> seen) {
        var latencies = new Latencies();
        opened.forEach(
                (head, began) ->
                        latencies.add(TimeUnit.NANOSECONDS.toMicros(seen.get(head) - began)));
        return latencies.told();
    }
}
