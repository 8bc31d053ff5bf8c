package dev.muster.core.ci;

import java.util.Optional;
import java.util.regex.Pattern;

/// One execution of a task.
///
/// @param task the task
/// @param number from 1
public record AttemptKey(TaskId task, int number) {

    private static final Pattern FORM = Pattern.compile("(.{26})-([1-9][0-9]{0,8})");

    public AttemptKey {
        if (number < 1) {
            throw new IllegalArgumentException("attempts count from 1, was " + number);
        }
    }

    /// The attempt of a text as [#toString] writes it; nothing for any other text.
    public static Optional<AttemptKey> of(String text) {
        var form = FORM.matcher(text);
        return form.matches() && TaskId.isTaskId(form.group(1))
                ? Optional.of(
                        new AttemptKey(new TaskId(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return task + "-" + number;
    }
}
