package dev.muster.simulation;

import dev.muster.simulation.actions.Run;
import dev.muster.simulation.checks.CheckRun;
import dev.muster.simulation.checks.CommitStatus;
import dev.muster.simulation.oidc.Subject;
import dev.muster.simulation.pulls.Issue;
import dev.muster.simulation.pulls.PullRequest;
import dev.muster.simulation.pulls.Pulls;
import dev.muster.simulation.queue.MergeGroup;
import dev.muster.simulation.repos.Changes;
import dev.muster.simulation.repos.Repo;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A repository, with what people do there.
public final class SimulatedRepository {

    private final World world;
    private final Repo repo;

    SimulatedRepository(World world, Repo repo) {
        this.world = world;
        this.repo = repo;
    }

    /// Its number.
    public long id() {
        return repo.id();
    }

    /// Owner and name.
    public String fullName() {
        return repo.fullName();
    }

    /// The bare git repository; git can clone from it, but what is pushed there nobody hears of.
    public Path folder() {
        return repo.git().folder();
    }

    /// The newest commit of a branch, absent where there is no such branch.
    public @Nullable String tip(String branch) {
        return alone(() -> repo.git().read().resolve("refs/heads/" + branch));
    }

    /// The text of a file at a commit or branch, absent where it is not there.
    public @Nullable String file(String ref, String path) {
        return alone(
                () -> {
                    var read = repo.git().read();
                    var sha = read.resolve(ref);
                    var entry = sha == null ? null : read.entry(sha, path);
                    var bytes = entry == null ? null : read.bytes(entry.sha());
                    return bytes == null
                            ? null
                            : new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
                });
    }

    /// Someone commits to a branch and pushes; a new branch begins at the default branch.
    ///
    /// @return the commit
    public String push(String branch, String by, String message, Changes changes) {
        return alone(
                () -> world.pushes.commit(repo, branch, message, changes, world.accounts.user(by)));
    }

    /// The same by `octocat`.
    public String push(String branch, String message, Map<String, String> files) {
        return push(branch, "octocat", message, Changes.of(files));
    }

    /// Makes several commits and pushes them at once.
    ///
    /// @return the commits, the oldest first
    public List<String> pushMany(String branch, String by, List<Changes> commits) {
        return alone(
                () -> {
                    var account = world.accounts.user(by);
                    var tip = Objects.requireNonNull(tip(branch));
                    var all = new java.util.ArrayList<String>();
                    for (var changes : commits) {
                        var number = all.size() + 1;
                        tip =
                                repo.git()
                                        .commit(
                                                List.of(tip),
                                                changes,
                                                "Change " + number,
                                                world.pushes.ident(account));
                        all.add(tip);
                    }
                    world.pushes.move(repo, "refs/heads/" + branch, tip, account);
                    return List.copyOf(all);
                });
    }

    /// Points a branch to any commit, by force where it has to be.
    public void forcePush(String branch, String sha, String by) {
        aloneDo(
                () ->
                        world.pushes.move(
                                repo, "refs/heads/" + branch, sha, world.accounts.user(by)));
    }

    /// Makes a branch at a commit.
    public void branch(String name, String sha) {
        forcePush(name, sha, "octocat");
    }

    /// Deletes a branch.
    public void deleteBranch(String name, String by) {
        aloneDo(() -> world.pushes.delete(repo, "refs/heads/" + name, world.accounts.user(by)));
    }

    /// Someone forks it, under their own account.
    public SimulatedRepository fork(String by) {
        return alone(
                () ->
                        new SimulatedRepository(
                                world, world.repos.fork(repo, world.accounts.user(by))));
    }

    /// Lets someone do something: `admin`, `maintain`, `write`, `triage`, `read` or `none`.
    public void permit(String login, String permission) {
        aloneDo(() -> repo.permit(world.accounts.user(login).login(), permission));
    }

    /// Opens a pull request: its branch is made with the changes, in a fork where one is named.
    public SimulatedPullRequest openPullRequest(NewPullRequest what) {
        return alone(
                () -> {
                    var by = world.accounts.user(what.author());
                    var fork = what.fork();
                    var from =
                            fork == null
                                    ? repo
                                    : Objects.requireNonNull(world.repos.find(fork), fork);
                    if (fork == null && repo.permission(by.login()).equals("read")) {
                        repo.permit(by.login(), "write");
                    }
                    var read = from.git().read();
                    if (read.resolve("refs/heads/" + what.branch()) == null) {
                        var base =
                                Objects.requireNonNull(read.resolve("refs/heads/" + what.base()));
                        var sha =
                                from.git()
                                        .commit(
                                                List.of(base),
                                                what.changes(),
                                                what.title(),
                                                world.pushes.ident(by));
                        world.pushes.move(from, "refs/heads/" + what.branch(), sha, by);
                    }
                    var draft =
                            new Pulls.Draft(
                                    what.title(), "", what.branch(), what.base(), what.draft());
                    return new SimulatedPullRequest(world, world.pulls.open(repo, from, draft, by));
                });
    }

