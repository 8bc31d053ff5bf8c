package dev.muster.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster token`: says what there is.
@Command(
        name = "token",
        description = "Make, list and revoke the tokens of schedulers, programs and people.",
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Mixin private HelpOption help = new HelpOption();

    /// The command with those below it.
    static CommandLine line(Terminal terminal) {
        return new CommandLine(new TokenCommand())
                .addSubcommand("create", new TokenCreateCommand(terminal))
                .addSubcommand("list", new TokenListCommand(terminal))
                .addSubcommand("revoke", new TokenRevokeCommand(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name one of create, list and revoke");
    }
}
