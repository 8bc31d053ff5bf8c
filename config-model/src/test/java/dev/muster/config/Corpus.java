package dev.muster.config;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Configuration files that real repositories use. They lie beside the repository, not in it; the
/// tests that need them are skipped, and say so, where they are absent.
public final class Corpus {

    private Corpus() {}

    /// The repository's root, from wherever the build runs the tests.
    public static Path repository() {
        var at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("mvnw"))) {
            at = at.getParent();
        }
        return at;
    }

    /// All configuration files, sorted; skips the test when there are none.
    public static List<Path> configFiles() {
        var root = repository().resolveSibling("shared").resolve("corpus/ci-yaml");
        Assumptions.assumeTrue(Files.isDirectory(root), "SKIPPED: no corpus at " + root);
        try (var files = Files.walk(root)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
