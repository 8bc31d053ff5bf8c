package dev.muster.testkit;

import dev.muster.core.ci.CommitSha;
import dev.muster.dispatch.Runner;
import dev.muster.planning.TrackedRepository;
import dev.muster.presubmit.MergeGroup;
import dev.muster.presubmit.MergeGroups;
import dev.muster.presubmit.PullRequest;
import dev.muster.presubmit.PullRequests;

import java.util.Set;

/// Pull requests and merge groups of a world, as messages of GitHub would make them.
public final class Proposals {

    private final World world;
    private final PullRequests pulls;
    private final MergeGroups groups;
    private final TrackedRepository repository;

    public Proposals(World world) {
        this.world = world;
        var stores = world.stores;
        this.pulls = stores.pullRequests();
        this.groups = stores.mergeGroups();
        this.repository = stores.repositories().find(World.REPO).orElseThrow();
    }

    /// A pull request as it is opened.
    public PullRequest opened(int number, int head) {
        return opened(number, head, "Teach the lamp to dim", "dim");
    }

    /// The same, in words and from a branch of its author's choice.
    public PullRequest opened(int number, int head, String title, String branch) {
        return new PullRequest(
                number,
                title,
                "grace",
                "main",
                SimulatedCommits.sha(1),
                SimulatedCommits.sha(head),
                branch,
                true,
                false,
                Set.of("lamp"),
                PullRequest.State.OPEN,
                world.clock.instant());
    }

    /// Lets the service see a pull request and plan its head.
    ///
    /// @param trusted whether its author may run code without being asked for
    public Proposals see(PullRequest pull, String config, boolean trusted) {
        world.commits.offer(Integer.parseInt(pull.head().value(), 16), config);
        var before = pulls.find(repository, pull.number()).orElse(null);
        pulls.see(repository, before, pull, trusted);
        world.planning.round();
        return this;
    }

    /// Lets the service see a merge group and plan it.
    public Proposals group(int head, String config) {
        world.commits.offer(head, config);
        groups.wanted(repository, merge(head));
        world.planning.round();
        return this;
    }

    /// A merge group is gone.
    public Proposals gone(int head, String cause) {
        groups.destroyed(repository, merge(head), cause);
        return this;
    }

    private static MergeGroup merge(int head) {
        return new MergeGroup(
                SimulatedCommits.sha(head),
                "gh-readonly-queue/main/pr-" + head,
                "main",
                SimulatedCommits.sha(1));
    }

    /// Claims what is due and lets a target's newest attempt on a proposed commit end.
    public Proposals run(int head, String target, Runner.Ending ending) {
        return run(head, target, ending, "");
    }

    /// The same, and what it says of itself.
    public Proposals run(int head, String target, Runner.Ending ending, String said) {
        world.dispatch.round();
        var task =
                world.text(
                        "select id from task where sha = ? and target = ? and branch like '%:%'",
                        SimulatedCommits.sha(head).value(), target);
        var number = Integer.parseInt(world.text("select attempts from task where id = ?", task));
        world.runner.end(
                new dev.muster.core.ci.AttemptKey(new dev.muster.core.ci.TaskId(task), number),
                ending,
                said);
        world.reconciliation.round();
        return this;
    }

    /// The full name of a commit.
    public static CommitSha sha(int number) {
        return SimulatedCommits.sha(number);
    }
}
