package dev.muster.checks;

import dev.muster.core.ci.TaskStatus;

import java.util.ArrayList;
import java.util.stream.Collectors;

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
        var parts = new ArrayList<String>();
        if (task.quarantine() != null) {
            parts.add("**Does not block**: " + Markdown.inert(task.quarantine()) + ".");
        }
        var blamed = task.blamed();
        if (blamed != null) {
            parts.add(
                    "**%s**: %s.".formatted(blamed.blame().label(), Markdown.inert(blamed.why())));
        }
        if (!task.signature().isEmpty()) {
            parts.add(
                    task.signature()
                            .lines()
                            .map(it -> "> " + Markdown.inert(it))
                            .collect(Collectors.joining("\n>\n")));
        }
        if (!task.note().isEmpty()) {
            parts.add(Markdown.inert(task.note()));
        }
        parts.add("It runs because: " + Markdown.inert(task.decision()) + ".");
        return String.join("\n\n", parts);
    }

    /// What a failure is likely due to, behind its result; empty where nothing failed.
    static String label(CheckFacts.Task task) {
        return task.blamed() == null ? "" : ", **" + task.blamed().blame().label() + "**";
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
