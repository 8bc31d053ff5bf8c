package dev.muster.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A command of muster in a process of its own, as users start it.
public final class MusterProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("http://localhost:[0-9]+");
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final List<String> QUICKLY =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /// How the launcher starts a service.
    public static final List<String> AS_LAUNCHED =
            List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx1g");

    private final Process process;
    private final Path output;
    private final Path complaints;
    private final HttpClient client = HttpClient.newHttpClient();

    private MusterProcess(Process process, Path output, Path complaints) {
        this.process = process;
        this.output = output;
        this.complaints = complaints;
    }

    /// Starts a command.
    ///
    /// @param folder where it writes temporary files, and its output goes
    /// @param environment variables besides those of the test
    public static MusterProcess start(
            Path folder, Map<String, String> environment, String... arguments) throws IOException {
        return start(folder, environment, QUICKLY, arguments);
    }

    /// Starts a command on a machine that is set for speed or for a short life.
    ///
    /// @param options of the Java machine
    public static MusterProcess start(
            Path folder, Map<String, String> environment, List<String> options, String... arguments)
            throws IOException {
        var temporary = Files.createDirectories(folder.resolve("tmp"));
        var output = Files.createTempFile(folder, "output", ".txt");
        var complaints = Files.createTempFile(folder, "complaints", ".txt");
        var words = new ArrayList<String>();
        words.add(ProcessHandle.current().info().command().orElseThrow());
        words.addAll(options);
        words.addAll(
                List.of("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + temporary));
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.add("dev.muster.cli.Main");
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words);
        builder.redirectOutput(output.toFile());
        builder.redirectError(complaints.toFile());
        builder.environment().remove("DISPLAY");
        builder.environment().putAll(environment);
        return new MusterProcess(builder.start(), output, complaints);
    }

    /// What it has written, its complaints at the end.
    public String output() {
        return text(output) + complaints();
    }

    /// What it has written to where complaints and logs go.
    public String complaints() {
        return text(complaints);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return "";
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Where it answers, once it has said so.
    public String address() {
        var found = new ArrayList<String>();
        Await.until(
                LONGEST,
                "muster says where it listens",
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("muster has ended: " + output());
                    }
                    var address = ADDRESS.matcher(output());
                    return address.find() && found.add(address.group());
                });
        return found.getFirst();
    }

    /// The body of what it answers.
    public String get(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address() + path)).build();
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException broken) {
            throw new IllegalStateException("muster does not answer: " + output(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Kills it, so that it cannot do anything any more.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Asks it to end.
    ///
    /// @return its exit code
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("muster does not end: " + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }
}
