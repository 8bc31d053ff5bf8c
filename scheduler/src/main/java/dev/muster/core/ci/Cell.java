package dev.muster.core.ci;

/// The character that stands for a task in the grid document.
public final class Cell {

    /// There is no task and no decision.
    public static final char NONE = '.';

    /// The target was skipped.
    public static final char SKIPPED = TaskStatus.SKIPPED.cell();

    private static final char FLAKY = 'y';

    private Cell() {}

    /// The character of a task: its status, `y` for one that passed after failing on the same
    /// commit, in upper case when it took more than one attempt.
    ///
    /// @param attempts how many there were so far
    public static char of(TaskStatus status, boolean flaky, int attempts) {
        var letter = flaky && status == TaskStatus.SUCCEEDED ? FLAKY : status.cell();
        return attempts > 1 ? Character.toUpperCase(letter) : letter;
    }
}
