package dev.muster.simulation;

import dev.muster.simulation.pulls.PullRequest;
import dev.muster.simulation.repos.Changes;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A pull request, with what people do to it.
public final class SimulatedPullRequest {

    private final World world;
    private final PullRequest pull;

    SimulatedPullRequest(World world, PullRequest pull) {
        this.world = world;
        this.pull = pull;
    }

    /// The number within the repository.
    public long number() {
        return pull.number();
    }

    /// The newest commit.
    public String head() {
        return world.ground.alone(pull::headSha);
    }

    /// What GitHub knows of it.
    public PullRequest state() {
        return pull;
    }

    /// Its author pushes one more commit.
    ///
    /// @return the commit
    public String push(Map<String, String> files) {
        return push("Change again", Changes.of(files));
    }

    /// Its author pushes one more commit.
    ///
    /// @return the commit
    public String push(String message, Changes changes) {
        return world.ground.alone(
                () ->
                        world.pushes.commit(
                                pull.headRepo(),
                                pull.headRef(),
                                message,
                                changes,
                                pull.issue().author()));
    }

    /// Its author replaces all its commits by one on the newest commit of the base.
    ///
    /// @return the commit
    public String forcePush(Map<String, String> files) {
        return world.ground.alone(
                () -> {
                    var git = pull.headRepo().git();
                    var base =
                            Objects.requireNonNull(
                                    git.read().resolve("refs/heads/" + pull.baseRef()));
                    var by = pull.issue().author();
                    var sha =
                            git.commit(
                                    List.of(base),
                                    Changes.of(files),
                                    pull.issue().title(),
                                    world.pushes.ident(by));
                    world.pushes.move(pull.headRepo(), "refs/heads/" + pull.headRef(), sha, by);
                    return sha;
                });
    }

    /// Someone closes it.
    public void close(String by) {
        world.ground.aloneDo(() -> world.pulls.close(pull, world.accounts.user(by)));
    }

    /// Someone opens it again.
    public void reopen(String by) {
        world.ground.aloneDo(() -> world.pulls.reopen(pull, world.accounts.user(by)));
    }

    /// Its author makes it a draft.
    public void convertToDraft() {
        world.ground.aloneDo(() -> world.pulls.draft(pull, true, pull.issue().author()));
    }

    /// Its author calls it ready for review.
    public void readyForReview() {
        world.ground.aloneDo(() -> world.pulls.draft(pull, false, pull.issue().author()));
    }

    /// Its author changes the branch that it goes to.
    public void changeBase(String branch) {
        world.ground.aloneDo(() -> world.pulls.onto(pull, branch, pull.issue().author()));
    }

    /// A maintainer lets the workflow runs begin that wait for it at the newest commit.
    public void approveRuns() {
        world.ground.aloneDo(
                () ->
                        world.actions.of(pull.repo()).stream()
                                .filter(run -> run.headSha().equals(pull.headSha()))
                                .filter(run -> "action_required".equals(run.conclusion()))
                                .forEach(world.actions::approve));
    }

    /// Someone puts a label on.
    public void label(String name, String by) {
        world.ground.aloneDo(() -> world.pulls.label(pull, name, world.accounts.user(by)));
    }

    /// Someone takes a label off.
    public void unlabel(String name, String by) {
        world.ground.aloneDo(() -> world.pulls.unlabel(pull, name, world.accounts.user(by)));
    }

    /// Someone puts it into the merge queue.
    public void enqueue(String by) {
        world.ground.aloneDo(() -> world.queue.enqueue(pull, world.accounts.user(by)));
    }

    /// It leaves the merge queue.
    ///
    /// @param reason such as `MANUAL` or `CI_FAILURE`
    public void dequeue(String reason, String by) {
        world.ground.aloneDo(() -> world.queue.dequeue(pull, reason, world.accounts.user(by)));
    }

    /// Someone comments on it.
    public void comment(String by, String text) {
        world.ground.aloneDo(
                () -> world.discussions.comment(pull.issue(), world.accounts.user(by), text));
    }

    /// Someone merges it.
    ///
    /// @return the merge commit
    public String merge(String by) {
        return world.ground.alone(() -> world.pulls.merge(pull, world.accounts.user(by)));
    }
}
