package dev.muster.cli;

/// The exit codes of every command.
final class ExitCode {

    /// Done, nothing wrong, or skipped because already done.
    static final int DONE = 0;

    /// A target failed, or a file is not a valid configuration.
    static final int FAILED = 1;

    /// Wrong usage, or input that cannot be read.
    static final int USAGE = 2;

    /// An input artifact is missing.
    static final int MISSING_INPUT = 3;

    /// This host cannot run the target.
    static final int WRONG_HOST = 4;

    /// Generated files differ from what would be written.
    static final int DRIFTED = 5;

    private ExitCode() {}
}
