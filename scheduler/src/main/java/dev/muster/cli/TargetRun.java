package dev.muster.cli;

import dev.muster.adapter.runner.Sessions;
import dev.muster.cli.actions.LogTail;
import dev.muster.cli.actions.StepEnvironment;
import dev.muster.config.model.Command;
import dev.muster.config.model.Target;
import dev.muster.report.Ink;
import dev.muster.report.RunParameters;
import dev.muster.report.RunProperties;

import org.jspecify.annotations.Nullable;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// One target run in the foreground, in a session of its own so that all it starts can be ended.
final class TargetRun {

    private static final Set<String> GOOD = Set.of("succeeded", "planned", "skipped");
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Target target;
    private final List<String> words;
    private final Path folder;
    private final Map<String, String> environment;
    private final Clock clock;

    TargetRun(
            Target target,
            Command command,
            Path folder,
            Map<String, String> environment,
            Clock clock) {
        this(
                target,
                switch (command) {
                    case Command.Argv(var argv) -> argv;
                    case Command.Shell(var script) -> List.of("sh", "-c", script);
                },
                folder,
                environment,
                clock);
    }

    private TargetRun(
            Target target,
            List<String> words,
            Path folder,
            Map<String, String> environment,
            Clock clock) {
        this.target = target;
        this.words = words;
        this.folder = folder;
        this.environment = Map.copyOf(environment);
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
    /// @param status succeeded, failed, timed_out, cancelled, skipped or planned
    /// @param exitCode of the command, -1 where it has none
    /// @param took how long
    record Result(String target, String status, int exitCode, Duration took) {

        boolean passed() {
            return GOOD.contains(status);
        }

        String line(Ink ink) {
            var word = passed() ? ink.good(status) : ink.bad(status);
            return "%s: %s%s in %.1f s\n".formatted(target, word, code(), took.toMillis() / 1000.0);
        }

        /// The result in plain words.
        String words() {
            return status + code();
        }

        private String code() {
            return exitCode > 0 ? " (exit %d)".formatted(exitCode) : "";
        }
    }

    /// The same run with parameters in the place of declared properties.
    ///
    /// @param parameters a JSON object
    TargetRun with(String parameters) {
        var given = new HashMap<>(environment);
        try {
            given.put(
                    RunProperties.VARIABLE,
                    RunParameters.over(
                            environment.getOrDefault(RunProperties.VARIABLE, "{}"), parameters));
        } catch (IOException e) {
            throw new UsageFault("the service's parameters cannot be read: " + e.getMessage());
        }
        return new TargetRun(target, words, folder, given, clock);
    }

    List<String> words() {
        return words;
    }

    Result planned() {
        return new Result(target.name().value(), "planned", -1, Duration.ZERO);
    }

    /// Another job has it.
    Result skipped() {
        return new Result(target.name().value(), "skipped", -1, Duration.ZERO);
    }

    /// @param tail gets what the command writes, which then passes through here; null where nobody
    ///   wants to know
    Result execute(Output output, @Nullable LogTail tail) throws InterruptedException {
        var began = clock.instant();
        // Standard error cannot be named as a file: one would be cut, and a socket cannot be
        // opened.
        var piped = tail != null || output == Output.ERR;
        Process process;
        try {
            process = start(piped);
        } catch (IOException e) {
            throw new UsageFault(
                    "'%s' cannot be started: %s".formatted(target.name(), e.getMessage()));
        }
        var stopped = new AtomicBoolean();
        var hook = new Thread(() -> stop(process, stopped), "end the target");
        Runtime.getRuntime().addShutdownHook(hook);
        var copy = piped ? copy(process, output, tail) : null;
        var inTime = process.waitFor(target.work().timeout().toMillis(), TimeUnit.MILLISECONDS);
        end(process);
        forget(hook);
        if (copy != null) {
            // What left the session may hold on to the pipe for ever.
            copy.join(LAST_WORDS);
        }
        var took = Duration.between(began, clock.instant());
        var code = process.isAlive() ? -1 : process.exitValue();
        var status = !inTime ? "timed_out" : code == 0 ? "succeeded" : "failed";
        return new Result(target.name().value(), stopped.get() ? "cancelled" : status, code, took);
    }

    /// What is ended because we are asked to end was cancelled, whatever its exit code says.
    private static void stop(Process process, AtomicBoolean stopped) {
        stopped.set(true);
        end(process);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // we are ending already
        }
    }

    private static Thread copy(Process process, Output output, @Nullable LogTail tail) {
        var to =
                new FileOutputStream(
                        output == Output.SAME ? FileDescriptor.out : FileDescriptor.err);
        return Thread.startVirtualThread(() -> copy(process.getInputStream(), to, tail));
    }

    /// Reads on where nobody listens any more, or the command would wait.
    private static void copy(InputStream from, OutputStream to, @Nullable LogTail tail) {
        var buffer = new byte[8192];
        var heard = true;
        try {
            for (int count; (count = from.read(buffer)) >= 0; ) {
                if (tail != null) {
                    tail.add(buffer, count);
                }
                heard = heard && written(to, buffer, count);
            }
        } catch (IOException e) {
            // the command has ended
        }
    }

    private static boolean written(OutputStream to, byte[] bytes, int count) {
        try {
            to.write(bytes, 0, count);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Process start(boolean piped) throws IOException {
        var all = new ArrayList<>(Sessions.prefix());
        all.addAll(words);
        var builder = new ProcessBuilder(all).directory(folder.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
        if (piped) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        }
        builder.environment().putAll(environment);
        builder.environment().put("MUSTER_TARGET", target.name().value());
        builder.environment().putIfAbsent("MUSTER_ATTEMPT", "1");
        StepEnvironment.IDENTITY.forEach(builder.environment()::remove);
        builder.environment().putIfAbsent("MUSTER_COMMIT", "0".repeat(40));
        return builder.start();
    }

    /// Ends what is left of the session: asked first, killed after the grace.
    static void end(Process process) {
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
