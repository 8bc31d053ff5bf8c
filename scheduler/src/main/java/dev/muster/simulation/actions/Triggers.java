package dev.muster.simulation.actions;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.pulls.PullRequest;
import dev.muster.simulation.repos.Pushes;
import dev.muster.simulation.repos.Repo;

/// Workflows that start by themselves: by a pull request, and by a merge group's branch.
public final class Triggers implements Pushes.Listener {

    private static final String QUEUE = "refs/heads/gh-readonly-queue/";

    private final Actions actions;

    /// Starts runs there.
    public Triggers(Actions actions) {
        this.actions = actions;
    }

    /// A pull request has a new head: workflows of the base that name `pull_request` run at it.
    public void pullRequest(PullRequest pull) {
        if (!pull.isDraft()) {
            start(
                    pull.repo(),
                    "pull_request",
                    pull.headRepo(),
                    pull.headRef(),
                    pull.headSha(),
                    pull.issue().author());
        }
    }

    @Override
    public void moved(Repo repo, String ref, String before, String after, Account by) {
        if (ref.startsWith(QUEUE) && !after.equals(Pushes.NOTHING)) {
            start(repo, "merge_group", repo, ref.substring("refs/heads/".length()), after, by);
        }
    }

    private void start(
            Repo repo, String event, Repo headRepo, String branch, String sha, Account by) {
        for (var workflow : actions.workflows().of(repo)) {
            var text = Workflows.text(workflow, sha);
            if (text != null
                    && workflow.isEnabled()
                    && text.triggers().contains(event)
                    && !(text.forksOnly() && headRepo == repo)) {
                var name = text.name() == null ? workflow.path() : text.name();
                var cause =
                        new Run.Cause(event, by, headRepo, branch, sha, name, name, Json.object());
                actions.start(workflow, cause, Matrix.unfold(text, Json.object()));
            }
        }
    }
}
