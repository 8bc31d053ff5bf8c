package dev.muster.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.check.CheckContext;
import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Severity;
import dev.muster.config.owners.OwnerFiles;
import dev.muster.report.DiagnosticsText;
import dev.muster.report.Ink;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// One folder a case: `input.ci.yaml`, what else is at hand (`base.ci.yaml`, `files.txt`,
/// `branches.txt`, `options.txt`), and `expected.txt` as the terminal shows it.
/// `-Dgolden.update=true` rewrites what is expected.
class GoldenDiagnosticsTest {

    private static final Path CASES = Path.of("src", "test", "resources", "golden", "diagnostics");
    private static final String NAME = "input.ci.yaml";

    static List<String> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_case_is_told_as_expected(String name) throws IOException {
        var folder = CASES.resolve(name);

        var told = told(folder);

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(folder.resolve("expected.txt"), told);
        }
        assertThat(told).isEqualTo(Files.readString(folder.resolve("expected.txt")));
    }

    @Test
    void every_code_has_a_case_that_shows_it() throws IOException {
        var expected = new StringBuilder();
        for (var name : cases()) {
            expected.append(Files.readString(CASES.resolve(name).resolve("expected.txt")));
        }

        assertThat(Arrays.stream(Code.values()).map(GoldenDiagnosticsTest::shown))
                .allMatch(it -> expected.indexOf(it) >= 0);
    }

    private static String shown(Code code) {
        return code.usual() == Severity.ERROR ? ": " + code.word() + ": " : " " + code.word() + ":";
    }

    private static String told(Path folder) throws IOException {
        var text = Files.readAllBytes(folder.resolve(NAME));
        var reading = CiConfigReader.read(NAME, text, context(folder));
        var summary = DiagnosticsText.summary(reading.diagnostics());
        return new DiagnosticsText(Map.of(NAME, text), Ink.PLAIN).of(reading.diagnostics())
                + (reading instanceof Reading.Valid ? "valid" : "not valid")
                + (summary.isEmpty() ? "" : ": " + summary)
                + "\n";
    }

    private static CheckContext context(Path folder) throws IOException {
        var options = lines(folder.resolve("options.txt"));
        var base = folder.resolve("base.ci.yaml");
        return new CheckContext(
                Files.exists(base)
                        ? List.of(
                                ((Reading.Valid)
                                                CiConfigReader.read(
                                                        "base", Files.readAllBytes(base)))
                                        .config())
                        : null,
                lines(folder.resolve("files.txt")),
                lines(folder.resolve("branches.txt")),
                options != null && options.contains("strict"),
                options != null && options.contains("owners")
                        ? new CheckContext.OwnerSearch(OwnerFiles.NONE, true)
                        : null,
                Map.of());
    }

    private static @Nullable List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : null;
    }
}
