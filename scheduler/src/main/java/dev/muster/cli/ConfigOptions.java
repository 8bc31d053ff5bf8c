package dev.muster.cli;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.check.CheckContext;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.report.DiagnosticsText;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `--config`: the configurations that a command works on.
final class ConfigOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "The configuration; again for each further file of the repository. Default:"
                        + " those that MUSTER_CONFIG names, a line each, else the nearest .ci.yaml"
                        + " upward.")
    private @Nullable List<Path> files;

    /// The files by the name under which they are reported.
    Map<String, Path> files() {
        var named = new LinkedHashMap<String, Path>();
        var given = files == null || files.isEmpty() ? usual() : files;
        given.forEach(it -> named.put(it.toString(), it));
        return named;
    }

    /// Those that the environment names, a line each, else the nearest one.
    private static List<Path> usual() {
        var named = System.getenv().getOrDefault("MUSTER_CONFIG", "");
        return named.isBlank()
                ? List.of(InputFiles.findConfig(Path.of("")))
                : named.lines().filter(it -> !it.isBlank()).map(Path::of).toList();
    }

    /// The configurations; nothing where one is not valid, which is then reported.
    Optional<List<CiConfig>> read(Terminal terminal) {
        var configs = new ArrayList<CiConfig>();
        var valid = true;
        for (var file : files().entrySet()) {
            var read = read(file.getKey(), InputFiles.read(file.getValue()), terminal);
            read.ifPresent(configs::add);
            valid &= read.isPresent();
        }
        return valid ? Optional.of(configs) : Optional.empty();
    }

    /// A configuration from bytes; nothing where it is not valid, which is then reported.
    static Optional<CiConfig> read(String name, byte[] bytes, Terminal terminal) {
        return switch (CiConfigReader.read(name, bytes, CheckContext.NONE)) {
            case Reading.Valid(var config, _) -> Optional.of(config);
            case Reading.Invalid(var diagnostics) -> {
                var errors = diagnostics.stream().filter(Diagnostic::isError).toList();
                terminal.out().flush();
                terminal.err()
                        .print(new DiagnosticsText(Map.of(name, bytes), terminal.ink()).of(errors));
                terminal.complain("%s: %s".formatted(name, DiagnosticsText.summary(errors)));
                yield Optional.empty();
            }
        };
    }
}
