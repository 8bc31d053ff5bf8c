package dev.muster.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/// Runs the quick commands once on a small configuration, so that the JVM can record in its
/// ahead-of-time cache what they load. Called by the launcher after a build.
public final class Training {

    private static final String CONFIG =
            """
            enabled_branches: [main, 'release/\\d+']
            platform_properties:
              linux:
                properties: {os: Linux, cores: "8"}
            targets:
              - name: Linux analyze
                recipe: demo/analyze
                run_if: ['lib/**', '**.(h|cc)', '!docs/**', .ci.yaml]
                properties: {tags: '["hostonly"]', version: '3.10'}
              - name: Linux build
                bringup: true
                run: [make, all]
                runif: []
            """;

    private Training() {}

    /// Runs the commands; what they print goes nowhere.
    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory("muster-training");
        var faulty = folder.resolve("faulty.yaml");
        var sound = folder.resolve("sound.yaml");
        var changed = folder.resolve("changed");
        Files.writeString(faulty, CONFIG, StandardCharsets.UTF_8);
        Files.writeString(sound, CONFIG.replace("    runif: []\n", ""), StandardCharsets.UTF_8);
        Files.writeString(changed, "lib/a.dart\ndocs/b.md\n", StandardCharsets.UTF_8);
        for (var line : lines(sound.toString(), faulty.toString(), changed.toString())) {
            Main.run(line.toArray(new String[0]), nowhere());
        }
        for (var file : List.of(faulty, sound, changed, folder)) {
            Files.delete(file);
        }
    }

    private static List<List<String>> lines(String sound, String faulty, String changed) {
        return List.of(
                List.of("--help"),
                List.of("validate", faulty),
                List.of("validate", "--format", "json", sound),
                List.of("plan", "--config", sound, "--changed-files", changed),
                List.of("plan", "--config", sound, "--changed-files", changed, "--format", "json"),
                List.of("explain", "Linux analyze", "--config", sound, "--changed-files", changed));
    }

    private static Terminal nowhere() {
        var nothing =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Terminal(InputStream.nullInputStream(), nothing, nothing, true);
    }
}
