package dev.muster.simulation.actions;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.pulls.PullRequest;
import dev.muster.simulation.repos.Pushes;
import dev.muster.simulation.repos.Repo;

import java.util.Set;

/// Workflows that start by themselves: by a pull request, and by a merge group's branch.
public final class Triggers implements Pushes.Listener {

    private static final Set<String> MEMBERS = Set.of("write", "maintain", "admin");
    private static final String QUEUE = "refs/heads/gh-readonly-queue/";

    private final Actions actions;

    /// Starts runs there.
    public Triggers(Actions actions) {
        this.actions = actions;
    }

    /// Something became of a pull request: workflows of the base run at its head that name
    /// `pull_request` and this; those for forks of outside contributors wait until someone lets
    /// them. A draft is no exception.
    ///
    /// @param action what became of it, in the word of the webhook
    public void pullRequest(PullRequest pull, String action) {
        var author = pull.issue().author();
        var outside = !MEMBERS.contains(pull.repo().permission(author.login()));
        start(
                pull.repo(),
                new Occasion(
                        "pull_request",
                        action,
                        pull.headRepo(),
                        pull.headRef(),
                        "refs/pull/" + pull.number() + "/merge",
                        pull.headSha(),
                        author),
                pull.isFromFork() && outside);
    }

    private record Occasion(
            String event,
            String action,
            Repo headRepo,
            String branch,
            String ref,
            String sha,
            Account by) {

        Run.Cause of(String name) {
            return new Run.Cause(event, by, headRepo, branch, ref, sha, name, name, Json.object());
        }
    }

    @Override
    public void moved(Repo repo, String ref, String before, String after, Account by) {
        if (ref.startsWith(QUEUE) && !after.equals(Pushes.NOTHING)) {
            var branch = ref.substring("refs/heads/".length());
            var asked =
                    new Occasion("merge_group", "checks_requested", repo, branch, ref, after, by);
            start(repo, asked, false);
        }
    }

    private void start(Workflow workflow, WorkflowText text, Run.Cause cause) {
        var plans = Matrix.unfold(text, Json.object());
        var skipped =
                plans == null || cause.headRepo() != workflow.repo()
                        ? Set.<Job.Plan>of()
                        : Matrix.forForks(text, plans);
        actions.start(workflow, cause, plans, skipped);
    }

    private void start(Repo repo, Occasion occasion, boolean held) {
        for (var workflow : actions.workflows().of(repo)) {
            var text = Workflows.text(workflow, occasion.sha());
            if (text != null
                    && workflow.isEnabled()
                    && text.startsAt(occasion.event(), occasion.action())) {
                var cause = occasion.of(text.name() == null ? workflow.path() : text.name());
                if (text.supersedes()) {
                    actions.supersede(workflow, occasion.ref());
                }
                if (held) {
                    actions.hold(workflow, cause);
                } else {
                    start(workflow, text, cause);
                }
            }
        }
    }
}
