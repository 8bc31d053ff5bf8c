package dev.muster.cli;

import dev.muster.adapter.runner.Sessions;
import dev.muster.config.model.Command;
import dev.muster.config.model.Target;
import dev.muster.report.Ink;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One target run in the foreground, in a session of its own so that all it starts can be ended.
final class TargetRun {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Target target;
    private final List<String> words;
    private final Path folder;
    private final Clock clock;

    TargetRun(Target target, Command command, Path folder, Clock clock) {
        this.target = target;
        this.words =
                switch (command) {
                    case Command.Argv(var argv) -> argv;
                    case Command.Shell(var script) -> List.of("sh", "-c", script);
                };
        this.folder = folder;
        this.clock = clock;
    }

    /// Where the command's output goes.
    enum Output {
        /// to ours, as it is
        SAME,
        /// to standard error
        ERR
    }

    /// @param target its name
    /// @param status succeeded, failed, timed_out or planned
    /// @param exitCode of the command, -1 where it has none
    /// @param took how long
    record Result(String target, String status, int exitCode, Duration took) {

        boolean passed() {
            return status.equals("succeeded") || status.equals("planned");
        }

        String line(Ink ink) {
            var word = passed() ? ink.good(status) : ink.bad(status);
            var code = exitCode > 0 ? " (exit %d)".formatted(exitCode) : "";
            return "%s: %s%s in %.1f s\n".formatted(target, word, code, took.toMillis() / 1000.0);
        }
    }

    List<String> words() {
        return words;
    }

    Result planned() {
        return new Result(target.name().value(), "planned", -1, Duration.ZERO);
    }

    Result execute(Output output) throws InterruptedException {
        var began = clock.instant();
        Process process;
        try {
            process = start(output);
        } catch (IOException e) {
            throw new UsageFault(
                    "'%s' cannot be started: %s".formatted(target.name(), e.getMessage()));
        }
        var hook = new Thread(() -> end(process), "end the target");
        Runtime.getRuntime().addShutdownHook(hook);
        var inTime = process.waitFor(target.work().timeout().toMillis(), TimeUnit.MILLISECONDS);
        end(process);
        Runtime.getRuntime().removeShutdownHook(hook);
        var took = Duration.between(began, clock.instant());
        var code = process.isAlive() ? -1 : process.exitValue();
        var status = !inTime ? "timed_out" : code == 0 ? "succeeded" : "failed";
        return new Result(target.name().value(), status, code, took);
    }

    private Process start(Output output) throws IOException {
        var all = new ArrayList<>(Sessions.prefix());
        all.addAll(words);
        var builder = new ProcessBuilder(all).directory(folder.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.redirectOutput(
                output == Output.SAME
                        ? ProcessBuilder.Redirect.INHERIT
                        : ProcessBuilder.Redirect.to(Path.of("/dev/stderr").toFile()));
        builder.environment().put("MUSTER_TARGET", target.name().value());
        builder.environment().put("MUSTER_ATTEMPT", "1");
        builder.environment().putIfAbsent("MUSTER_COMMIT", "0".repeat(40));
        return builder.start();
    }

    /// Ends what is left of the session: asked first, killed after the grace.
    private static void end(Process process) {
        signal("TERM", process.pid());
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                signal("KILL", process.pid());
                process.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        signal("KILL", process.pid());
    }

    private static void signal(String name, long session) {
        try {
            new ProcessBuilder("kill", "-s", name, "--", "-" + session)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // a system without kill has no sessions to end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
