package dev.muster.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The reference page of the commands, made from what the parser knows.
final class CommandLinePage {

    private static final String HEAD =
            """
            # Command line

            <!-- Made from the commands themselves; change those, then run CommandLinePageTest with
            -Dgolden.update=true. -->

            Results go to standard output, diagnostics to standard error. Colour is used on a terminal only, and never
            where `NO_COLOR` is set. With `--format json` standard output is exactly one JSON document.

            | exit code | when |
            | --- | --- |
            | 0 | done, nothing wrong, or skipped because it was done already |
            | 1 | a target failed, or a file is not a valid configuration |
            | 2 | wrong usage, or input that cannot be read |
            | 3 | an input artifact is missing |
            | 4 | this machine cannot run the target |
            | 5 | generated files differ from what would be written |

            """;

    private static final int WIDEST = 10_000;

    private CommandLinePage() {}

    static String text() {
        var commands = Commands.all(CommandRun.terminal()).getSubcommands();
        return HEAD
                + commands.keySet().stream()
                        .map("[%1$s](#muster-%1$s)"::formatted)
                        .collect(Collectors.joining(" · ", "", "\n"))
                + commands.values().stream()
                        .map(CommandLinePage::section)
                        .collect(Collectors.joining());
    }

    private static String section(CommandLine command) {
        var subcommands = command.getSubcommands().values();
        if (!subcommands.isEmpty()) {
            return heading(command)
                    + subcommands.stream()
                            .map(CommandLinePage::section)
                            .collect(Collectors.joining());
        }
        return heading(command) + synopsis(command) + arguments(command) + footer(command);
    }

    private static String heading(CommandLine command) {
        var spec = command.getCommandSpec();
        return "\n## %s\n\n%s\n"
                .formatted(
                        spec.qualifiedName(), String.join(" ", spec.usageMessage().description()));
    }

    private static String synopsis(CommandLine command) {
        // Wrapped lines are no words of their own: on one line nothing is torn apart.
        command.setUsageHelpWidth(WIDEST);
        var synopsis = command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
        return "\n```text\n%s\n```\n".formatted(Ansi.OFF.string(synopsis));
    }

    private static String arguments(CommandLine command) {
        var spec = command.getCommandSpec();
        var rows =
                spec.positionalParameters().stream()
                                .map(CommandLinePage::row)
                                .collect(Collectors.joining())
                        + spec.options().stream()
                                .filter(it -> !it.hidden() && !it.usageHelp())
                                .map(CommandLinePage::row)
                                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : "\n| | |\n| --- | --- |\n" + rows;
    }

    private static String row(PositionalParamSpec argument) {
        return row(List.of(argument.paramLabel()), argument);
    }

    private static String row(OptionSpec option) {
        var label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return row(Arrays.stream(option.names()).map(it -> it + label).toList(), option);
    }

    private static String row(List<String> names, ArgSpec argument) {
        return "| %s | %s |\n"
                .formatted(
                        names.stream().map("`%s`"::formatted).collect(Collectors.joining(", ")),
                        String.join(" ", argument.description()).formatted().replace("|", "\\|"));
    }

    /// Indented lines of a footer are commands, the others are prose.
    private static String footer(CommandLine command) {
        var text = new StringBuilder();
        var inside = false;
        for (var line : command.getCommandSpec().usageMessage().footer()) {
            if (line.isBlank()) {
                continue;
            }
            var example = line.startsWith("  ") || line.contains(":  ");
            if (example != inside) {
                text.append(example ? "\n```text\n" : "```\n");
                inside = example;
            } else if (!example) {
                text.append('\n');
            }
            text.append(example ? line.strip() : line).append('\n');
        }
        return text + (inside ? "```\n" : "");
    }
}
