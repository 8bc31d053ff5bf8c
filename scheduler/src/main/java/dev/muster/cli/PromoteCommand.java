package dev.muster.cli;

import dev.muster.config.edit.TargetEdit;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `muster promote`.
@Command(
        name = "promote",
        description = "Take a target out of bringup: edit its lines of the file in place.",
        footer = {"", "  muster promote 'Linux analyze'"})
final class PromoteCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();

    @Parameters(paramLabel = "TARGET", description = "The target's name.")
    private String name = "";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration. Default: the nearest .ci.yaml upward.")
    private @Nullable Path config;

    @Option(names = "--commit", description = "Commit the changed file, and nothing else.")
    private boolean commit;

    PromoteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new EditCommand(terminal, commit ? "Take '%s' out of bringup".formatted(name) : null)
                .run(
                        name,
                        config,
                        "is not in bringup",
                        (path, bytes) -> TargetEdit.promote(path, bytes, EditCommand.name(name)));
    }
}
