package dev.muster.checks;

import java.util.List;
import java.util.Optional;

/// The check of the configuration: present where there is something to say about it.
final class Config {

    private Config() {}

    static Optional<WantedCheck> of(CheckFacts facts, CheckSettings settings) {
        if (facts.faults().isEmpty() && facts.difference().isEmpty()) {
            return Optional.empty();
        }
        var errors = facts.faults().stream().filter(it -> it.severity().equals("error")).count();
        var rest = facts.faults().size() - errors;
        return Optional.of(
                new WantedCheck(
                        Wanted.CONFIG,
                        errors > 0 ? WantedCheck.State.FAILURE : WantedCheck.State.NEUTRAL,
                        settings.url(),
                        title(errors, rest),
                        summary(facts, errors),
                        Markdown.fit(
                                list(facts), WantedCheck.LONGEST_TEXT, "\n\nThe list is cut here."),
                        annotations(facts.faults()),
                        List.of(),
                        false));
    }

    private static String title(long errors, long rest) {
        if (errors > 0) {
            return "%d %s".formatted(errors, errors == 1 ? "error" : "errors");
        }
        return rest > 0 ? "%d to look at".formatted(rest) : "A proposal, not in force";
    }

    private static String summary(CheckFacts facts, long errors) {
        var cut = facts.faults().size() - WantedCheck.MOST_ANNOTATIONS;
        var first = first(facts, errors);
        return cut > 0
                ? first + " %d more are listed below without a mark at their line.".formatted(cut)
                : first;
    }

    private static String first(CheckFacts facts, long errors) {
        if (errors > 0) {
            return "The configuration has errors, so no target runs.";
        }
        return facts.difference().isEmpty()
                ? "The configuration is in force; there are remarks about it."
                : "The configuration is a proposal: what runs comes from the base branch. Below is"
                        + " what it would change.";
    }

    private static String list(CheckFacts facts) {
        var text = new StringBuilder();
        facts.difference().forEach(it -> text.append("* ").append(Markdown.inert(it)).append('\n'));
        for (var fault : facts.faults()) {
            text.append("* **")
                    .append(Markdown.inert(fault.path()))
                    .append(" line ")
                    .append(fault.line())
                    .append("** ")
                    .append(Markdown.inert(message(fault)))
                    .append('\n');
        }
        return text.toString();
    }

    private static List<WantedCheck.Annotation> annotations(List<CheckFacts.Fault> faults) {
        return faults.stream()
                .limit(WantedCheck.MOST_ANNOTATIONS)
                .map(
                        it ->
                                new WantedCheck.Annotation(
                                        it.path(),
                                        it.line(),
                                        Math.max(it.line(), it.endLine()),
                                        it.severity().equals("error"),
                                        it.code(),
                                        message(it)))
                .toList();
    }

    private static String message(CheckFacts.Fault fault) {
        return fault.hint() == null || fault.hint().isEmpty()
                ? fault.message()
                : fault.message() + "; " + fault.hint();
    }
}
