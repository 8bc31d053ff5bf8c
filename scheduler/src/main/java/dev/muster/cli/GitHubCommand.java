package dev.muster.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster github`: says what there is.
@Command(
        name = "github",
        description = "Make the service an App on GitHub, and see whether it is one in full.",
        synopsisSubcommandLabel = "COMMAND")
final class GitHubCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Mixin private HelpOption help = new HelpOption();

    /// The command with those below it.
    static CommandLine line(Terminal terminal) {
        return new CommandLine(new GitHubCommand())
                .addSubcommand("setup", new GitHubSetupCommand(terminal))
                .addSubcommand("check", new GitHubCheckCommand(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name one of setup and check");
    }
}
