package dev.muster.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;

/// The entry point of every command.
public final class Main {

    private Main() {}

    /// Runs the command and ends the process with its exit code.
    public static void main(String[] args) {
        var outlet = new Outlet(new FileOutputStream(FileDescriptor.out));
        Runtime.getRuntime().exit(run(args, Terminal.system(outlet), outlet));
    }

    /// The same, where the result has to arrive.
    static int run(String[] args, Terminal terminal, Outlet outlet) {
        var code = run(args, terminal);
        terminal.flush();
        var fault = outlet.fault();
        fault.ifPresent(it -> terminal.complain("the result cannot be written: " + it));
        return fault.isPresent() && code == ExitCode.DONE ? ExitCode.USAGE : code;
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
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            terminal.complain(
                    "the input takes more memory than there is; JAVA_OPTS=-Xmx4g allows more");
            return ExitCode.USAGE;
        }
    }

    private static int misused(ParameterException fault, Terminal terminal) {
        var misuse = Misuse.of(fault);
        terminal.complain(misuse.sentence());
        if (!misuse.nearest().isEmpty()) {
            terminal.err().println("  hint: did you mean '" + misuse.nearest() + "'?");
        }
        var command = fault.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println("  try:  " + command + " --help");
        return ExitCode.USAGE;
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
}
