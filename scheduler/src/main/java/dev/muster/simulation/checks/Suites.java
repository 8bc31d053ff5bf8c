package dev.muster.simulation.checks;

import dev.muster.simulation.apps.App;
import dev.muster.simulation.apps.Apps;
import dev.muster.simulation.ground.Account;
import dev.muster.simulation.pulls.PullRequest;
import dev.muster.simulation.repos.Pushes;
import dev.muster.simulation.repos.Repo;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Makes the suites that GitHub makes by itself: one for each App that may write checks, on every
/// pushed commit and on every head of a fork's pull request.
public final class Suites implements Pushes.Listener {

    private static final Set<String> NEW_HEAD = Set.of("opened", "synchronize");

    private final Apps apps;
    private final Checks checks;

    /// Makes them there.
    public Suites(Apps apps, Checks checks) {
        this.apps = apps;
        this.checks = checks;
    }

    @Override
    public void moved(Repo repo, String ref, String before, String after, Account by) {
        if (ref.startsWith("refs/heads/") && !after.equals(Pushes.NOTHING)) {
            make(repo, after, ref.substring("refs/heads/".length()), by);
        }
    }

    /// Where a pull request has a new head: those of forks have suites without a branch.
    ///
    /// @param action what became of it, in the word of the webhook
    public void pullRequest(PullRequest pull, String action) {
        if (pull.isFromFork() && NEW_HEAD.contains(action)) {
            make(pull.repo(), pull.headSha(), null, pull.issue().author());
        }
    }

    private void make(Repo repo, String sha, @Nullable String branch, Account by) {
        for (App app : apps.on(repo.owner())) {
            if ("write".equals(app.permissions().get("checks"))) {
                checks.suite(app, repo, sha, branch, by);
            }
        }
    }
}
