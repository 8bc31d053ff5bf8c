package dev.muster.simulation.pulls;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Happening;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.repos.Pushes;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.RepoShapes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Every pull request, what becomes of them, and what is told of it.
public final class Pulls implements Pushes.Listener {

    private final Ground ground;
    private final Issues issues;
    private final Pushes pushes;
    private final RepoShapes repos;
    private final PullShapes shapes;
    private final IssueShapes issueShapes;
    private final Map<Long, TreeMap<Long, PullRequest>> byRepo = new HashMap<>();
    private final List<BiConsumer<PullRequest, String>> followers = new ArrayList<>();

    /// None yet; follows pushes.
    public Pulls(
            Ground ground,
            Issues issues,
            Pushes pushes,
            RepoShapes repos,
            PullShapes shapes,
            IssueShapes issueShapes) {
        this.ground = ground;
        this.issues = issues;
        this.pushes = pushes;
        this.repos = repos;
        this.shapes = shapes;
        this.issueShapes = issueShapes;
        pushes.follow(this);
    }

    /// From now on someone hears of what becomes of pull requests, in the words of the webhooks.
    public void follow(BiConsumer<PullRequest, String> follower) {
        followers.add(follower);
    }

    /// Opens a pull request.
    ///
    /// @throws Refusal 422 where a branch is missing, or one from the same branch is open
    public PullRequest open(Repo repo, Repo headRepo, Draft what, Account by) {
        var head = headRepo.git().read().resolve("refs/heads/" + what.head());
        var base = repo.git().read().resolve("refs/heads/" + what.base());
        if (head == null || base == null) {
            throw Refusal.unprocessable("PullRequest", head == null ? "head" : "base", "invalid");
        }
        for (var other : of(repo)) {
            if (other.issue().isOpen()
                    && other.headRepo() == headRepo
                    && other.headRef().equals(what.head())
                    && other.baseRef().equals(what.base())) {
                throw Refusal.unprocessable(
                        "A pull request already exists for "
                                + headRepo.owner().login()
                                + ":"
                                + what.head()
                                + ".");
            }
        }
        var issue = issues.open(repo, by, what.title(), true);
        issue.say(what.title(), what.body());
        var pull = new PullRequest(issue, headRepo, what.head(), what.base());
        pull.draft(what.draft());
        byRepo.computeIfAbsent(repo.id(), it -> new TreeMap<>()).put(pull.number(), pull);
        take(pull, head);
        tell(pull, "opened", by, Json.object());
        return pull;
    }

    /// What is asked for in a new pull request.
    ///
    /// @param title the title
    /// @param body the text
    /// @param head the branch of the change
    /// @param base the branch to change
    /// @param draft whether it is not yet meant to be merged
    public record Draft(String title, String body, String head, String base, boolean draft) {}

    /// Those of a repository, the newest first.
    public List<PullRequest> of(Repo repo) {
        return new ArrayList<>(
                byRepo.getOrDefault(repo.id(), new TreeMap<>()).descendingMap().values());
    }

    /// The open ones of a repository with this head that come from the repository itself.
    public List<PullRequest> ownAt(Repo repo, String sha) {
        return of(repo).stream()
                .filter(it -> it.issue().isOpen() && !it.isFromFork())
                .filter(it -> it.headSha().equals(sha))
                .toList();
    }

    /// One of a repository.
    ///
    /// @throws Refusal 404 where there is none
    public PullRequest find(Repo repo, long number) {
        var pull = byRepo.getOrDefault(repo.id(), new TreeMap<>()).get(number);
        if (pull == null) {
            throw Refusal.notFound();
        }
        return pull;
    }

    /// Closes an open one.
    public void close(PullRequest pull, Account by) {
        if (pull.issue().isOpen()) {
            pull.issue().close(ground.now());
            tell(pull, "closed", by, Json.object());
        }
    }

    /// Opens a closed one again.
    public void reopen(PullRequest pull, Account by) {
        if (!pull.issue().isOpen() && pull.mergedAt() == null) {
            pull.issue().close(null);
            tell(pull, "reopened", by, Json.object());
        }
    }

    /// Makes it a draft, or ready for review.
    public void draft(PullRequest pull, boolean draft, Account by) {
        if (pull.isDraft() != draft) {
            pull.draft(draft);
            tell(pull, draft ? "converted_to_draft" : "ready_for_review", by, Json.object());
        }
    }

