package dev.muster.simulation.pages;

import dev.muster.simulation.checks.Checks;
import dev.muster.simulation.pulls.PullRequest;
import dev.muster.simulation.queue.MergeQueue;

import java.util.Arrays;
import java.util.List;

/// A pull request: what it is, what is said about it, its checks, and what can be done.
final class PullPage {

    private final Checks checks;
    private final MergeQueue queue;

    PullPage(Checks checks, MergeQueue queue) {
        this.checks = checks;
        this.queue = queue;
    }

    /// The names of the checks that a branch takes before a merge.
    static List<String> required(PullRequest pull) {
        var names = pull.repo().requiredChecks().getOrDefault(pull.baseRef(), "");
        return Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    }

    static String path(PullRequest pull) {
        return "/" + pull.repo().fullName() + "/pull/" + pull.number();
    }

    /// How it stands, in a word and a colour.
    static String badge(PullRequest pull, boolean queued) {
        if (pull.mergedAt() != null) {
            return Html.badge("#8250df", "Merged");
        }
        if (!pull.issue().isOpen()) {
            return Html.badge("#cf222e", "Closed");
        }
        if (queued) {
            return Html.badge("#9a6700", "Queued");
        }
        return pull.isDraft() ? Html.badge("#59636e", "Draft") : Html.badge("#1a7f37", "Open");
    }

    boolean isQueued(PullRequest pull) {
        return queue.groups(pull.repo(), pull.baseRef()).stream().anyMatch(it -> it.pull() == pull);
    }

    String content(PullRequest pull) {
        var issue = pull.issue();
        var view = new ChecksView(checks.runs(pull.repo(), pull.headSha()), path(pull) + "/acts");
        var from = pull.isFromFork() ? pull.headRepo().owner().login() + ":" : "";
        return """
        <p>%s</p>
        <h1>%s <span class="dim">#%d</span></h1>
        <p>%s <b>%s</b> wants to merge <code>%s</code> into <code>%s</code> %s</p>
        <p>%s</p>
        <p class="dim">Newest commit <code>%s</code></p>
        %s
        <div class="box">%s%s%s</div>
        %s
        """
                .formatted(
                        Html.link("/" + pull.repo().fullName(), pull.repo().fullName()),
                        Html.escape(issue.title()),
                        pull.number(),
                        badge(pull, isQueued(pull)),
                        Html.escape(issue.author().login()),
                        Html.escape(from + pull.headRef()),
                        Html.escape(pull.baseRef()),
                        pull.isFromFork() ? "<span class=\"dim\">from a fork</span>" : "",
                        Talk.labels(issue),
                        Html.link(
                                "/%s/commit/%s".formatted(pull.repo().fullName(), pull.headSha()),
                                pull.headSha().substring(0, 9)),
                        Talk.comments(issue),
                        view.headline(),
                        view.list(required(pull)),
                        merging(pull),
                        group(pull));
    }

    private String merging(PullRequest pull) {
        if (!pull.issue().isOpen()) {
            return "";
        }
        var acts = Html.escape(path(pull) + "/acts");
        var queued = isQueued(pull);
        return """
        <div>
        <form method="post" action="%s"><input type="hidden" name="do" value="%s">
        <button>%s</button></form>
        <form method="post" action="%s"><input type="hidden" name="do" value="label">
        <input name="text" placeholder="label" size="16" required>
        <button>Add label</button></form></div>
        <div><form method="post" action="%s"><input type="hidden" name="do" value="comment">
        <textarea name="text" rows="2" placeholder="/muster rerun" required></textarea>
        <button>Comment as octocat</button></form></div>
        """
                .formatted(
                        acts,
                        queued ? "dequeue" : "enqueue",
                        queued ? "Remove from the queue" : "Merge when ready",
                        acts,
                        acts);
    }

    /// The checks on the commit that the merge queue would merge.
    private String group(PullRequest pull) {
        for (var group : queue.groups(pull.repo(), pull.baseRef())) {
            if (group.pull() == pull) {
                var view =
                        new ChecksView(
                                checks.runs(pull.repo(), group.headSha()), path(pull) + "/acts");
                return "<h2>In the merge queue, as <code>%s</code></h2><div class=\"box\">%s%s</div>"
                        .formatted(
                                group.headSha().substring(0, 9),
                                view.headline(),
                                view.list(required(pull)));
            }
        }
        return "";
    }
}
