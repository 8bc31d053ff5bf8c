package dev.muster.simulation.repos;

import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Pages;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Commits and comparisons.
public final class CommitEndpoints {

    private static final int MOST_COMPARED_FILES = 300;
    private static final int MOST_FILES = 3_000;
    private static final int MOST_COMMITS = 10_000;

    private final Ground ground;
    private final Repos repos;
    private final RepoShapes shapes;
    private final CommitShapes commits;

    /// Answers from these repositories.
    public CommitEndpoints(Ground ground, Repos repos, RepoShapes shapes, CommitShapes commits) {
        this.ground = ground;
        this.repos = repos;
        this.shapes = shapes;
        this.commits = commits;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        var contents = Access.read("contents");
        routes.add("GET /repos/{owner}/{repo}/commits", contents, this::list);
        routes.add("GET /repos/{owner}/{repo}/commits/{ref*}", contents, this::one);
        routes.add("GET /repos/{owner}/{repo}/compare/{basehead*}", contents, this::compare);
    }

    private Answer list(Request request) {
        var repo = repos.of(request);
        var from = request.query("sha");
        var tip = resolve(repo, from == null ? repo.defaultBranch() : from);
        var since = request.query("since");
        var log =
                repo.git().read().log(tip, null, MOST_COMMITS).stream()
                        .filter(commit -> isSince(commit, since))
                        .toList();
        return new Pages(ground).list(request, log, commit -> commits.shape(repo, commit));
    }

    private static boolean isSince(Commit commit, @Nullable String since) {
        return since == null || commit.at().toString().compareTo(since) >= 0;
    }

    private Answer one(Request request) {
        var repo = repos.of(request);
        var ref = request.at("ref");
        var sha = repo.git().read().resolve(ref);
        if (sha == null) {
            throw Refusal.unprocessable("No commit found for SHA: " + ref);
        }
        if (request.header("Accept").contains("sha")) {
            return Answer.raw(
                    "application/vnd.github.sha",
                    sha.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        var commit = repo.git().read().commit(sha);
        var files = files(repo, commit);
        return Answer.ok(commits.detailed(repo, commit, Pages.slice(request, files)))
                .with(new Pages(ground).links(request, files.size()));
    }

    private static List<FileChange> files(Repo repo, Commit commit) {
        if (commit.parents().isEmpty()) {
            return List.of();
        }
        var files = repo.git().read().diff(commit.parents().getFirst(), commit.sha());
        return files.subList(0, Math.min(files.size(), MOST_FILES));
    }

    private Answer compare(Request request) {
        var repo = repos.of(request);
        var name = request.at("basehead");
        var dots = name.indexOf("...");
        if (dots < 0) {
            throw Refusal.notFound();
        }
        var read = repo.git().read();
        var base = resolve(repo, name.substring(0, dots));
        var head = resolve(repo, name.substring(dots + 3));
        var common = read.mergeBase(base, head);
        if (common == null) {
            throw Refusal.of(404, "No common ancestor between " + base + " and " + head + ".");
        }
        var ahead = read.log(head, base, MOST_COMMITS).reversed();
        var behind = read.log(base, head, MOST_COMMITS).size();
        var url = shapes.url(repo) + "/compare/" + name;
        var html = shapes.html(repo) + "/compare/" + name;
        var body = Json.object();
        body.put("url", url);
        body.put("html_url", html);
        body.put("permalink_url", html);
        body.put("diff_url", html + ".diff");
        body.put("patch_url", html + ".patch");
        body.set("base_commit", commits.shape(repo, read.commit(base)));
        body.set("merge_base_commit", commits.shape(repo, read.commit(common)));
        body.put("status", status(ahead.size(), behind));
        body.put("ahead_by", ahead.size());
        body.put("behind_by", behind);
        body.put("total_commits", ahead.size());
        body.set("commits", Json.array(page(request, ahead), it -> commits.shape(repo, it)));
        var files = Pages.page(request) > 1 ? List.<FileChange>of() : read.diff(common, head);
        body.set(
                "files",
                Json.array(
                        files.subList(0, Math.min(files.size(), MOST_COMPARED_FILES)),
                        file -> commits.file(repo, head, file)));
        return Answer.ok(body).with(new Pages(ground).links(request, ahead.size()));
    }

    /// Without paging 250 commits, the newest of them; with paging the page.
    private static List<Commit> page(Request request, List<Commit> ahead) {
        if (request.query("page") == null && request.query("per_page") == null) {
            return ahead.subList(Math.max(0, ahead.size() - 250), ahead.size());
        }
        return Pages.slice(request, ahead);
    }

    private static String status(int ahead, int behind) {
        if (ahead == 0) {
            return behind == 0 ? "identical" : "behind";
        }
        return behind == 0 ? "ahead" : "diverged";
    }

    private static String resolve(Repo repo, String name) {
        var branch = name.substring(name.indexOf(':') + 1);
        var sha = repo.git().read().resolve(branch);
        if (sha == null) {
            throw Refusal.notFound();
        }
        return sha;
    }
}
