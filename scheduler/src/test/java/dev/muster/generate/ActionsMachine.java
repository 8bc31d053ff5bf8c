package dev.muster.generate;

import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs jobs of generated workflows as a machine of GitHub Actions would: the scripts by bash, the
/// checkouts by git. Expressions are looked up, not evaluated.
public final class ActionsMachine implements AutoCloseable {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ (.*?) }}");

    private final Path folder;
    private final Path origin;
    private final HttpServer download;
    private final byte[] program;
    private final AtomicInteger jobs = new AtomicInteger();

    /// @param folder for all that it writes
    /// @param origin the repository that is checked out
    public ActionsMachine(Path folder, Path origin) throws IOException, InterruptedException {
        this.folder = folder;
        this.origin = origin;
        this.program = program();
        download = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        download.createContext(
                "/muster.tar.gz",
                exchange -> {
                    exchange.sendResponseHeaders(200, program.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(program);
                    }
                });
        download.start();
    }

    /// What is left of a job.
    ///
    /// @param code of the script that ended it, 0 where all went well
    /// @param log all that was written
    /// @param outputs of the step `plan`
    /// @param summary the run's page
    /// @param workspace where it ran
    public record Done(
            int code, String log, Map<String, String> outputs, String summary, Path workspace) {}

    /// The program under test, as the archive that the jobs fetch.
    private byte[] program() throws IOException, InterruptedException {
        var muster = Files.createDirectories(folder.resolve("program/muster-1")).resolve("muster");
        Files.writeString(
                muster,
                """
                #!/bin/sh
                exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' dev.muster.cli.Main "$@"
                """
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(muster, PosixFilePermissions.fromString("rwxr-xr-x"));
        var archive = folder.resolve("muster.tar.gz");
        run(
                muster.getParent().getParent(),
                Map.of(),
                "tar",
                "-czf",
                archive.toString(),
                "muster-1");
        return Files.readAllBytes(archive);
    }

    /// Settings for workflows whose jobs fetch that program.
    public GenerateSettings settings(@Nullable String service) throws Exception {
        var digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(program));
        var address =
                "http://localhost:%d/muster.tar.gz".formatted(download.getAddress().getPort());
        return new GenerateSettings(service, address, digest, List.of(".ci.yaml"));
    }

    /// Runs one job.
    ///
    /// @param workflow its text
    /// @param expressions what each expression that is met stands for
    /// @param environment what GitHub gives besides
    public Done run(
            String workflow,
            String job,
            Map<String, String> expressions,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        var at = Files.createDirectories(folder.resolve("job-" + jobs.getAndIncrement()));
        var workspace = Files.createDirectories(at.resolve("work"));
        Map<?, ?> document = new Yaml().load(workflow);
        var shared = new HashMap<>(environment);
        shared.putAll(given(at));
        ((Map<?, ?>) document.get("env"))
                .forEach(
                        (name, value) ->
                                shared.put(name.toString(), said(value.toString(), expressions)));
        var log = new StringBuilder();
        var code = 0;
        for (var step : steps(document, job)) {
            code = step(step, at, workspace, expressions, shared, log);
            if (code != 0) {
                break;
            }
        }
        return new Done(code, log.toString(), outputs(at), text(at.resolve("summary")), workspace);
    }

    private static List<Map<?, ?>> steps(Map<?, ?> document, String job) {
        var jobs = (Map<?, ?>) document.get("jobs");
        var steps = (List<?>) ((Map<?, ?>) jobs.get(job)).get("steps");
        return steps.stream().<Map<?, ?>>map(it -> (Map<?, ?>) it).toList();
    }

    private Map<String, String> given(Path at) throws IOException {
        return Map.of(
                "GITHUB_ACTIONS", "true",
                "CI", "true",
                "RUNNER_TEMP", Files.createDirectories(at.resolve("temp")).toString(),
                "GITHUB_PATH", at.resolve("path").toString(),
                "GITHUB_STEP_SUMMARY", at.resolve("summary").toString(),
                "JAVA_HOME_25_X64", System.getProperty("java.home"));
    }

    private int step(
            Map<?, ?> step,
            Path at,
            Path workspace,
            Map<String, String> expressions,
            Map<String, String> shared,
            StringBuilder log)
            throws IOException, InterruptedException {
        var uses = String.valueOf(step.get("uses"));
        if (uses.startsWith("actions/checkout@")) {
            checkout((Map<?, ?>) step.get("with"), workspace, expressions);
            return 0;
        }
        if (step.get("run") == null) {
            return 0;
        }
        var script = Files.createTempFile(at, "step", ".sh");
        Files.writeString(script, step.get("run").toString());
        var environment = new HashMap<>(shared);
        if (step.get("env") instanceof Map<?, ?> env) {
            env.forEach(
                    (name, value) ->
                            environment.put(name.toString(), said(value.toString(), expressions)));
        }
        environment.put("GITHUB_OUTPUT", at.resolve("output-" + step.get("id")).toString());
        environment.put("PATH", path(at));
        // as GitHub runs a step with 'shell: bash'
        return run(
                workspace,
                environment,
                log,
                List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString()));
    }

    private void checkout(Map<?, ?> with, Path workspace, Map<String, String> expressions)
            throws IOException, InterruptedException {
        var path = with.get("path");
        var into = path == null ? workspace : workspace.resolve(path.toString());
        run(
                folder,
                Map.of(),
                "git",
                "clone",
                "-q",
                "--no-checkout",
                origin.toString(),
                into.toString());
        var commit = said(with.get("ref").toString(), expressions);
        run(into, Map.of(), "git", "fetch", "-q", "origin", commit);
        run(into, Map.of(), "git", "checkout", "-q", "--detach", commit);
    }

    private static String said(String text, Map<String, String> expressions) {
        return EXPRESSION
                .matcher(text)
                .replaceAll(
                        it -> {
                            var value = expressions.get(it.group(1));
                            if (value == null) {
                                throw new AssertionError("no value for " + it.group());
                            }
                            return Matcher.quoteReplacement(value);
                        });
    }

    private static String path(Path at) throws IOException {
        var added = new ArrayList<>(text(at.resolve("path")).lines().toList().reversed());
        added.add(System.getenv("PATH"));
        return String.join(":", added);
    }

    private static Map<String, String> outputs(Path at) throws IOException {
        var outputs = new HashMap<String, String>();
        text(at.resolve("output-plan"))
                .lines()
                .forEach(
                        line -> {
                            var is = line.indexOf('=');
                            outputs.put(line.substring(0, is), line.substring(is + 1));
                        });
        return outputs;
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static void run(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var log = new StringBuilder();
        if (run(folder, environment, log, List.of(words)) != 0) {
            throw new AssertionError(String.join(" ", words) + ": " + log);
        }
    }

    private static int run(
            Path folder, Map<String, String> environment, StringBuilder log, List<String> words)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(it -> it.matches("(GIT|MUSTER|GITHUB|ACTIONS)_.*"));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        log.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + words);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        download.stop(0);
    }
}
