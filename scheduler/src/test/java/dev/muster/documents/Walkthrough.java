package dev.muster.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.documents.DocumentedPage.Step;
import dev.muster.testkit.Await;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A reader who does what a page says, in one shell.
///
/// `muster` is the program under test. What stays in the foreground, `muster serve` and `muster
/// demo`, is what the page's next terminal would find running: it goes on behind, on a port of its
/// own, until the page ends. `muster github setup` finds a GitHub of its own, and a reader who
/// confirms there.
final class Walkthrough implements AutoCloseable {

    private static final String MARK = "--walkthrough-step-ended--";

    /// Tells the end and the exit code, and leaves `$?` as the command left it.
    private static final String END =
            "s=$?; printf '%s%s\\n' '" + MARK + "' \"$s\"; (exit \"$s\")\n";

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern SETUP = Pattern.compile("Open (http://127\\.0\\.0\\.1:\\d+/)");
    private static final Pattern STAYS = Pattern.compile("(\\./)?muster (serve|demo)\\b.*");

    private final Path folder;
    private final int port;
    private final Process shell;
    private final Writer to;
    private final BufferedReader from;
    private @Nullable StandInGitHub github;

    /// @param folder where the reader stands
    /// @param tools a folder for the program itself
    Walkthrough(Path folder, Path tools) throws IOException {
        this.folder = folder;
        this.port = freePort();
        install(tools);
        var builder = new ProcessBuilder("sh").directory(folder.toFile());
        builder.redirectErrorStream(true);
        environment(builder.environment(), tools);
        this.shell = builder.start();
        this.to = shell.outputWriter(StandardCharsets.UTF_8);
        this.from =
                new BufferedReader(
                        new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
    }

    private void environment(Map<String, String> environment, Path tools) {
        environment.keySet().removeIf(it -> it.startsWith("GIT_") || it.startsWith("MUSTER_"));
        environment.remove("DISPLAY");
        environment.remove("WAYLAND_DISPLAY");
        environment.put("PATH", tools + ":" + environment.get("PATH"));
        environment.put("MUSTER_PORT", Integer.toString(port));
        environment.put("HOME", tools.toString());
        for (var who : new String[] {"AUTHOR", "COMMITTER"}) {
            environment.put("GIT_" + who + "_NAME", "Reader");
            environment.put("GIT_" + who + "_EMAIL", "reader@example.org");
        }
    }

    /// The program as a user has it on the path; `make` so that examples need none.
    private static void install(Path tools) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        script(
                tools.resolve("muster"),
                "exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xlog:disable --enable-native-access=ALL-UNNAMED -cp '%s' dev.muster.cli.Main \"$@\""
                        .formatted(java, System.getProperty("java.class.path")));
        script(tools.resolve("make"), "echo \"made: $*\"");
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Runs lines that no page shows.
    void prepare(String lines) throws IOException {
        for (var line : lines.lines().toList()) {
            var answer = run(line);
            assertThat(answer.status()).as("'%s' says: %s", line, answer.output()).isEqualTo("0");
        }
    }

    void take(Step step) throws IOException {
        switch (step) {
            case Step.Write(_, var file, var text) -> {
                Files.createDirectories(folder.resolve(file).getParent());
                Files.writeString(folder.resolve(file), text);
            }
            case Step.After(var line, var text) ->
                    assertThat(folder.resolve(".ci.yaml"))
                            .as("the file after line %d", line)
                            .hasContent(text);
            case Step.Run run when run.command().startsWith("./mvnw") -> {}
            case Step.Run run when run.command().startsWith("muster github setup") -> setUp(run);
            case Step.Run run when STAYS.matcher(run.command()).matches() -> stay(run);
            case Step.Run run -> check(run);
        }
    }

    private void check(Step.Run step) throws IOException {
        var answer = run(own(step.command()));
        if (step.checked()) {
            compare(step, said(answer.output()));
        } else {
            assertThat(answer)
                    .as("'%s' of line %d", step.command(), step.line())
                    .extracting(Answer::status)
                    .as(answer.output())
                    .isEqualTo("0");
        }
    }

    /// As the page has it, where the service has its usual port and GitHub its usual place.
    private String said(String output) {
        var usual = output.replace("localhost:" + port, "localhost:8080");
        return github == null ? usual : github.said(usual);
    }

    private void setUp(Step.Run step) throws IOException {
        github = new StandInGitHub();
        var log = Files.createTempFile(folder.getParent(), "setup", ".log");
        prepare(step.command() + github.options() + " > '" + log + "' 2>&1 < /dev/null &");
        Await.until(LONGEST, "a page is shown", () -> SETUP.matcher(greeting(log)).find());
        var page = SETUP.matcher(greeting(log));
        assertThat(page.find()).isTrue();
        try {
            github.confirm(page.group(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        prepare("wait $!");
        compare(step, greeting(log));
    }

    private static void compare(Step.Run step, String output) {
        assertThat(output)
                .as("'%s' of line %d", step.command(), step.line())
                .matches(
                        it -> Expected.of(step.output()).matcher(it).matches(),
                        "is\n" + step.output());
    }

    private void stay(Step.Run step) throws IOException {
        var log = Files.createTempFile(folder.getParent(), "stays", ".log");
        prepare(own(step.command()) + " > '" + log + "' 2>&1 < /dev/null & stays=\"$stays $!\"");
        Await.until(
                LONGEST,
                "'%s' of line %d says its greeting".formatted(step.command(), step.line()),
                () -> greets(step, greeting(log)));
    }

    private static boolean greets(Step.Run step, String said) {
        return step.output().isBlank()
                ? said.contains("http://localhost:8080")
                : Expected.startOf(step.output()).matcher(said).find();
    }

    private String greeting(Path log) {
        try {
            return said(Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The command with this reader's port, and the program from the path.
    private String own(String command) {
        return command.replace("./muster ", "muster ")
                .replace("localhost:8080", "localhost:" + port)
                .replace("--port 8080", "--port " + port);
    }

    /// What the shell printed, and the exit code.
    private record Answer(String output, String status) {}

    private Answer run(String command) throws IOException {
        to.write(command + "\n" + END);
        to.flush();
        var printed = new StringBuilder();
        for (var line = from.readLine(); line != null; line = from.readLine()) {
            var mark = line.indexOf(MARK);
            if (mark >= 0) {
                printed.append(line, 0, mark).append(mark > 0 ? "\n" : "");
                return new Answer(printed.toString(), line.substring(mark + MARK.length()));
            }
            printed.append(line).append('\n');
        }
        throw new AssertionError("the shell ended at: " + command + "\n" + printed);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        if (github != null) {
            github.close();
        }
        to.write("kill $stays 2>/dev/null; wait; exit\n");
        to.flush();
        try {
            if (!shell.waitFor(30, TimeUnit.SECONDS)) {
                shell.descendants().forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
