package dev.muster.simulation;

import dev.muster.simulation.actions.ActionShapes;
import dev.muster.simulation.actions.Actions;
import dev.muster.simulation.actions.DispatchEndpoints;
import dev.muster.simulation.actions.RunEndpoints;
import dev.muster.simulation.actions.Triggers;
import dev.muster.simulation.apps.Apps;
import dev.muster.simulation.apps.InstallationEndpoints;
import dev.muster.simulation.apps.Lifecycle;
import dev.muster.simulation.apps.ManifestEndpoints;
import dev.muster.simulation.apps.Tokens;
import dev.muster.simulation.checks.CheckEndpoints;
import dev.muster.simulation.checks.CheckShapes;
import dev.muster.simulation.checks.Checks;
import dev.muster.simulation.checks.StatusEndpoints;
import dev.muster.simulation.checks.Suites;
import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.http.Routes;
import dev.muster.simulation.oidc.Issuer;
import dev.muster.simulation.oidc.JobTokens;
import dev.muster.simulation.pages.Site;
import dev.muster.simulation.pulls.Discussions;
import dev.muster.simulation.pulls.IssueEndpoints;
import dev.muster.simulation.pulls.IssueShapes;
import dev.muster.simulation.pulls.Issues;
import dev.muster.simulation.pulls.PullEndpoints;
import dev.muster.simulation.pulls.PullShapes;
import dev.muster.simulation.pulls.Pulls;
import dev.muster.simulation.queue.MergeQueue;
import dev.muster.simulation.repos.CommitEndpoints;
import dev.muster.simulation.repos.CommitShapes;
import dev.muster.simulation.repos.ContentEndpoints;
import dev.muster.simulation.repos.GitEndpoints;
import dev.muster.simulation.repos.Pushes;
import dev.muster.simulation.repos.RepoEndpoints;
import dev.muster.simulation.repos.RepoShapes;
import dev.muster.simulation.repos.Repos;
import dev.muster.simulation.signin.SignInEndpoints;

import java.nio.file.Path;

/// All that this GitHub holds, put together.
final class World implements AutoCloseable {

    final Ground ground;
    final Accounts accounts;
    final Repos repos;
    final RepoShapes repoShapes;
    final CommitShapes commitShapes;
    final Pushes pushes;
    final Apps apps;
    final Tokens tokens;
    final Issues issues;
    final IssueShapes issueShapes;
    final PullShapes pullShapes;
    final Pulls pulls;
    final CheckShapes checkShapes;
    final Checks checks;
    final StatusEndpoints statuses;
    final MergeQueue queue;
    final Discussions discussions;
    final ActionShapes actionShapes;
    final Actions actions;
    final Issuer issuer;
    final JobTokens jobTokens;
    final Lifecycle lifecycle;
    final ManifestEndpoints manifests;

    World(Ground ground, Path folder) {
        this.ground = ground;
        accounts = new Accounts(ground);
        repos = new Repos(ground, folder);
        repoShapes = new RepoShapes(ground);
        commitShapes = new CommitShapes(ground, accounts, repoShapes);
        pushes = new Pushes(ground, repoShapes, commitShapes);
        apps = new Apps(ground, accounts);
        tokens = new Tokens(ground, apps);
        issues = new Issues(ground);
        issueShapes = new IssueShapes(ground, repoShapes);
        pullShapes = new PullShapes(ground, repoShapes, issueShapes);
        pulls = new Pulls(ground, issues, pushes, repoShapes, pullShapes, issueShapes);
        checkShapes = new CheckShapes(ground, repoShapes, pulls, pullShapes);
        checks = new Checks(ground, repoShapes, checkShapes);
        statuses = new StatusEndpoints(ground, accounts, repos, repoShapes, commitShapes);
        queue = new MergeQueue(ground, accounts, repoShapes, pushes, pulls, checks);
        discussions = new Discussions(ground, issues, pulls, repoShapes, issueShapes);
        var octo = accounts.organization("github");
        var runner = apps.register("GitHub Actions", octo, "unused");
        actionShapes = new ActionShapes(ground, repoShapes, pulls, pullShapes);
        actions = new Actions(ground, repoShapes, actionShapes, checks, runner);
        issuer = new Issuer(ground);
        jobTokens = new JobTokens(ground, issuer, repos, actions);
        lifecycle = new Lifecycle(ground, apps);
        manifests = new ManifestEndpoints(ground, accounts, apps);
        repos.seenBy(apps::sees, apps::reaches);
        follow();
    }

    private void follow() {
        var suites = new Suites(apps, checks);
        pushes.follow(suites);
        pulls.follow(suites::pullRequest);
        var triggers = new Triggers(actions);
        pushes.follow(triggers);
        pulls.follow(triggers::pullRequest);
    }

    Routes routes() {
        var routes = new Routes();
        new RepoEndpoints(ground, accounts, repos, repoShapes, commitShapes).mount(routes);
        new CommitEndpoints(ground, repos, repoShapes, commitShapes).mount(routes);
        new ContentEndpoints(accounts, repos, repoShapes, commitShapes, pushes).mount(routes);
        new InstallationEndpoints(ground, accounts, apps, tokens, repos).mount(routes);
        new PullEndpoints(ground, accounts, repos, pulls, pullShapes, commitShapes).mount(routes);
        new CheckEndpoints(ground, accounts, apps, repos, checks, checkShapes).mount(routes);
        new GitEndpoints(ground, accounts, repos, repoShapes, commitShapes, pushes).mount(routes);
        new IssueEndpoints(ground, accounts, repos, issues, discussions, issueShapes).mount(routes);
        statuses.mount(routes);
        new DispatchEndpoints(ground, accounts, repos, actions, actionShapes).mount(routes);
        new RunEndpoints(ground, repos, actions, actionShapes).mount(routes);
        issuer.mount(routes);
        jobTokens.mount(routes);
        manifests.mount(routes);
        new SignInEndpoints(ground, accounts, apps, tokens).mount(routes);
        var work = new Site.Work(issues, pulls, checks, actions);
        new Site(accounts, repos, discussions, queue, work).mount(routes);
        return routes;
    }

    @Override
    public void close() {
        repos.close();
    }
}
