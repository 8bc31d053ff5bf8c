package dev.muster.cli;

import dev.muster.config.schema.JsonSchema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// `muster schema`.
@Command(
        name = "schema",
        description = "Print the JSON Schema of .ci.yaml, for editors.",
        footer = {"", "  muster schema > .ci.schema.json"})
final class SchemaCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(JsonSchema.text());
        return ExitCode.DONE;
    }
}
