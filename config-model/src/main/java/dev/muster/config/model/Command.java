package dev.muster.config.model;

import java.util.List;

/// The command of a target.
public sealed interface Command {

    /// A program and its arguments, started without a shell.
    ///
    /// @param words the program first; never empty
    record Argv(List<String> words) implements Command {
        public Argv {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("a command needs at least one word");
            }
        }
    }

    /// Text for the shell.
    ///
    /// @param script handed to `sh -c` as one argument
    record Shell(String script) implements Command {}
}
