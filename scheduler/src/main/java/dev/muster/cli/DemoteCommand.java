package dev.muster.cli;

import dev.muster.config.edit.TargetEdit;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `muster demote`.
@Command(
        name = "demote",
        description =
                "Put a target into bringup, with the issue that says why: edit its lines in place.",
        footer = {
            "",
            "  muster demote 'Linux analyze' --issue https://github.com/acme/sample/issues/7"
        })
final class DemoteCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();

    @Parameters(paramLabel = "TARGET", description = "The target's name.")
    private String name = "";

    @Option(
            names = "--issue",
            paramLabel = "URL",
            required = true,
            description = "The issue that says why.")
    private String issue = "";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration. Default: the nearest .ci.yaml upward.")
    private @Nullable Path config;

    @Option(names = "--commit", description = "Commit the changed file, and nothing else.")
    private boolean commit;

    DemoteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!issue.matches("https?://[\\x21-\\x7e]+")) {
            throw new UsageFault(
                    "--issue is '%s', and must be an address such as https://github.com/acme/app/issues/7"
                            .formatted(issue));
        }
        return new EditCommand(
                        terminal,
                        commit ? "Put '%s' into bringup\n\n%s".formatted(name, issue) : null)
                .run(
                        name,
                        config,
                        "is in bringup already",
                        (path, bytes) ->
                                TargetEdit.demote(path, bytes, EditCommand.name(name), issue));
    }
}
