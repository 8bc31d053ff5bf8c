package dev.muster.simulation.repos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Git's own objects: refs, commits, trees and blobs.
public final class GitEndpoints {

    private static final int MOST_ENTRIES = 100_000;

    private final Ground ground;
    private final Accounts accounts;
    private final Repos repos;
    private final RepoShapes shapes;
    private final CommitShapes commits;
    private final Pushes pushes;

    /// Answers from these repositories, and writes to them.
    public GitEndpoints(
            Ground ground,
            Accounts accounts,
            Repos repos,
            RepoShapes shapes,
            CommitShapes commits,
            Pushes pushes) {
        this.ground = ground;
        this.accounts = accounts;
        this.repos = repos;
        this.shapes = shapes;
        this.commits = commits;
        this.pushes = pushes;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        var read = Access.read("contents");
        var write = Access.write("contents");
        var git = " /repos/{owner}/{repo}/git/";
        routes.add("GET" + git + "ref/{ref*}", read, this::ref);
        routes.add("GET" + git + "matching-refs/{ref*}", read, this::matching);
        routes.add("POST" + git + "refs", write, this::createRef);
        routes.add("PATCH" + git + "refs/{ref*}", write, this::updateRef);
        routes.add("DELETE" + git + "refs/{ref*}", write, this::deleteRef);
        routes.add("GET" + git + "commits/{commit_sha}", read, this::commit);
        routes.add("POST" + git + "commits", write, this::createCommit);
        routes.add("GET" + git + "trees/{tree_sha*}", read, this::tree);
        routes.add("POST" + git + "trees", write, this::createTree);
        routes.add("GET" + git + "blobs/{file_sha}", read, this::blob);
        routes.add("POST" + git + "blobs", write, this::createBlob);
    }

    private Account caller(Request request) {
        return accounts.user(request.caller().login());
    }

    private ObjectNode ref(Repo repo, String ref, String sha) {
        var shape = Json.object().put("ref", ref).put("node_id", commits.node(sha));
        shape.put("url", shapes.url(repo) + "/git/" + ref);
        shape.set(
                "object",
                Json.object()
                        .put("type", "commit")
                        .put("sha", sha)
                        .put("url", shapes.url(repo) + "/git/commits/" + sha));
        return shape;
    }

    private Answer ref(Request request) {
        var repo = repos.of(request);
        var ref = "refs/" + request.at("ref");
        return Answer.ok(ref(repo, ref, existing(repo, ref)));
    }

    private static String existing(Repo repo, String ref) {
        var sha = repo.git().read().resolve(ref);
        if (sha == null) {
            throw Refusal.notFound();
        }
        return sha;
    }

    private Answer matching(Request request) {
        var repo = repos.of(request);
        var refs = repo.git().refs("refs/heads/");
        refs.putAll(repo.git().refs("refs/tags/"));
        var found =
                refs.entrySet().stream()
                        .filter(it -> it.getKey().startsWith("refs/" + request.at("ref")))
                        .toList();
        return Answer.ok(Json.array(found, it -> ref(repo, it.getKey(), it.getValue())));
    }

    private Answer createRef(Request request) {
        var repo = repos.of(request);
        var body = request.json();
        var ref = body.path("ref").asText("");
        if (!ref.matches("refs/[^/]+/.+")) {
            throw Refusal.unprocessable(
                    "Reference name must start with 'refs/' and have two slashes.");
        }
        if (repo.git().read().resolve(ref) != null) {
            throw Refusal.unprocessable("Reference already exists");
        }
        var sha = known(repo, body.path("sha").asText(""));
        pushes.move(repo, ref, sha, caller(request));
        return Answer.json(201, ref(repo, ref, sha));
    }

    private Answer updateRef(Request request) {
        var repo = repos.of(request);
        var ref = "refs/" + request.at("ref");
        var body = request.json();
        var before = repo.git().read().resolve(ref);
        if (before == null) {
            throw Refusal.unprocessable("Reference does not exist");
        }
        var sha = known(repo, body.path("sha").asText(""));
        if (!body.path("force").asBoolean() && !repo.git().read().isAncestor(before, sha)) {
            throw Refusal.unprocessable("Update is not a fast forward");
        }
        pushes.move(repo, ref, sha, caller(request));
        return Answer.ok(ref(repo, ref, sha));
    }

    private static String known(Repo repo, String sha) {
        var found = repo.git().read().resolve(sha);
        if (!sha.equals(found)) {
            throw Refusal.unprocessable("Object does not exist");
        }
        return sha;
    }

    private Answer deleteRef(Request request) {
        var repo = repos.of(request);
        var ref = "refs/" + request.at("ref");
        if (repo.git().read().resolve(ref) == null) {
            throw Refusal.unprocessable("Reference does not exist");
        }
        pushes.delete(repo, ref, caller(request));
        return Answer.empty(204);
    }

