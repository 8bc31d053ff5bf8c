package dev.muster.simulation.pages;

import dev.muster.simulation.checks.Annotation;
import dev.muster.simulation.checks.Button;
import dev.muster.simulation.checks.CheckRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The check runs on a commit, as the box at the end of a pull request shows them.
final class ChecksView {

    private static final Set<String> PASSING = Set.of("success", "neutral", "skipped");

    private final List<CheckRun> newest;
    private final String acts;

    /// @param runs those of a commit, the oldest first
    /// @param acts where buttons lead
    ChecksView(List<CheckRun> runs, String acts) {
        var byName = new LinkedHashMap<String, CheckRun>();
        runs.forEach(run -> byName.put(run.suite().app().id() + " " + run.name(), run));
        this.newest =
                byName.values().stream()
                        .sorted(
                                Comparator.comparing(ChecksView::rank)
                                        .thenComparing(CheckRun::name))
                        .toList();
        this.acts = acts;
    }

    private static int rank(CheckRun run) {
        var conclusion = run.conclusion();
        return conclusion == null ? 1 : PASSING.contains(conclusion) ? 2 : 0;
    }

    /// All in one line.
    String headline() {
        var open = newest.stream().filter(run -> run.conclusion() == null).count();
        var bad = newest.stream().filter(run -> rank(run) == 0).count();
        if (newest.isEmpty()) {
            return "<h3 class=\"dim\">No checks yet</h3>";
        }
        if (bad > 0) {
            return "<h3 class=\"bad\">Some checks were not successful: %d of %d</h3>"
                    .formatted(bad, newest.size());
        }
        return open > 0
                ? "<h3 class=\"wait\">Some checks have not completed yet: %d of %d</h3>"
                        .formatted(open, newest.size())
                : "<h3 class=\"good\">All %d checks have passed</h3>".formatted(newest.size());
    }

    /// Each with its text, its annotations and its buttons.
    ///
    /// @param required the names that the branch takes before a merge
    String list(List<String> required) {
        return newest.stream().map(run -> one(run, required)).collect(Collectors.joining());
    }

    private String one(CheckRun run, List<String> required) {
        var details = run.detailsUrl();
        return """
        <details id="check-%d"><summary>%s <b>%s</b> <span class="dim">%s</span>%s</summary>
        <div>%s%s%s<p>%s %s</p></div></details>
        """
                .formatted(
                        run.id(),
                        sign(run.status(), run.conclusion()),
                        Html.escape(run.name()),
                        Html.escape(run.title() == null ? words(run) : run.title()),
                        required.contains(run.name()) ? " <span class=\"dim\">Required</span>" : "",
                        markdown(run.summary()),
                        markdown(run.text()),
                        annotations(run.annotations()),
                        details.isEmpty() ? "" : Html.link(details, "Details"),
                        buttons(run));
    }

    /// A sign for how something stands.
    static String sign(String status, @Nullable String conclusion) {
        if (conclusion == null) {
            return "<span class=\"wait\">%s</span>"
                    .formatted(status.equals("in_progress") ? "◐" : "○");
        }
        return switch (conclusion) {
            case "success" -> "<span class=\"good\">✓</span>";
            case "neutral", "skipped", "cancelled", "stale" -> "<span class=\"dim\">⊘</span>";
            case "action_required" -> "<span class=\"wait\">!</span>";
            default -> "<span class=\"bad\">✗</span>";
        };
    }

    private static String words(CheckRun run) {
        var conclusion = run.conclusion();
        return (conclusion == null ? run.status() : conclusion).replace('_', ' ');
    }

    private static String markdown(@Nullable String text) {
        return text == null || text.isBlank() ? "" : Markdown.html(text);
    }

    private static String annotations(List<Annotation> annotations) {
        return annotations.stream()
                .map(
                        it ->
                                "<div><code>%s:%d</code> <span class=\"%s\">%s</span> %s</div>"
                                        .formatted(
                                                Html.escape(it.path()),
                                                it.startLine(),
                                                it.level().equals("failure") ? "bad" : "wait",
                                                Html.escape(it.title()),
                                                Html.escape(it.message())))
                .collect(Collectors.joining());
    }

    private String buttons(CheckRun run) {
        var all = new ArrayList<String>();
        for (var button : run.buttons()) {
            all.add(button(run, button));
        }
        if (run.conclusion() != null) {
            all.add(form("rerequest", run, "", "Re-run", "Ask the App for this check once more"));
        }
        return String.join(" ", all);
    }

    private String button(CheckRun run, Button button) {
        return form("press", run, button.identifier(), button.label(), button.description());
    }

    private String form(String act, CheckRun run, String identifier, String label, String tip) {
        return """
        <form method="post" action="%s"><input type="hidden" name="do" value="%s">
        <input type="hidden" name="check" value="%d">
        <input type="hidden" name="identifier" value="%s">
        <button title="%s">%s</button></form>
        """
                .formatted(
                        Html.escape(acts),
                        act,
                        run.id(),
                        Html.escape(identifier),
                        Html.escape(tip),
                        Html.escape(label));
    }
}
