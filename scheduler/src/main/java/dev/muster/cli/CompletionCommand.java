package dev.muster.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/// Prints a script that completes commands and options in a shell.
@Command(
        name = "completion",
        description = "Print a completion script for your shell.",
        footer = {
            "",
            "bash:  source <(muster completion bash)",
            "zsh:   source <(muster completion zsh)",
            "fish:  muster completion fish | source"
        })
final class CompletionCommand implements Callable<Integer> {

    /// The shells there is a script for.
    enum Shell {
        /// needs nothing else
        BASH,
        /// by way of bashcompinit
        ZSH,
        /// needs nothing else
        FISH
    }

    private final Terminal terminal;

    @Mixin private HelpOption help;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish")
    private Shell shell;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var all = Commands.all(terminal);
        terminal.out()
                .print(
                        switch (shell) {
                            case BASH, ZSH -> AutoComplete.bash("muster", all);
                            case FISH -> FishCompletion.script(all);
                        });
        return ExitCode.DONE;
    }
}