    private Answer commit(Request request) {
        var repo = repos.of(request);
        var sha = repo.git().read().resolve(request.at("commit_sha"));
        if (sha == null) {
            throw Refusal.notFound();
        }
        return Answer.ok(commits.object(repo, repo.git().read().commit(sha)));
    }

    private Answer createCommit(Request request) {
        var repo = repos.of(request);
        var body = request.json();
        var parents = new ArrayList<String>();
        body.path("parents").forEach(parent -> parents.add(known(repo, parent.asText())));
        var tree = body.path("tree").asText("");
        if (!isObject(tree) || repo.git().read().entries(tree, false) == null) {
            throw Refusal.unprocessable("Tree SHA does not exist");
        }
        var by = pushes.ident(caller(request));
        var sha = repo.git().commitTree(tree, parents, body.path("message").asText(), by);
        return Answer.json(201, commits.object(repo, repo.git().read().commit(sha)));
    }

    private Answer tree(Request request) {
        var repo = repos.of(request);
        var name = request.at("tree_sha");
        var commit = repo.git().read().resolve(name);
        var tree = commit == null ? name : repo.git().read().commit(commit).tree();
        var recursive = request.query("recursive") != null;
        return Answer.ok(tree(repo, tree, entries(repo, tree, recursive)));
    }

    private static List<Entry> entries(Repo repo, String tree, boolean recursive) {
        var entries = isObject(tree) ? repo.git().read().entries(tree, recursive) : null;
        if (entries == null) {
            throw Refusal.notFound();
        }
        return entries;
    }

    private static boolean isObject(String name) {
        return name.matches("[0-9a-f]{40}");
    }

    private ObjectNode tree(Repo repo, String tree, List<Entry> entries) {
        var cut = entries.size() > MOST_ENTRIES;
        var shape = Json.object().put("sha", tree);
        shape.put("url", shapes.url(repo) + "/git/trees/" + tree);
        shape.set(
                "tree",
                Json.array(
                        cut ? entries.subList(0, MOST_ENTRIES) : entries,
                        entry -> entry(repo, entry)));
        return shape.put("truncated", cut);
    }

    private ObjectNode entry(Repo repo, Entry entry) {
        var shape = Json.object();
        shape.put("path", entry.path());
        shape.put("mode", entry.mode());
        shape.put("type", entry.type());
        shape.put("sha", entry.sha());
        if (entry.type().equals("blob")) {
            shape.put("size", entry.size());
        }
        return shape.put("url", shapes.url(repo) + "/git/" + entry.type() + "s/" + entry.sha());
    }

    private Answer createTree(Request request) {
        var repo = repos.of(request);
        var body = request.json();
        var entries = new ArrayList<Entry>();
        for (var entry : body.path("tree")) {
            // Null, as against none, takes the file out.
            var sha = entry.path("sha").isNull() ? "" : entry.path("sha").textValue();
            entries.add(
                    new Entry(
                            entry.path("path").asText(),
                            entry.path("mode").asText("100644"),
                            "blob",
                            sha == null ? content(repo, entry) : sha,
                            0));
        }
        var base = base(repo, body.path("base_tree").textValue());
        var tree = repo.git().tree(base, entries);
        return Answer.json(201, tree(repo, tree, entries(repo, tree, false)));
    }

    private static @Nullable String base(Repo repo, @Nullable String name) {
        if (name != null && (!isObject(name) || repo.git().read().entries(name, false) == null)) {
            throw Refusal.unprocessable("base_tree is not a valid tree oid");
        }
        return name;
    }

    private static String content(Repo repo, JsonNode entry) {
        return repo.git().blob(entry.path("content").asText("").getBytes(StandardCharsets.UTF_8));
    }

    private Answer blob(Request request) {
        var repo = repos.of(request);
        var sha = request.at("file_sha");
        var bytes = isObject(sha) ? repo.git().read().bytes(sha) : null;
        if (bytes == null) {
            throw Refusal.notFound();
        }
        return Answer.ok(
                Json.object()
                        .put("sha", sha)
                        .put(
                                "node_id",
                                ground.nodeId("B", Long.parseLong(sha.substring(0, 12), 16)))
                        .put("size", bytes.length)
                        .put("url", shapes.url(repo) + "/git/blobs/" + sha)
                        .put("content", Base64.getEncoder().encodeToString(bytes))
                        .put("encoding", "base64"));
    }

    private Answer createBlob(Request request) {
        var repo = repos.of(request);
        var body = request.json();
        var content = body.path("content").asText("");
        var bytes =
                body.path("encoding").asText("utf-8").equals("base64")
                        ? Base64.getMimeDecoder().decode(content)
                        : content.getBytes(StandardCharsets.UTF_8);
        var sha = repo.git().blob(bytes);
        return Answer.json(
                201,
                Json.object().put("sha", sha).put("url", shapes.url(repo) + "/git/blobs/" + sha));
    }
}
