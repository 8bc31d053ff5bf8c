package dev.muster.cli;

import dev.muster.adapter.git.JgitCheckout;
import dev.muster.adapter.runner.Sessions;
import dev.muster.cli.actions.LogTail;
import dev.muster.cli.actions.StatusReporter;
import dev.muster.cli.actions.StatusReporter.Answer;
import dev.muster.cli.actions.StatusReporter.Setup;
import dev.muster.cli.actions.StepEnvironment;
import dev.muster.config.model.Command;
import dev.muster.config.model.Target;
import dev.muster.core.ci.CommitSha;
import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedRepository;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The runners of a simulated GitHub: each job's commit is checked out, its targets really run on
/// this machine, and the service is told as `muster run --report` tells it.
final class DemoJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoJobs.class);
    private static final long LOOK_MILLIS = 200;
    private static final Duration LAST_JOBS = Duration.ofSeconds(10);

    private final SimulatedRepository repository;
    private final DemoPlans plans;
    private final URI github;
    private final String service;
    private final Path folder;
    private final Clock clock;
    private final int count;
    private final Semaphore machines;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param service where the service is
    /// @param folder where the commits are checked out
    DemoJobs(
            SimulatedRepository repository,
            URI github,
            String service,
            Path folder,
            Clock clock,
            int machines) {
        this.repository = repository;
        this.plans = new DemoPlans(repository);
        this.github = github;
        this.service = service;
        this.folder = folder;
        this.clock = clock;
        this.count = machines;
        this.machines = new Semaphore(machines, true);
    }

    /// Runs a job, as soon as a machine is free for it.
    void run(SimulatedJob job) {
        try {
            machines.acquire();
            try {
                if (!closed && !job.ended()) {
                    job.begin();
                    var passed = passes(job);
                    if (!closed) {
                        job.end(passed ? "success" : "failure");
                    }
                }
            } finally {
                machines.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean passes(SimulatedJob job) throws InterruptedException {
        if (plans.plans(job)) {
            return plans.plan(job);
        }
        var passed = true;
        for (var name : job.row().path("targets")) {
            passed &= passes(job, name.asText());
        }
        return passed;
    }

    private boolean passes(SimulatedJob job, String name) throws InterruptedException {
        var reporter =
                StatusReporter.of(new StepEnvironment(environment(job)))
                                instanceof Setup.Ready(var it)
                        ? it
                        : null;
        var began = clock.instant();
        if (reporter != null && reporter.started(name, began) instanceof Answer.NotOurs(var why)) {
            job.write("'%s' is not run: %s\n".formatted(name, why));
            return true;
        }
        var tail = new LogTail(List.of());
        var status = status(job, name, tail);
        var passed = status.equals("succeeded");
        if (reporter != null && !closed) {
            var failure = passed ? "" : tail.signature().orElse("");
            hear(job, reporter.finished(name, status, began, clock.instant(), "", failure));
        }
        return passed;
    }

    private static void hear(SimulatedJob job, Answer answer) {
        if (answer instanceof Answer.Untold(var why)) {
            job.write("the service was not told: %s\n".formatted(why));
        }
    }

    private String status(SimulatedJob job, String name, LogTail tail) throws InterruptedException {
        try {
            var work = Files.createTempDirectory(Files.createDirectories(folder), "job-");
            try {
                JgitCheckout.into(work, repository.folder(), new CommitSha(commit(job)));
                return execute(job, plans.target(job, name), work, tail);
            } finally {
                remove(work);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.atDebug().addKeyValue("job", job.id()).setCause(e).log("A job could not run");
            job.write("'%s' cannot run here: %s\n".formatted(name, e.getMessage()));
            return "infra_failure";
        }
    }

    private String execute(SimulatedJob job, Target target, Path work, LogTail tail)
            throws IOException, InterruptedException {
        var process = start(job, target, work);
        running.add(process);
        var reader =
                Thread.startVirtualThread(
                        () ->
                                process.inputReader()
                                        .lines()
                                        .map(it -> it + "\n")
                                        .forEach(it -> write(job, tail, it)));
        var deadline = clock.instant().plus(target.work().timeout());
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (closed || job.ended() || clock.instant().isAfter(deadline)) {
                    TargetRun.end(process);
                }
            }
            reader.join();
            return status(job, process, deadline);
        } finally {
            running.remove(process);
        }
    }

    private static void write(SimulatedJob job, LogTail tail, String line) {
        job.write(line);
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        tail.add(bytes, bytes.length);
    }

    private String status(SimulatedJob job, Process process, Instant deadline) {
        if (closed || job.ended()) {
            return "cancelled";
        }
        if (process.exitValue() == 0) {
            return "succeeded";
        }
        return clock.instant().isAfter(deadline) ? "timed_out" : "failed";
    }

    private Process start(SimulatedJob job, Target target, Path work) throws IOException {
        var words = new ArrayList<>(Sessions.prefix());
        words.addAll(
                switch (target.work().command()) {
                    case Command.Argv(var argv) -> argv;
                    case Command.Shell(var script) -> List.of("sh", "-c", script);
                    case null -> throw new IOException("it has no 'run'");
                });
        var builder = new ProcessBuilder(words).directory(work.toFile()).redirectErrorStream(true);
        var temporary = Files.createDirectories(work.resolve(".tmp"));
        builder.environment().put("MUSTER_TARGET", target.name().value());
        builder.environment().put("MUSTER_COMMIT", commit(job));
        builder.environment().put("MUSTER_ATTEMPT", job.row().path("attempt").asText("1"));
        builder.environment().put("TMPDIR", temporary.toString());
        return builder.start();
    }

    /// What GitHub and the generated workflow tell a step.
    private Map<String, String> environment(SimulatedJob job) {
        var all = new HashMap<>(job.environment());
        all.put("GITHUB_ACTIONS", "true");
        all.put("GITHUB_SERVER_URL", github.toString());
        all.put("GITHUB_REPOSITORY", repository.fullName());
        all.put("GITHUB_RUN_ID", Long.toString(job.runId()));
        all.put("GITHUB_RUN_ATTEMPT", Integer.toString(job.attempt()));
        all.put("MUSTER_URL", service);
        all.put("MUSTER_COMMIT", commit(job));
        all.put("MUSTER_BRANCH", job.inputs().path("branch").asText());
        all.put("MUSTER_ATTEMPT", job.row().path("attempt").asText("1"));
        return all;
    }

    private static String commit(SimulatedJob job) {
        return job.inputs().path("commit").asText(job.headSha());
    }

    private static void remove(Path work) throws IOException {
        try (var all = Files.walk(work)) {
            all.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        }
    }

    /// Ends what runs, as machines do that are switched off: nobody is told. Whoever holds all
    /// machines knows that nothing runs.
    @Override
    public void close() {
        closed = true;
        running.forEach(TargetRun::end);
        try {
            if (!machines.tryAcquire(count, LAST_JOBS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("Some jobs have not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
