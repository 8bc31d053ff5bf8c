package dev.muster.simulation.repos;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/// Files read and written by path.
public final class ContentEndpoints {

    private static final int LARGEST_INLINE = 1024 * 1024;
    private static final int LARGEST_RAW = 100 * 1024 * 1024;

    private final Accounts accounts;
    private final Repos repos;
    private final RepoShapes shapes;
    private final CommitShapes commits;
    private final Pushes pushes;

    /// Answers from these repositories, and writes to them.
    public ContentEndpoints(
            Accounts accounts,
            Repos repos,
            RepoShapes shapes,
            CommitShapes commits,
            Pushes pushes) {
        this.accounts = accounts;
        this.repos = repos;
        this.shapes = shapes;
        this.commits = commits;
        this.pushes = pushes;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        var path = " /repos/{owner}/{repo}/contents/{path*}";
        routes.add("GET" + path, Access.read("contents"), this::read);
        routes.add("GET /repos/{owner}/{repo}/contents", Access.read("contents"), this::root);
        routes.add("PUT" + path, Access.write("contents"), this::write);
    }

    private Answer root(Request request) {
        var repo = repos.of(request);
        return folder(request, repo, commit(request, repo), "");
    }

    private Answer read(Request request) {
        var repo = repos.of(request);
        var sha = commit(request, repo);
        var path = request.at("path").replaceAll("/+$", "");
        var entry = repo.git().read().entry(sha, path);
        if (entry == null) {
            throw Refusal.notFound();
        }
        if (entry.type().equals("tree")) {
            return folder(request, repo, sha, path);
        }
        var bytes = Objects.requireNonNullElse(repo.git().read().bytes(entry.sha()), new byte[0]);
        if (bytes.length > LARGEST_RAW) {
            throw Refusal.of(403, "This API returns blobs up to 100 MB in size.");
        }
        if (request.header("Accept").contains("raw")) {
            return Answer.raw("application/vnd.github.raw; charset=utf-8", bytes);
        }
        var file = file(repo, ref(request, repo), path, entry);
        if (bytes.length > LARGEST_INLINE) {
            return Answer.ok(file.put("encoding", "none").put("content", ""));
        }
        var text = Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes);
        return Answer.ok(file.put("encoding", "base64").put("content", text + "\n"));
    }

    private Answer folder(Request request, Repo repo, String sha, String path) {
        var read = repo.git().read();
        var tree = path.isEmpty() ? sha : Objects.requireNonNull(read.entry(sha, path)).sha();
        var entries = Objects.requireNonNull(read.entries(tree, false));
        var ref = ref(request, repo);
        return Answer.ok(
                Json.array(
                        entries,
                        entry -> {
                            var full = path.isEmpty() ? entry.path() : path + "/" + entry.path();
                            return file(repo, ref, full, entry);
                        }));
    }

    private ObjectNode file(Repo repo, String ref, String path, Entry entry) {
        var folder = entry.type().equals("tree");
        var encoded = Paths.encode(path);
        var self = shapes.url(repo) + "/contents/" + encoded + "?ref=" + ref;
        var git = shapes.url(repo) + (folder ? "/git/trees/" : "/git/blobs/") + entry.sha();
        var html = shapes.html(repo) + (folder ? "/tree/" : "/blob/") + ref + "/" + encoded;
        var shape = Json.object();
        shape.put("name", path.substring(path.lastIndexOf('/') + 1));
        shape.put("path", path);
        shape.put("sha", entry.sha());
        shape.put("size", entry.size());
        shape.put("url", self);
        shape.put("html_url", html);
        shape.put("git_url", git);
        shape.put(
                "download_url", folder ? null : shapes.html(repo) + "/raw/" + ref + "/" + encoded);
        shape.put("type", folder ? "dir" : entry.type().equals("commit") ? "submodule" : "file");
        shape.set("_links", Json.object().put("self", self).put("git", git).put("html", html));
        return shape;
    }

    private Answer write(Request request) {
        var repo = repos.of(request);
        var path = request.at("path");
        var body = request.json();
        if (path.startsWith(".github/workflows/") && !request.caller().may("workflows", "write")) {
            throw Refusal.of(403, "Resource not accessible by integration")
                    .with("X-Accepted-GitHub-Permissions", "contents=write; workflows=write");
        }
        if (!body.hasNonNull("message") || !body.hasNonNull("content")) {
            throw Refusal.unprocessable(
                    "Invalid request.\n\n\"message\" and \"content\" weren't supplied.");
        }
        var branch = body.path("branch").asText(repo.defaultBranch());
        var tip = repo.git().read().resolve("refs/heads/" + branch);
        if (tip == null) {
            throw Refusal.of(404, "Branch " + branch + " not found");
        }
        var old = repo.git().read().entry(tip, path);
        checkOld(path, old, body.path("sha").asText(""));
        var text = decode(body.path("content").asText());
        var sha =
                pushes.commit(
                        repo,
                        branch,
                        body.path("message").asText(),
                        Changes.write(path, text),
                        accounts.user(request.caller().login()));
        var answer = Json.object();
        var entry = Objects.requireNonNull(repo.git().read().entry(sha, path));
        answer.set("content", file(repo, branch, path, entry));
        answer.set("commit", commits.object(repo, repo.git().read().commit(sha)));
        return Answer.json(old == null ? 201 : 200, answer);
    }

    private static void checkOld(String path, @Nullable Entry old, String given) {
        if (old == null) {
            if (!given.isEmpty()) {
                throw Refusal.of(409, path + " does not match " + given);
            }
        } else if (given.isEmpty()) {
            throw Refusal.unprocessable("Invalid request.\n\n\"sha\" wasn't supplied.");
        } else if (!given.equals(old.sha())) {
            throw Refusal.of(409, path + " does not match " + given);
        }
    }

    private static String decode(String content) {
        try {
            return new String(Base64.getMimeDecoder().decode(content), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.unprocessable("content is not valid Base64");
        }
    }

    private static String ref(Request request, Repo repo) {
        var ref = request.query("ref");
        return ref == null || ref.isEmpty() ? repo.defaultBranch() : ref;
    }

    private static String commit(Request request, Repo repo) {
        var ref = ref(request, repo);
        var sha = repo.git().read().resolve(ref);
        if (sha == null) {
            throw Refusal.of(404, "No commit found for the ref " + ref);
        }
        return sha;
    }
}
