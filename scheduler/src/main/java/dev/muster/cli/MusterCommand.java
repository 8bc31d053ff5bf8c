package dev.muster.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster` itself: says what there is.
@Command(
        name = "muster",
        description =
                "Decides which targets of a .ci.yaml run for a change, says why, and runs them.",
        versionProvider = MusterCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "'muster COMMAND --help' tells more of each."})
final class MusterCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    /// The version that the build wrote into the jar.
    static final class Version implements IVersionProvider {

        static String text() {
            var version = MusterCommand.class.getPackage().getImplementationVersion();
            return version == null ? "0.1.0-SNAPSHOT" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"muster " + text()};
        }
    }
}