    /// A pull request that was opened before.
    public SimulatedPullRequest pullRequest(long number) {
        return new SimulatedPullRequest(world, alone(() -> world.pulls.find(repo, number)));
    }

    /// Every pull request, the newest first.
    public List<PullRequest> pullRequests() {
        return alone(() -> world.pulls.of(repo));
    }

    /// The check runs on a commit, the oldest first.
    public List<CheckRun> checkRuns(String sha) {
        return alone(() -> world.checks.runs(repo, sha));
    }

    /// Every status that a commit was given, the newest first.
    public List<CommitStatus> statuses(String sha) {
        return alone(() -> world.statuses.all(repo, sha));
    }

    /// The newest check run of a name on a commit, absent where there is none.
    public @Nullable CheckRun checkRun(String sha, String name) {
        return checkRuns(sha).stream()
                .filter(run -> run.name().equals(name))
                .reduce((older, newer) -> newer)
                .orElse(null);
    }

    /// Someone asks for a check run once more.
    public void rerequest(CheckRun run, String by) {
        aloneDo(() -> world.checks.rerequest(run, world.accounts.user(by)));
    }

    /// Someone asks for all check runs of a run's suite once more.
    public void rerequestSuite(CheckRun run, String by) {
        aloneDo(() -> world.checks.rerequest(run.suite(), world.accounts.user(by)));
    }

    /// Someone presses a button of a check run.
    public void press(CheckRun run, String identifier, String by) {
        aloneDo(() -> world.checks.press(run, identifier, world.accounts.user(by)));
    }

    /// The runs of its workflows, the newest first.
    public List<Run> runs() {
        return alone(() -> world.actions.of(repo));
    }

    /// The jobs of all its runs' newest attempts that are not completed, the oldest run first.
    public List<SimulatedJob> unfinishedJobs() {
        return alone(
                () ->
                        runs().reversed().stream()
                                .flatMap(run -> run.jobs().stream())
                                .filter(job -> !job.status().equals("completed"))
                                .map(job -> new SimulatedJob(world, job))
                                .toList());
    }

    /// Someone presses "Re-run all jobs", or "Re-run failed jobs", at a run.
    public void rerun(Run run, boolean failedOnly) {
        aloneDo(
                () ->
                        world.actions.rerun(
                                run, job -> !failedOnly || !"success".equals(job.conclusion())));
    }

    /// The merge queue's groups for a branch, the next to be merged first.
    public List<MergeGroup> mergeGroups(String branch) {
        return alone(() -> world.queue.groups(repo, branch));
    }

    /// Throws the groups of a branch away and builds them anew, as when the branch has moved.
    public void rebuildMergeGroups(String branch) {
        aloneDo(() -> world.queue.rebuild(repo, branch, world.accounts.user("octocat")));
    }

    /// Merges the first group of a branch, whatever its checks say.
    public void mergeFirstGroup(String branch) {
        aloneDo(() -> world.queue.mergeFirst(repo, branch, world.accounts.user("octocat")));
    }

    /// The checks that a branch takes before a merge, with commas between; the merge queue waits
    /// for them.
    public void requireChecks(String branch, String names) {
        aloneDo(() -> repo.requiredChecks().put(branch, names));
    }

    /// Someone opens an issue.
    public Issue openIssue(String by, String title, String body) {
        return alone(() -> world.discussions.open(repo, world.accounts.user(by), title, body));
    }

    /// Someone closes an issue.
    public void closeIssue(Issue issue, String by) {
        aloneDo(() -> world.discussions.open(issue, false, world.accounts.user(by)));
    }

    /// Someone gives a label another name, wherever it was put on.
    public void renameLabel(String name, String to, String by) {
        aloneDo(() -> world.discussions.renameLabel(repo, name, to, world.accounts.user(by)));
    }

    /// Someone deletes a label, wherever it was put on.
    public void deleteLabel(String name, String by) {
        aloneDo(() -> world.discussions.deleteLabel(repo, name, world.accounts.user(by)));
    }

    /// The issues, pull requests among them, the newest first.
    public List<Issue> issues() {
        return alone(() -> world.issues.of(repo));
    }

    /// It gets another name; the old one leads to it, and its tokens' subject changes shape.
    public void rename(String name) {
        aloneDo(
                () -> {
                    var before = repo.name();
                    world.repos.rename(repo, name);
                    world.pushes.tellRenamed(repo, before, world.accounts.user("octocat"));
                    world.jobTokens.shape(repo.id(), Subject.IMMUTABLE);
                });
    }

    /// The shape of its tokens' subject.
    public void shapeSubject(Subject subject) {
        aloneDo(() -> world.jobTokens.shape(repo.id(), subject));
    }

    /// Hides it from all but its installations and members, or shows it.
    public void hide(boolean hidden) {
        aloneDo(() -> repo.hide(hidden));
    }

    /// Another default branch, which must exist.
    public void useDefaultBranch(String branch) {
        aloneDo(() -> repo.useDefaultBranch(branch));
    }

    private <T extends @Nullable Object> T alone(java.util.function.Supplier<T> act) {
        return world.ground.alone(act);
    }

    private void aloneDo(Runnable act) {
        world.ground.aloneDo(act);
    }
}
