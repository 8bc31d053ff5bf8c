package dev.muster.simulation.repos;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Happening;
import dev.muster.simulation.ground.Json;

import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Refs that move, and what is told of it: `push`, `create`, `delete`.
public final class Pushes {

    /// No commit.
    public static final String NOTHING = "0".repeat(40);

    private static final int MOST_COMMITS = 2048;

    private final Ground ground;
    private final RepoShapes shapes;
    private final CommitShapes commits;
    private final List<Listener> listeners = new ArrayList<>();

    /// Someone who follows refs, such as the pull requests.
    @FunctionalInterface
    public interface Listener {

        /// After a ref moved.
        ///
        /// @param before where it was, [#NOTHING] for a new one
        /// @param after where it is, [#NOTHING] for a deleted one
        void moved(Repo repo, String ref, String before, String after, Account by);
    }

    /// Nobody follows yet.
    public Pushes(Ground ground, RepoShapes shapes, CommitShapes commits) {
        this.ground = ground;
        this.shapes = shapes;
        this.commits = commits;
    }

    /// From now on someone follows.
    public void follow(Listener listener) {
        listeners.add(listener);
    }

    /// Makes a commit on a branch, which begins at the default branch where it is new, and pushes
    /// it.
    public String commit(Repo repo, String branch, String message, Changes changes, Account by) {
        var tip = repo.git().read().resolve("refs/heads/" + branch);
        if (tip == null) {
            tip = repo.git().read().resolve("refs/heads/" + repo.defaultBranch());
        }
        var parents = tip == null ? List.<String>of() : List.of(tip);
        var sha = repo.git().commit(parents, changes, message, ident(by));
        move(repo, "refs/heads/" + branch, sha, by);
        return sha;
    }

    /// Points a ref to a commit and tells of it.
    public void move(Repo repo, String ref, String sha, Account by) {
        var before = repo.git().read().resolve(ref);
        if (sha.equals(before)) {
            return;
        }
        repo.git().point(ref, sha);
        repo.pushed(ground.now());
        moved(repo, ref, before, sha, by);
    }

    /// Deletes a ref and tells of it.
    public void delete(Repo repo, String ref, Account by) {
        var before = repo.git().read().resolve(ref);
        if (before != null) {
            repo.git().delete(ref);
            moved(repo, ref, before, NOTHING, by);
        }
    }

    /// Who commits, now.
    public PersonIdent ident(Account by) {
        return new PersonIdent(
                by.login(),
                by.id() + "+" + by.login().replace("[bot]", "") + "@users.noreply.example.com",
                ground.now(),
                ZoneOffset.UTC);
    }

    /// Tells that a repository has another name now.
    public void tellRenamed(Repo repo, String before, Account by) {
        var name = Json.object();
        name.set("name", Json.object().put("from", before));
        var changes = Json.object();
        changes.set("repository", name);
        var body = Json.object().put("action", "renamed");
        body.set("changes", changes);
        body.set("repository", shapes.shape(repo));
        body.set("sender", by.shape(ground));
        var owner = repo.owner().id();
        ground.tell(new Happening("repository", "renamed", owner, repo.id(), null, body));
    }

    private void moved(Repo repo, String ref, @Nullable String was, String after, Account by) {
        var before = was == null ? NOTHING : was;
        tell(repo, "push", push(repo, ref, before, after, by));
        if (before.equals(NOTHING) || after.equals(NOTHING)) {
            var event = before.equals(NOTHING) ? "create" : "delete";
            tell(repo, event, creation(repo, ref, by, event));
        }
        listeners.forEach(listener -> listener.moved(repo, ref, before, after, by));
    }

    private void tell(Repo repo, String event, ObjectNode body) {
        ground.tell(new Happening(event, null, repo.owner().id(), repo.id(), null, body));
    }

    private ObjectNode push(Repo repo, String ref, String before, String after, Account by) {
        var created = before.equals(NOTHING);
        var deleted = after.equals(NOTHING);
        var pushed = deleted ? List.<Commit>of() : commits(repo, before, after);
        var body = Json.object();
        body.put("ref", ref);
        body.put("before", before);
        body.put("after", after);
        body.set("repository", shapes.shape(repo));
        body.set(
                "pusher",
                Json.object()
                        .put("name", by.login())
                        .put("email", by.login() + "@users.noreply.example.com"));
        body.set("sender", by.shape(ground));
        body.put("created", created);
        body.put("deleted", deleted);
        body.put("forced", isForced(repo, before, after));
        body.putNull("base_ref");
        body.put("compare", shapes.html(repo) + "/compare/" + before + "..." + after);
        body.set("commits", Json.array(pushed, commit -> pushed(repo, commit)));
        body.set(
                "head_commit",
                deleted ? NullNode.getInstance() : pushed(repo, repo.git().read().commit(after)));
        return body;
    }

    private static boolean isForced(Repo repo, String before, String after) {
        return !before.equals(NOTHING)
                && !after.equals(NOTHING)
                && !repo.git().read().isAncestor(before, after);
    }

    private static List<Commit> commits(Repo repo, String before, String after) {
        var read = repo.git().read();
        var without = before;
        if (before.equals(NOTHING)) {
            var main = read.resolve("refs/heads/" + repo.defaultBranch());
            without = main == null || main.equals(after) ? NOTHING : main;
        }
        var commits = read.log(after, without.equals(NOTHING) ? null : without, MOST_COMMITS + 1);
        var newest = commits.size() > MOST_COMMITS ? commits.subList(0, MOST_COMMITS) : commits;
        return newest.reversed();
    }

    private ObjectNode pushed(Repo repo, Commit commit) {
        var files =
                commit.parents().isEmpty()
                        ? List.<FileChange>of()
                        : repo.git().read().diff(commit.parents().getFirst(), commit.sha());
        return commits.pushed(repo, commit, files);
    }

    private ObjectNode creation(Repo repo, String ref, Account by, String event) {
        var tag = ref.startsWith("refs/tags/");
        var body = Json.object();
        body.put("ref", ref.replaceFirst("^refs/(heads|tags)/", ""));
        body.put("ref_type", tag ? "tag" : "branch");
        if (event.equals("create")) {
            body.put("master_branch", repo.defaultBranch());
            body.putNull("description");
        }
        body.put("pusher_type", "user");
        body.set("repository", shapes.shape(repo));
        body.set("sender", by.shape(ground));
        return body;
    }
}
