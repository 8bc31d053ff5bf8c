package dev.muster.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

import java.util.Locale;

/// A completion script for fish, which the command-line library has none for.
final class FishCompletion {

    private FishCompletion() {}

    static String script(CommandLine muster) {
        var script = new StringBuilder("# fish completion for muster\n");
        muster.getSubcommands()
                .forEach(
                        (name, command) -> {
                            var about = command.getCommandSpec().usageMessage().description();
                            script.append(
                                    "complete -c muster -n __fish_use_subcommand -f -a %s -d %s\n"
                                            .formatted(
                                                    name,
                                                    quoted(about.length == 0 ? "" : about[0])));
                            script.append(below(name, command));
                        });
        return script.toString();
    }

    /// The options of a command, and the commands below it with theirs.
    private static String below(String name, CommandLine command) {
        var script = new StringBuilder();
        for (var option : command.getCommandSpec().options()) {
            script.append(option(name, option));
        }
        command.getSubcommands()
                .forEach(
                        (sub, it) -> {
                            var about = it.getCommandSpec().usageMessage().description();
                            script.append(
                                            "complete -c muster -n '__fish_seen_subcommand_from %s'"
                                                    .formatted(name))
                                    .append(" -f -a %s -d %s\n".formatted(sub, quoted(about[0])))
                                    .append(below(sub, it));
                        });
        return script.toString();
    }

    private static String option(String command, OptionSpec option) {
        var line =
                new StringBuilder(
                        "complete -c muster -n '__fish_seen_subcommand_from %s'"
                                .formatted(command));
        for (var name : option.names()) {
            line.append(
                    name.startsWith("--")
                            ? " -l " + name.substring(2)
                            : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            line.append(" -r");
        }
        if (option.type().isEnum()) {
            line.append(" -f -a ").append(quoted(choices(option)));
        }
        var about = option.description();
        return line.append(" -d ")
                .append(quoted(about.length == 0 ? "" : about[0]))
                .append('\n')
                .toString();
    }

    private static String choices(OptionSpec option) {
        var words = new StringBuilder();
        for (var constant : option.type().getEnumConstants()) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(constant.toString().toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
