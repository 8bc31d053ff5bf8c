package dev.muster.simulation.actions;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.pulls.PullRequest;
import dev.muster.simulation.repos.FileChange;
import dev.muster.simulation.repos.GitReading;
import dev.muster.simulation.repos.Pushes;
import dev.muster.simulation.repos.Repo;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Workflows that start by themselves: by a pull request, a merge group's branch, or a push.
public final class Triggers implements Pushes.Listener {

    private static final Set<String> MEMBERS = Set.of("write", "maintain", "admin");
    private static final Pattern QUEUE =
            Pattern.compile("refs/heads/gh-readonly-queue/(.+)/pr-\\d+-[0-9a-f]+");
    private static final String BRANCH = "refs/heads/";
    private static final String TAG = "refs/tags/";

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
                        new Trigger.Occasion(
                                "pull_request",
                                action,
                                pull.baseRef(),
                                null,
                                () -> paths(pull.files())),
                        pull.headRepo(),
                        pull.headRef(),
                        "refs/pull/" + pull.number() + "/merge",
                        pull.headSha(),
                        author),
                pull.isFromFork() && outside);
    }

    private record Occasion(
            Trigger.Occasion what,
            Repo headRepo,
            String branch,
            String ref,
            String sha,
            Account by) {

        Run.Cause of(String name) {
            return new Run.Cause(
                    what.event(), by, headRepo, branch, ref, sha, name, name, Json.object());
        }
    }

    private static List<String> paths(List<FileChange> changes) {
        return changes.stream().map(FileChange::path).toList();
    }

    @Override
    public void moved(Repo repo, String ref, String before, String after, Account by) {
        if (after.equals(Pushes.NOTHING)) {
            return;
        }
        var group = QUEUE.matcher(ref);
        if (group.matches()) {
            var asked =
                    new Trigger.Occasion(
                            "merge_group", "checks_requested", group.group(1), null, List::of);
            start(repo, at(asked, repo, ref, after, by), false);
        }
        var isTag = ref.startsWith(TAG);
        if (repo.parent() != null || !isTag && !ref.startsWith(BRANCH)) {
            return; // Forks run nothing until their owner says so.
        }
        var name = ref.substring(isTag ? TAG.length() : BRANCH.length());
        var pushed =
                new Trigger.Occasion(
                        "push",
                        "",
                        isTag ? null : name,
                        isTag ? name : null,
                        () -> paths(pushed(repo, before, after)));
        start(repo, at(pushed, repo, ref, after, by), false);
    }

    private static Occasion at(
            Trigger.Occasion what, Repo repo, String ref, String sha, Account by) {
        return new Occasion(what, repo, ref.replaceFirst("^refs/(heads|tags)/", ""), ref, sha, by);
    }

    /// What a push changes; for a new branch, since it left the default branch.
    private static List<FileChange> pushed(Repo repo, String before, String after) {
        var read = repo.git().read();
        var main = read.resolve(BRANCH + repo.defaultBranch());
        var from = before.equals(Pushes.NOTHING) ? common(read, main, after) : before;
        return from == null ? List.of() : read.diff(from, after);
    }

    private static @Nullable String common(GitReading read, @Nullable String main, String after) {
        return main == null ? null : read.mergeBase(main, after);
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
            if (text != null && workflow.isEnabled() && text.startsAt(occasion.what())) {
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
