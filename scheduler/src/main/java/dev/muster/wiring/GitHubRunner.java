package dev.muster.wiring;

import dev.muster.actions.ActionsRunner;
import dev.muster.actions.HeadWatch;
import dev.muster.actions.RunWatch;
import dev.muster.actions.Shipping;
import dev.muster.actions.Workflows;
import dev.muster.adapter.oidc.SignedTokens;
import dev.muster.dispatch.AttemptEvents;
import dev.muster.dispatch.Dispatch;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.identity.ClaimCheck;
import dev.muster.jobs.JobPosts;
import dev.muster.planning.RepositoryKind;
import dev.muster.reconcile.Reconciliation;

/// What hands attempts to GitHub Actions and follows them.
///
/// @param dispatch claims waiting tasks
/// @param shipping asks GitHub for runs
/// @param watch follows the runs
/// @param heads follows the runs that GitHub starts by itself
/// @param reconciliation brings what is known of the runs into the tasks
/// @param jobs listens to the jobs of the runs
/// @param signals attempts of which something became known
record GitHubRunner(
        Dispatch dispatch,
        Shipping shipping,
        RunWatch watch,
        HeadWatch heads,
        Reconciliation reconciliation,
        JobPosts jobs,
        Rounds.Signals signals) {

    /// The most attempts that one instance has with GitHub at once; GitHub's own limits come first.
    private static final int ROOM = 20_000;

    /// The name under which this instance claims what runs there.
    static String owner(GitHubSide.Stores stores) {
        return stores.owner() + "/github";
    }

    static GitHubRunner of(
            GitHubSide.Stores stores, Workflows workflows, GitHubSettings github, String url) {
        var clock = stores.clock();
        var store = stores.jdbc().actions();
        var runner = new ActionsRunner(store);
        var signals = new Rounds.Signals();
        var queue = stores.jdbc().queue(RepositoryKind.GITHUB, runner);
        var results = stores.jdbc().results();
        var settings = DispatchSettings.of(owner(stores), ROOM).with(stores.shares());
        var dispatch = new Dispatch(queue, runner, results, settings, clock);
        var watch = new RunWatch(store, workflows, signals, clock);
        return new GitHubRunner(
                dispatch,
                new Shipping(store, workflows, signals, GitHubSide.LANES, stores.owner(), clock),
                watch,
                new HeadWatch(stores.jdbc().heads(), workflows, watch, signals, clock),
                new Reconciliation(queue, runner, dispatch, results, settings, clock),
                jobs(stores, settings.owner(), github, url, signals),
                signals);
    }

    private static JobPosts jobs(
            GitHubSide.Stores stores,
            String owner,
            GitHubSettings github,
            String url,
            AttemptEvents events) {
        var issuer = github.oidcIssuer().toString();
        var audience = url.replaceAll("/+$", "");
        var check = new ClaimCheck(issuer, audience, stores.jdbc().trusted());
        return new JobPosts(
                SignedTokens.of(issuer, check, stores.clock()),
                stores.jdbc().jobs(github.site(), owner),
                events,
                stores.clock());
    }
}