    /// Changes the branch that it goes to.
    public void onto(PullRequest pull, String base, Account by) {
        var before = pull.baseRef();
        var beforeSha = pull.baseSha();
        if (pull.repo().git().read().resolve("refs/heads/" + base) == null) {
            throw Refusal.unprocessable("PullRequest", "base", "invalid");
        }
        pull.onto(base);
        take(pull, pull.headSha());
        var from = Json.object();
        from.set("ref", Json.object().put("from", before));
        from.set("sha", Json.object().put("from", beforeSha));
        var changes = Json.object();
        changes.set("base", from);
        tell(pull, "edited", by, with("changes", changes));
    }

    /// Changes title and text.
    public void say(PullRequest pull, String title, String body, Account by) {
        var changes = Json.object();
        changes.set("title", Json.object().put("from", pull.issue().title()));
        pull.issue().say(title, body);
        tell(pull, "edited", by, with("changes", changes));
    }

    /// Puts a label on.
    public void label(PullRequest pull, String name, Account by) {
        var label = issues.label(pull.repo(), name);
        if (!pull.issue().labels().contains(label)) {
            pull.issue().labels().add(label);
            var shape = issueShapes.label(pull.repo(), label);
            tell(pull, "labeled", by, with("label", shape));
        }
    }

    /// Takes a label off.
    public void unlabel(PullRequest pull, String name, Account by) {
        var label = issues.label(pull.repo(), name);
        if (pull.issue().labels().remove(label)) {
            var shape = issueShapes.label(pull.repo(), label);
            tell(pull, "unlabeled", by, with("label", shape));
        }
    }

    /// Merges it, by a merge commit.
    ///
    /// @return the merge commit
    /// @throws Refusal 405 where it conflicts or is closed
    public String merge(PullRequest pull, Account by) {
        var ref = "refs/heads/" + pull.baseRef();
        var tip = Objects.requireNonNull(pull.repo().git().read().resolve(ref));
        var message = "Merge pull request #" + pull.number() + "\n\n" + pull.issue().title();
        var merge =
                pull.issue().isOpen()
                        ? pull.repo().git().merge(tip, pull.headSha(), message, pushes.ident(by))
                        : null;
        if (merge == null) {
            throw Refusal.of(405, "Pull Request is not mergeable");
        }
        landed(pull, merge, by);
        pushes.move(pull.repo(), ref, merge, by);
        return merge;
    }

    /// Notes that a commit brought it in.
    public void landed(PullRequest pull, String sha, Account by) {
        pull.merged(ground.now(), by, sha);
        close(pull, by);
    }

    @Override
    public void moved(Repo repo, String ref, String before, String after, Account by) {
        for (var pulls : List.copyOf(byRepo.values())) {
            for (var pull : List.copyOf(pulls.values())) {
                if (pull.issue().isOpen()
                        && pull.headRepo() == repo
                        && ref.equals("refs/heads/" + pull.headRef())) {
                    moved(pull, before, after, by);
                }
            }
        }
    }

    private void moved(PullRequest pull, String before, String after, Account by) {
        if (after.equals(Pushes.NOTHING)) {
            close(pull, by);
            return;
        }
        take(pull, after);
        tell(pull, "synchronize", by, Json.object().put("before", before).put("after", after));
    }

    private void take(PullRequest pull, String head) {
        var ref = "refs/pull/" + pull.number() + "/head";
        var git = pull.repo().git();
        if (pull.isFromFork()) {
            git.take(pull.headRepo().git(), "refs/heads/" + pull.headRef(), ref);
        }
        git.point(ref, head);
        var base = git.read().resolve("refs/heads/" + pull.baseRef());
        pull.at(base == null ? pull.baseSha() : base, head);
    }

    /// Tells of what became of a pull request.
    public void tell(PullRequest pull, String action, Account by, ObjectNode more) {
        pull.issue().touch(ground.now());
        var body = Json.object().put("action", action).put("number", pull.number());
        body.set("pull_request", shapes.full(pull, false));
        body.set("repository", repos.shape(pull.repo()));
        body.set("sender", by.shape(ground));
        body.setAll(more);
        var owner = pull.repo().owner().id();
        ground.tell(new Happening("pull_request", action, owner, pull.repo().id(), null, body));
        followers.forEach(follower -> follower.accept(pull, action));
    }

    private static ObjectNode with(String key, ObjectNode value) {
        var body = Json.object();
        body.set(key, value);
        return body;
    }
}
