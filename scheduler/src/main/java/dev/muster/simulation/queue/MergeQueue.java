package dev.muster.simulation.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.checks.CheckRun;
import dev.muster.simulation.checks.Checks;
import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Happening;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.pulls.PullRequest;
import dev.muster.simulation.pulls.Pulls;
import dev.muster.simulation.repos.Pushes;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.RepoShapes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The merge queues of every branch. A group merges by itself once it is the first and every
/// required check of the branch has passed on its head; it leaves the queue once one of them fails.
public final class MergeQueue {

    private static final Set<String> PASSING = Set.of("success", "neutral", "skipped");

    private final Ground ground;
    private final Accounts accounts;
    private final RepoShapes repos;
    private final Pushes pushes;
    private final Pulls pulls;
    private final Checks checks;
    private final Map<String, List<MergeGroup>> queues = new LinkedHashMap<>();

    /// Empty queues; follows the checks.
    public MergeQueue(
            Ground ground,
            Accounts accounts,
            RepoShapes repos,
            Pushes pushes,
            Pulls pulls,
            Checks checks) {
        this.ground = ground;
        this.accounts = accounts;
        this.repos = repos;
        this.pushes = pushes;
        this.pulls = pulls;
        this.checks = checks;
        checks.follow(this::checked);
    }

    /// The groups of a branch, the next to be merged first.
    public List<MergeGroup> groups(Repo repo, String branch) {
        return List.copyOf(queue(repo, branch));
    }

    /// Someone puts a pull request at the end of its branch's queue.
    ///
    /// @return its group, absent where it conflicts with what goes before it
    public @Nullable MergeGroup enqueue(PullRequest pull, Account by) {
        pulls.tell(pull, "enqueued", by, Json.object());
        return build(pull, by);
    }

    /// Someone takes a pull request out, or GitHub does.
    ///
    /// @param reason such as `MANUAL`, `CI_FAILURE` or `MERGE_CONFLICT`
    public void dequeue(PullRequest pull, String reason, Account by) {
        var queue = queue(pull.repo(), pull.baseRef());
        for (var group : List.copyOf(queue)) {
            if (group.pull() == pull) {
                var place = queue.indexOf(group);
                queue.remove(group);
                destroy(group, "dequeued", by);
                dequeued(pull, reason, by);
                rebuild(queue, place, by);
            }
        }
    }

    /// Throws every group of a branch away and builds it anew on the branch as it is now.
    public void rebuild(Repo repo, String branch, Account by) {
        rebuild(queue(repo, branch), 0, by);
    }

    /// Those before a place stay as they are.
    private void rebuild(List<MergeGroup> queue, int from, Account by) {
        var behind = queue.subList(from, queue.size());
        var old = List.copyOf(behind);
        behind.clear();
        for (var group : old) {
            destroy(group, "invalidated", by);
        }
        for (var group : old) {
            build(group.pull(), by);
        }
    }

    /// Merges the first group of a branch, whatever its checks say.
    public void mergeFirst(Repo repo, String branch, Account by) {
        var group = queue(repo, branch).removeFirst();
        pulls.landed(group.pull(), group.headSha(), by);
        pushes.move(repo, "refs/heads/" + branch, group.headSha(), by);
        destroy(group, "merged", by);
        dequeued(group.pull(), "MERGE", by);
    }

    private @Nullable MergeGroup build(PullRequest pull, Account by) {
        var repo = pull.repo();
        var queue = queue(repo, pull.baseRef());
        var base =
                queue.isEmpty()
                        ? Objects.requireNonNull(
                                repo.git().read().resolve("refs/heads/" + pull.baseRef()))
                        : queue.getLast().headSha();
        var message = "Merge pull request #" + pull.number() + "\n\n" + pull.issue().title();
        var head = repo.git().merge(base, pull.headSha(), message, pushes.ident(by));
        if (head == null) {
            dequeued(pull, "MERGE_CONFLICT", by);
            return null;
        }
        var ref =
                "refs/heads/gh-readonly-queue/%s/pr-%d-%s"
                        .formatted(pull.baseRef(), pull.number(), base);
        var group = new MergeGroup(pull, ref, base, head);
        queue.add(group);
        pushes.move(repo, ref, head, bot());
        tell(group, "checks_requested", Json.object(), by);
        return group;
    }

    private void destroy(MergeGroup group, String reason, Account by) {
        tell(group, "destroyed", Json.object().put("reason", reason), by);
        pushes.delete(group.pull().repo(), group.ref(), bot());
    }

    private void dequeued(PullRequest pull, String reason, Account by) {
        pulls.tell(pull, "dequeued", by, Json.object().put("reason", reason));
    }

    private void checked(CheckRun run) {
        for (var queue : List.copyOf(queues.values())) {
            for (var group : List.copyOf(queue)) {
                if (group.headSha().equals(run.suite().headSha())) {
                    judge(group);
                }
            }
        }
    }

    private void judge(MergeGroup group) {
        var repo = group.pull().repo();
        var branch = group.pull().baseRef();
        var required = repo.requiredChecks().get(branch);
        if (required == null) {
            return;
        }
        for (var name : required.split(",", -1)) {
            var conclusion = conclusion(repo, group.headSha(), name.strip());
            if (conclusion == null) {
                return;
            }
            if (!PASSING.contains(conclusion)) {
                dequeue(group.pull(), "CI_FAILURE", bot());
                return;
            }
        }
        if (queue(repo, branch).getFirst() == group) {
            mergeFirst(repo, branch, bot());
            var next = queue(repo, branch);
            if (!next.isEmpty()) {
                judge(next.getFirst());
            }
        }
    }

    private @Nullable String conclusion(Repo repo, String sha, String name) {
        return checks.runs(repo, sha).stream()
                .filter(run -> run.name().equals(name))
                .reduce((older, newer) -> newer)
                .map(CheckRun::conclusion)
                .orElse(null);
    }

    private Account bot() {
        return accounts.user("github-merge-queue[bot]");
    }

    private List<MergeGroup> queue(Repo repo, String branch) {
        return queues.computeIfAbsent(repo.id() + " " + branch, it -> new ArrayList<>());
    }

    private void tell(MergeGroup group, String action, ObjectNode more, Account by) {
        var repo = group.pull().repo();
        var shape = Json.object();
        shape.put("head_sha", group.headSha());
        shape.put("head_ref", group.ref());
        shape.put("base_sha", group.baseSha());
        shape.put("base_ref", "refs/heads/" + group.pull().baseRef());
        var commit = repo.git().read().commit(group.headSha());
        shape.set("head_commit", repos.simpleCommit(commit));
        var body = Json.object().put("action", action);
        body.set("merge_group", shape);
        body.setAll(more);
        body.set("repository", repos.shape(repo));
        body.set("sender", by.shape(ground));
        ground.tell(new Happening("merge_group", action, repo.owner().id(), repo.id(), null, body));
    }
}
