package dev.muster.simulation.pages;

import dev.muster.simulation.actions.Actions;
import dev.muster.simulation.actions.Run;
import dev.muster.simulation.checks.Checks;
import dev.muster.simulation.pulls.PullRequest;
import dev.muster.simulation.pulls.Pulls;
import dev.muster.simulation.repos.Repo;

import java.util.Collection;
import java.util.stream.Collectors;

/// A repository: its pull requests and the newest runs.
final class RepoPage {

    private static final int MOST = 50;

    private final Pulls pulls;
    private final Checks checks;
    private final Actions actions;
    private final PullPage pullPage;

    RepoPage(Pulls pulls, Checks checks, Actions actions, PullPage pullPage) {
        this.pulls = pulls;
        this.checks = checks;
        this.actions = actions;
        this.pullPage = pullPage;
    }

    static String all(Collection<Repo> repos) {
        return repos.stream()
                .map(
                        it ->
                                "<div>%s%s</div>"
                                        .formatted(
                                                Html.link("/" + it.fullName(), it.fullName()),
                                                it.parent() == null
                                                        ? ""
                                                        : " <span class=\"dim\">a fork</span>"))
                .collect(
                        Collectors.joining(
                                "", "<h1>Repositories</h1><div class=\"box\">", "</div>"));
    }

    String content(Repo repo) {
        var proposed =
                pulls.of(repo).stream().limit(MOST).map(this::pull).collect(Collectors.joining());
        var ran =
                actions.of(repo).stream()
                        .limit(MOST)
                        .map(RepoPage::run)
                        .collect(Collectors.joining());
        return """
        <h1>%s</h1>
        <h2>Pull requests</h2><div class="box">%s</div>
        <h2>Workflow runs</h2><div class="box">%s</div>
        """
                .formatted(
                        Html.escape(repo.fullName()),
                        proposed.isEmpty() ? "<div class=\"dim\">None yet</div>" : proposed,
                        ran.isEmpty() ? "<div class=\"dim\">None yet</div>" : ran);
    }

    private String pull(PullRequest pull) {
        var all = checks.runs(pull.repo(), pull.headSha());
        var required = PullPage.required(pull);
        var sign =
                all.stream()
                        .filter(run -> required.contains(run.name()))
                        .reduce((older, newer) -> newer)
                        .map(run -> ChecksView.sign(run.status(), run.conclusion()))
                        .orElse("<span class=\"dim\">·</span>");
        return "<div>%s %s <span class=\"dim\">#%d by %s</span> %s</div>"
                .formatted(
                        sign,
                        Html.link(PullPage.path(pull), pull.issue().title()),
                        pull.number(),
                        Html.escape(pull.issue().author().login()),
                        PullPage.badge(pull, pullPage.isQueued(pull)));
    }

    private static String run(Run run) {
        return "<div>%s %s <span class=\"dim\">%d jobs, by %s</span></div>"
                .formatted(
                        ChecksView.sign(run.status(), run.conclusion()),
                        Html.link(RunPage.path(run), run.title()),
                        run.jobs().size(),
                        Html.escape(run.event()));
    }
}
