package dev.muster.checks;

import dev.muster.core.ci.TaskStatus;

import java.util.Comparator;

/// The list of all targets in the aggregate check's text: bad ones first, then what is to come,
/// what passed, and what was skipped and why.
final class CheckTable {

    private static final int LONGEST_NOTE = 300;

    private CheckTable() {}

    static String of(CheckFacts facts, CheckSettings settings) {
        var text = new StringBuilder("| target | result | why |\n| --- | --- | --- |\n");
        facts.tasks().stream()
                .sorted(Comparator.comparingInt(CheckTable::rank))
                .forEach(
                        it ->
                                text.append("| [")
                                        .append(Markdown.inert(it.target()))
                                        .append("](")
                                        .append(Wanted.url(settings, facts, it))
                                        .append(") | ")
                                        .append(Sentences.title(it))
                                        .append(it.blocking() ? "" : ", does not block")
                                        .append(it.quarantine() == null ? "" : ": in quarantine")
                                        .append(Sentences.label(it))
                                        .append(" | ")
                                        .append(Markdown.inert(why(it)))
                                        .append(" |\n"));
        facts.skipped()
                .forEach(
                        it ->
                                text.append("| ")
                                        .append(Markdown.inert(it.target()))
                                        .append(" | skipped | ")
                                        .append(Markdown.inert(why(it)))
                                        .append(" |\n"));
        return text.toString();
    }

    /// Why it is red, where no code is to blame in the words of who ran it; else why it runs.
    private static String why(CheckFacts.Task task) {
        if (task.status() == TaskStatus.INFRA_FAILURE && !task.note().isBlank()) {
            var line = task.note().strip().lines().findFirst().orElse("");
            return line.codePointCount(0, line.length()) > LONGEST_NOTE
                    ? line.substring(0, line.offsetByCodePoints(0, LONGEST_NOTE)) + "…"
                    : line;
        }
        return task.blamed() == null ? task.decision() : task.blamed().why();
    }

    private static String why(CheckFacts.Skipped skipped) {
        return skipped.detail().isEmpty()
                ? skipped.reason()
                : skipped.reason() + ": " + skipped.detail();
    }

    private static int rank(CheckFacts.Task task) {
        if (Wanted.isBad(task.status())) {
            return task.blocking() ? 0 : 3;
        }
        return task.status().ended() ? 2 : 1;
    }
}
