package dev.muster.cli;

import picocli.CommandLine.Option;

/// `--help`, mixed into every command.
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;
}
