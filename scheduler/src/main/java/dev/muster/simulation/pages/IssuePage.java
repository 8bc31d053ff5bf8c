package dev.muster.simulation.pages;

import dev.muster.simulation.pulls.Issue;

/// An issue: what is wrong, and what is said about it.
final class IssuePage {

    private IssuePage() {}

    static String content(Issue issue) {
        return """
        <p>%s</p>
        <h1>%s <span class="dim">#%d</span></h1>
        <p>%s <b>%s</b> opened it %s</p>
        <div class="box"><div>%s</div></div>
        %s
        """
                .formatted(
                        Html.link("/" + issue.repo().fullName(), issue.repo().fullName()),
                        Html.escape(issue.title()),
                        issue.number(),
                        issue.isOpen()
                                ? Html.badge("#1a7f37", "Open")
                                : Html.badge("#8250df", "Closed"),
                        Html.escape(issue.author().login()),
                        Talk.labels(issue),
                        Markdown.html(issue.body()),
                        Talk.comments(issue));
    }
}
