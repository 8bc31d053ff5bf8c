package dev.muster.simulation.checks;

import dev.muster.simulation.apps.App;
import dev.muster.simulation.apps.Apps;
import dev.muster.simulation.ground.Account;
import dev.muster.simulation.pulls.PullRequest;
import dev.muster.simulation.repos.Pushes;
import dev.muster.simulation.repos.Repo;

import org.jspecify.annotations.Nullable;

/// Makes the suites that GitHub makes by itself: one for each App that may write checks, on every
/// pushed commit and on every head of a fork's pull request.
public final class Suites implements Pushes.Listener {

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

    /// A pull request has a new head; those of forks have suites without a branch.
    public void pullRequest(PullRequest pull) {
        if (pull.isFromFork()) {
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
