package dev.muster.cli;

import dev.muster.cli.app.AppFiles;
import dev.muster.wiring.Environment;
import dev.muster.wiring.StartFailure;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;

/// Where the settings of the service come from besides the variables of this process.
final class SettingsOption {

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "Settings in a file. YAML or properties, behind which variables go; or"
                            + " variables, a line each, as 'muster github setup' writes them, which"
                            + " go before those of the environment. Default: the files that"
                            + " MICRONAUT_CONFIG_FILES names.")
    private @Nullable Path file;

    /// @throws StartFailure where a file cannot be read
    Environment environment() throws StartFailure {
        if (file == null) {
            return Environment.here();
        }
        if (file.toString().matches(".*\\.(ya?ml|properties)")) {
            return Environment.here(file);
        }
        var variables = new HashMap<>(System.getenv());
        variables.putAll(AppFiles.read(new String(InputFiles.read(file), StandardCharsets.UTF_8)));
        return new Environment(variables);
    }

    /// The same, for commands that are no service.
    static Environment here() {
        try {
            return Environment.here();
        } catch (StartFailure e) {
            throw new UsageFault(e.why());
        }
    }
}
