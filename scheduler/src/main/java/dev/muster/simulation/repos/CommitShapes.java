package dev.muster.simulation.repos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;

import java.util.List;

/// Commits, files and trees as GitHub shows them.
public final class CommitShapes {

    private final Ground ground;
    private final Accounts accounts;
    private final RepoShapes repos;

    /// Shapes with absolute addresses.
    public CommitShapes(Ground ground, Accounts accounts, RepoShapes repos) {
        this.ground = ground;
        this.accounts = accounts;
        this.repos = repos;
    }

    /// A commit in a list.
    public ObjectNode shape(Repo repo, Commit commit) {
        var url = repos.url(repo) + "/commits/" + commit.sha();
        var shape = Json.object();
        shape.put("sha", commit.sha());
        shape.put("node_id", node(commit.sha()));
        shape.set("commit", inner(repo, commit));
        shape.put("url", url);
        shape.put("html_url", repos.html(repo) + "/commit/" + commit.sha());
        shape.put("comments_url", url + "/comments");
        shape.set("author", account(commit));
        shape.set("committer", account(commit));
        shape.set("parents", Json.array(commit.parents(), parent -> parent(repo, parent)));
        return shape;
    }

    private ObjectNode inner(Repo repo, Commit commit) {
        var inner = Json.object();
        inner.set("author", dated(commit));
        inner.set("committer", dated(commit));
        inner.put("message", commit.message());
        inner.set("tree", tree(repo, commit.tree()));
        inner.put("url", repos.url(repo) + "/git/commits/" + commit.sha());
        inner.put("comment_count", 0);
        inner.set("verification", unverified());
        return inner;
    }

    /// A commit alone, with its files.
    public ObjectNode detailed(Repo repo, Commit commit, List<FileChange> files) {
        var shape = shape(repo, commit);
        var added = files.stream().mapToInt(FileChange::additions).sum();
        var removed = files.stream().mapToInt(FileChange::deletions).sum();
        shape.set(
                "stats",
                Json.object()
                        .put("total", added + removed)
                        .put("additions", added)
                        .put("deletions", removed));
        shape.set("files", Json.array(files, file -> file(repo, commit.sha(), file)));
        return shape;
    }

    /// A commit among the git objects.
    public ObjectNode object(Repo repo, Commit commit) {
        var shape = Json.object();
        shape.put("sha", commit.sha());
        shape.put("node_id", node(commit.sha()));
        shape.put("url", repos.url(repo) + "/git/commits/" + commit.sha());
        shape.put("html_url", repos.html(repo) + "/commit/" + commit.sha());
        shape.set("author", dated(commit));
        shape.set("committer", dated(commit));
        shape.put("message", commit.message());
        shape.set("tree", tree(repo, commit.tree()));
        shape.set("parents", Json.array(commit.parents(), parent -> parent(repo, parent)));
        shape.set("verification", unverified());
        return shape;
    }

    /// A file that differs.
    public ObjectNode file(Repo repo, String sha, FileChange change) {
        var shape = Json.object();
        shape.put("sha", change.blob());
        shape.put("filename", change.path());
        shape.put("status", change.status());
        shape.put("additions", change.additions());
        shape.put("deletions", change.deletions());
        shape.put("changes", change.additions() + change.deletions());
        var path = change.pathInAddress();
        shape.put("blob_url", repos.html(repo) + "/blob/" + sha + "/" + path);
        shape.put("raw_url", repos.html(repo) + "/raw/" + sha + "/" + path);
        shape.put("contents_url", repos.url(repo) + "/contents/" + path + "?ref=" + sha);
        if (change.from() != null) {
            shape.put("previous_filename", change.from());
        }
        return shape;
    }

    /// The commit in the body of a push.
    public ObjectNode pushed(Repo repo, Commit commit, List<FileChange> files) {
        var shape = repos.simpleCommit(commit);
        shape.put("distinct", true);
        shape.put("url", repos.html(repo) + "/commit/" + commit.sha());
        for (var status : List.of("added", "removed", "modified")) {
            shape.set(
                    status,
                    Json.texts(
                            files.stream()
                                    .filter(file -> file.status().equals(status))
                                    .map(FileChange::path)
                                    .toList()));
        }
        return shape;
    }

    /// A global name for a git object.
    public String node(String sha) {
        return ground.nodeId("C", Long.parseLong(sha.substring(0, 12), 16));
    }

    private ObjectNode tree(Repo repo, String tree) {
        return Json.object().put("sha", tree).put("url", repos.url(repo) + "/git/trees/" + tree);
    }

    private ObjectNode parent(Repo repo, String sha) {
        return Json.object()
                .put("sha", sha)
                .put("url", repos.url(repo) + "/commits/" + sha)
                .put("html_url", repos.html(repo) + "/commit/" + sha);
    }

    private JsonNode account(Commit commit) {
        var account = accounts.find(commit.author());
        return account == null ? NullNode.getInstance() : account.shape(ground);
    }

    private static ObjectNode dated(Commit commit) {
        return RepoShapes.person(commit).put("date", commit.at().toString());
    }

    private static ObjectNode unverified() {
        return Json.object()
                .put("verified", false)
                .put("reason", "unsigned")
                .putNull("signature")
                .putNull("payload")
                .putNull("verified_at");
    }
}
