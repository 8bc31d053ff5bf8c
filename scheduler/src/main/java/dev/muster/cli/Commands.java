package dev.muster.cli;

import picocli.CommandLine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The commands by name, each made only when it is asked for: describing a command to the parser
/// costs more than most of them take to answer.
final class Commands {

    private static final Map<String, Function<Terminal, Object>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("validate", ValidateCommand::new);
        BY_NAME.put("plan", PlanCommand::new);
        BY_NAME.put("plan-pull", PlanPullCommand::new);
        BY_NAME.put("explain", ExplainCommand::new);
        BY_NAME.put("run", RunCommand::new);
        BY_NAME.put("generate", GenerateCommand::new);
        BY_NAME.put("schema", SchemaCommand::new);
        BY_NAME.put("simulate", SimulateCommand::new);
        BY_NAME.put("promote", PromoteCommand::new);
        BY_NAME.put("demote", DemoteCommand::new);
        BY_NAME.put("serve", ServeCommand::new);
        BY_NAME.put("demo", DemoCommand::new);
        BY_NAME.put("token", TokenCommand::line);
        BY_NAME.put("github", GitHubCommand::line);
        BY_NAME.put("completion", CompletionCommand::new);
    }

    private Commands() {}

    /// The command line with all commands, for help, completion and whatever names none of them.
    static CommandLine all(Terminal terminal) {
        var line = root();
        BY_NAME.forEach((name, make) -> line.addSubcommand(name, make.apply(terminal)));
        return line;
    }

    /// The command line for these arguments: with one command where they begin with its name.
    static CommandLine forArguments(String[] args, Terminal terminal) {
        var make = args.length == 0 ? null : BY_NAME.get(args[0]);
        return make == null ? all(terminal) : root().addSubcommand(args[0], make.apply(terminal));
    }

    private static CommandLine root() {
        return new CommandLine(new MusterCommand());
    }
}
