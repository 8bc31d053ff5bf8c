package dev.muster.cli;

import dev.muster.config.diagnostic.Nearest;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The entry point of every command.
public final class Main {

    private Main() {}

    /// Runs the command and ends the process with its exit code.
    public static void main(String[] args) {
        var terminal = Terminal.system();
        var code = run(args, terminal);
        terminal.flush();
        Runtime.getRuntime().exit(code);
    }

    /// Runs the command of these arguments and returns its exit code.
    static int run(String[] args, Terminal terminal) {
        var ansi = terminal.colour() ? Ansi.ON : Ansi.OFF;
        var line = Commands.forArguments(args, terminal);
        line.setOut(new PrintWriter(terminal.out(), true));
        line.setErr(new PrintWriter(terminal.err(), true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // A target's name may begin with '@'; no argument is a file of more arguments.
        line.setExpandAtFiles(false);
        line.setParameterExceptionHandler((fault, _) -> misused(fault, terminal));
        line.setExecutionExceptionHandler((fault, _, _) -> failed(fault, terminal));
        return line.execute(args);
    }

    private static int misused(ParameterException fault, Terminal terminal) {
        var command = fault.getCommandLine();
        if (fault instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            var written = unmatched.getUnmatched().getFirst();
            terminal.complain(unknown(written, command));
            nearest(written, command)
                    .ifPresent(it -> terminal.err().println("  hint: did you mean '" + it + "'?"));
        } else {
            terminal.complain(uncapitalised(String.valueOf(fault.getMessage())));
        }
        terminal.err().println("  try:  " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String unknown(String written, CommandLine command) {
        var name = command.getCommandSpec().qualifiedName();
        if (written.startsWith("-") && written.length() > 1) {
            return "'%s' has no option '%s'".formatted(name, written);
        }
        return command.getSubcommands().isEmpty()
                ? "'%s' does not know what to do with '%s'".formatted(name, written)
                : "there is no command '%s'".formatted(written);
    }

    private static Optional<String> nearest(String written, CommandLine command) {
        Set<String> known = new TreeSet<>(command.getSubcommands().keySet());
        command.getCommandSpec().options().forEach(it -> known.addAll(List.of(it.names())));
        return Nearest.to(written, known);
    }

    private static int failed(Exception fault, Terminal terminal) throws Exception {
        if (fault instanceof UsageFault usage) {
            terminal.complain(String.valueOf(usage.getMessage()));
            return ExitCode.USAGE;
        }
        if (System.getenv("MUSTER_DEBUG") != null) {
            throw fault;
        }
        terminal.complain(
                "this is a bug in muster: %s; please report it (MUSTER_DEBUG=1 shows where)"
                        .formatted(fault));
        return ExitCode.USAGE;
    }

    private static String uncapitalised(String message) {
        return message.isEmpty()
                ? message
                : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
