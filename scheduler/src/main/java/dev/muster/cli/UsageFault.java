package dev.muster.cli;

/// The command line or its input cannot be used; the message says why and what would do.
///
/// Thrown by commands, caught by [Main] alone, which prints the message and exits with 2.
final class UsageFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageFault(String message) {
        super(message, null, false, false);
    }
}
