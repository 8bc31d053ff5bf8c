package dev.muster.checks;

import dev.muster.core.ci.TaskStatus;

/// The words about single tasks.
final class Sentences {

    private Sentences() {}

    /// A headline.
    static String title(CheckFacts.Task task) {
        return task.flaky() && task.status() == TaskStatus.SUCCEEDED
                ? "passed after failing: flaky"
                : word(task.status()) + attempt(task);
    }

    /// What people read first.
    static String summary(CheckFacts.Task task) {
        var why = "It runs because: " + Markdown.inert(task.decision()) + ".";
        return task.note().isEmpty() ? why : Markdown.inert(task.note()) + "\n\n" + why;
    }

    private static String attempt(CheckFacts.Task task) {
        return task.attempt() == null || task.attempt().number() == 1
                ? ""
                : " in attempt " + task.attempt().number();
    }

    /// A status as people say it.
    static String word(TaskStatus status) {
        return switch (status) {
            case WAITING -> "waits";
            case QUEUED -> "is queued";
            case DISPATCHED -> "is handed to a runner";
            case RUNNING -> "runs";
            case SUCCEEDED -> "passed";
            case FAILED -> "failed";
            case INFRA_FAILURE -> "ended for a cause outside the code";
            case TIMED_OUT -> "ran out of time";
            case CANCELLED -> "was cancelled";
            case SKIPPED -> "was skipped";
            case NEUTRAL -> "ended without a judgement";
        };
    }
}
