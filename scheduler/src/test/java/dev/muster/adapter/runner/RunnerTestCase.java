package dev.muster.adapter.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.model.Command;
import dev.muster.config.model.Enablement;
import dev.muster.config.model.Span;
import dev.muster.config.model.Target;
import dev.muster.config.model.TargetName;
import dev.muster.config.model.Work;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;
import dev.muster.dispatch.Assignment;
import dev.muster.dispatch.Runner.Observation;
import dev.muster.dispatch.Runner.Submission;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Attempts as real processes, in a folder of the test.
abstract class RunnerTestCase {

    @TempDir Path folder;

    final BlockingQueue<AttemptKey> changes = new LinkedBlockingQueue<>();
    LocalRunner runner;
    private int number;

    @BeforeEach
    final void start() throws Exception {
        runner = runner();
    }

    @AfterEach
    final void stop() throws Exception {
        runner.stopAll();
        runner.close();
        end();
    }

    void end() throws Exception {}

    LocalRunner runner() throws Exception {
        return runner(folder.resolve("runs"), 0);
    }

    final LocalRunner runner(Path runs, long spare) {
        var settings = new LocalRunnerSettings(runs, 100_000, spare, Duration.ofSeconds(1));
        return new LocalRunner(settings, this::checkout, changes::add, Clock.systemUTC());
    }

    void checkout(Path work, Assignment assignment) throws IOException {}

    Path runs() {
        return folder.resolve("runs");
    }

    static Command shell(String script) {
        return new Command.Shell(script);
    }

    Observation.Ended ended(Command command) throws Exception {
        return ended(command, Duration.ofMinutes(1));
    }

    Observation.Ended ended(Command command, Duration timeout) throws Exception {
        return awaitEnd(submit(command, timeout));
    }

    AttemptKey newest() {
        return new AttemptKey(id(), number);
    }

    AttemptKey key() {
        return new AttemptKey(id(), ++number);
    }

    static TaskId id() {
        return new TaskId("01JD0000000000000000000000");
    }

    AttemptKey submit(Command command, Duration timeout) {
        var key = key();
        assertThat(runner.submit(assignment(key, command, timeout)))
                .isInstanceOf(Submission.Accepted.class);
        return key;
    }

    void submitAgain(AttemptKey key, Command command) {
        runner.submit(assignment(key, command, Duration.ofMinutes(1)));
    }

    static Assignment assignment(AttemptKey key, @Nullable Command command, Duration timeout) {
        var enablement = new Enablement(false, true, true, List.of(), List.of(), List.of(), null);
        var work = new Work(null, command, timeout, List.of(), List.of(), List.of(), List.of());
        var target =
                new Target(
                        new TargetName("Linux a"),
                        enablement,
                        work,
                        Target.OURS,
                        null,
                        List.of(),
                        Span.START);
        return new Assignment(
                key,
                new RepoSlug("local", "sample"),
                "main",
                new CommitSha("0".repeat(40)),
                target,
                Map.of("MUSTER_TARGET", "Linux a"));
    }

    Path run(AttemptKey key) {
        return runs().resolve(key.toString());
    }

    String log() throws Exception {
        return Files.readString(run(newest()).resolve("log"), StandardCharsets.UTF_8);
    }

    Path gate() throws Exception {
        var gate = folder.resolve("gate");
        new ProcessBuilder("mkfifo", gate.toString()).start().waitFor();
        return gate;
    }

    Observation.Ended awaitEnd(AttemptKey key) throws Exception {
        while (true) {
            if (runner.observe(key) instanceof Observation.Ended ended) {
                return ended;
            }
            assertThat(changes.poll(30, TimeUnit.SECONDS)).as("a sign of " + key).isNotNull();
        }
    }

    /// Follows the log by `tail`, which ends when the text has appeared.
    void awaitLog(String text) throws Exception {
        var log = run(newest()).resolve("log");
        var tail =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "tail -F -n +1 \"$1\" 2>/dev/null | grep -q -m 1 \"$2\"",
                                "-",
                                log.toString(),
                                text)
                        .start();
        assertThat(tail.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    List<String> processesOfTheAttempt() throws Exception {
        var mark = run(newest()).toString();
        return ProcessHandle.allProcesses()
                .filter(it -> environment(it.pid()).contains("HOME=" + mark + "/home"))
                .filter(ProcessHandle::isAlive)
                .map(it -> it.info().commandLine().orElse("?"))
                .filter(it -> !it.contains("supervisor.sh"))
                .toList();
    }

    private static String environment(long pid) {
        try {
            return Files.readString(
                    Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
        } catch (Exception e) {
            return "";
        }
    }
}
