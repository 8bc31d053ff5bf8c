package dev.muster.scenario;

import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.limits.Call;
import dev.muster.wiring.GitHubStage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Pull requests one after the other, each with as many targets, and machines for all of them.
public final class BusyHour {

    private static final Duration STEP = Duration.ofMinutes(2);
    private static final Duration JOB = Duration.ofMinutes(20);

    private final GitHubStage stage;
    private final SimulatedRepository repository;
    private final List<SimulatedPullRequest> pulls = new ArrayList<>();
    private final Map<Long, Instant> ends = new HashMap<>();
    private final int targets;

    /// @param targets how many each pull request runs
    public BusyHour(GitHubStage stage, int targets) {
        this.stage = stage;
        this.targets = targets;
        this.repository = stage.repository("acme/harbour", config(targets));
        stage.work(repository);
        stage.github.calls().clear();
    }

    private static String config(int targets) {
        return """
        enabled_branches: [main]
        platform_properties:
          linux:
            runs_on: [ubuntu-24.04]
        targets:
        """
                + IntStream.range(0, targets)
                        .mapToObj(
                                "  - name: Linux %d\n    run: [\"true\"]\n    postsubmit: false\n"
                                        ::formatted)
                        .collect(Collectors.joining());
    }

    /// Opens pull requests evenly over a time, and goes on until all is done.
    ///
    /// @return how long it took
    public Duration open(int number, Duration over) {
        var began = stage.clock.instant();
        for (var n = 0; n < number || !repository.unfinishedJobs().isEmpty(); ) {
            var passed = Duration.between(began, stage.clock.instant());
            while (n < number && passed.compareTo(over.multipliedBy(n).dividedBy(number)) >= 0) {
                pulls.add(repository.openPullRequest(change(n++)));
            }
            stage.step(STEP);
            work();
        }
        stage.step(STEP);
        stage.step(STEP);
        return Duration.between(began, stage.clock.instant());
    }

    private static NewPullRequest change(int number) {
        return NewPullRequest.titled(
                "Change " + number, "ada", Map.of("src/sea-%d.c".formatted(number), "changed"));
    }

    /// Every job begins at once and takes between a half and the whole of [#JOB].
    private void work() {
        var now = stage.clock.instant();
        for (var job : repository.unfinishedJobs()) {
            var end = ends.get(job.id());
            if (end == null) {
                job.begin();
                ends.put(
                        job.id(),
                        now.plus(JOB.dividedBy(2).multipliedBy(8 + job.id() % 9).dividedBy(8)));
            } else if (!now.isBefore(end)) {
                job.end("success");
            }
        }
        stage.settle();
    }

    /// The titles of the aggregate checks, and how many have each.
    public Map<String, Long> verdicts() {
        return pulls.stream()
                .map(it -> stage.required(repository, it.head()))
                .collect(
                        Collectors.groupingBy(
                                it -> it.conclusion() + ": " + it.title(),
                                TreeMap::new,
                                Collectors.counting()));
    }

    /// Targets of which there is no success, or more than one job.
    public List<String> lostOrDoubled() {
        var wrong = new ArrayList<>(stage.startedTwice(repository));
        for (var pull : pulls) {
            var passed =
                    stage.statuses(repository, pull.head()).stream()
                            .filter(it -> it.endsWith(" succeeded"))
                            .count();
            var jobs = stage.jobs(repository, pull.head()).stream().distinct().count();
            if (passed != targets || jobs != targets) {
                wrong.add(pull.number() + ": " + passed + " passed of " + jobs + " jobs");
            }
        }
        return wrong;
    }

    /// Calls that GitHub counts for the installation: those that were answered anew. The App's own,
    /// such as for the log of its deliveries, have an hour's limit of their own.
    public List<Call> calls() {
        return stage.github.calls().all().stream()
                .filter(it -> it.status() != 304 && it.installation() != 0)
                .toList();
    }

    /// How many of them changed something.
    public int writes() {
        return (int) calls().stream().filter(BusyHour::writes).count();
    }

    private static boolean writes(Call call) {
        return !call.operation().startsWith("GET ") && !call.operation().endsWith("/access_tokens");
    }

    /// How many there were of each operation, and how many cost nothing for nothing had changed.
    public String told() {
        var counted =
                calls().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Call::operation, TreeMap::new, Collectors.counting()));
        return "%d calls, %d of them writes; %d more were free%n"
                        .formatted(
                                calls().size(),
                                writes(),
                                stage.github.calls().total() - calls().size())
                + counted.entrySet().stream()
                        .map(it -> "  %6d %s".formatted(it.getValue(), it.getKey()))
                        .collect(Collectors.joining("\n"));
    }
}
