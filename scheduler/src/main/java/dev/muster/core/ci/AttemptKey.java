package dev.muster.core.ci;

/// One execution of a task.
///
/// @param task the task
/// @param number from 1
public record AttemptKey(TaskId task, int number) {

    public AttemptKey {
        if (number < 1) {
            throw new IllegalArgumentException("attempts count from 1, was " + number);
        }
    }

    @Override
    public String toString() {
        return task + "-" + number;
    }
}
