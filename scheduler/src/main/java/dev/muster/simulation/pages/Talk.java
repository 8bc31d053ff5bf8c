package dev.muster.simulation.pages;

import dev.muster.simulation.pulls.Issue;

import java.util.stream.Collectors;

/// What is written on an issue or a pull request.
final class Talk {

    private Talk() {}

    static String labels(Issue issue) {
        return issue.labels().stream()
                .map(it -> Html.badge("#0969da", it.name()))
                .collect(Collectors.joining(" "));
    }

    static String comments(Issue issue) {
        return issue.comments().stream()
                .map(
                        it ->
                                "<div class=\"box\"><h3>%s</h3><div>%s</div></div>"
                                        .formatted(
                                                Html.escape(it.author().login()),
                                                Markdown.html(it.body())))
                .collect(Collectors.joining());
    }
}
