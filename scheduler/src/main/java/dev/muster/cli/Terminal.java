package dev.muster.cli;

import dev.muster.config.diagnostic.Excerpt;
import dev.muster.report.Ink;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Where a command reads and writes: results go to `out`, diagnostics to `err`.
///
/// @param in standard input
/// @param out results
/// @param err diagnostics, progress
/// @param colour whether results may carry colours
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean colour) {

    /// The process's own streams, in UTF-8; coloured where standard output is a terminal and
    /// `NO_COLOR` is not set.
    ///
    /// @param outlet standard output
    static Terminal system(Outlet outlet) {
        var terminal = System.console() != null && System.console().isTerminal();
        var colour =
                terminal
                        && System.getenv("NO_COLOR") == null
                        && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(
                System.in,
                stream(outlet),
                stream(new FileOutputStream(FileDescriptor.err)),
                colour);
    }

    private static PrintStream stream(OutputStream to) {
        var buffered = new BufferedOutputStream(to, 1 << 13);
        return new PrintStream(buffered, false, StandardCharsets.UTF_8);
    }

    /// Says one thing that went wrong, and how to go on.
    void complain(String message) {
        out.flush();
        err.println("muster: " + harmless(message));
        err.flush();
    }

    /// A file's name may hold what would steer a terminal.
    private static String harmless(String message) {
        return message.lines().map(Excerpt::aligned).collect(Collectors.joining("\n"));
    }

    /// The colours that results may carry.
    Ink ink() {
        return colour ? Ink.ANSI : Ink.PLAIN;
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
