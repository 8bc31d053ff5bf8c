package dev.muster.simulation.checks;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Happening;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Pages;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;
import dev.muster.simulation.repos.CommitShapes;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.RepoShapes;
import dev.muster.simulation.repos.Repos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Commit statuses.
public final class StatusEndpoints {

    private static final int MOST_OF_A_CONTEXT = 1000;
    private static final Set<String> STATES = Set.of("error", "failure", "pending", "success");

    private final Ground ground;
    private final Accounts accounts;
    private final Repos repos;
    private final RepoShapes shapes;
    private final CommitShapes commits;
    private final Map<String, List<CommitStatus>> byCommit = new HashMap<>();

    /// None yet.
    public StatusEndpoints(
            Ground ground,
            Accounts accounts,
            Repos repos,
            RepoShapes shapes,
            CommitShapes commits) {
        this.ground = ground;
        this.accounts = accounts;
        this.repos = repos;
        this.shapes = shapes;
        this.commits = commits;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        var read = Access.read("statuses");
        routes.add(
                "POST /repos/{owner}/{repo}/statuses/{sha}",
                Access.write("statuses"),
                this::create);
        routes.add("GET /repos/{owner}/{repo}/commits/{ref*}/status", read, this::combined);
        routes.add("GET /repos/{owner}/{repo}/commits/{ref*}/statuses", read, this::list);
    }

    private Answer create(Request request) {
        var repo = repos.of(request);
        var sha = request.at("sha");
        var body = request.json();
        var state = body.path("state").asText("");
        if (!STATES.contains(state)) {
            throw Refusal.unprocessable("Status", "state", "invalid");
        }
        if (repo.git().read().resolve(sha) == null) {
            throw Refusal.unprocessable("No commit found for SHA: " + sha);
        }
        var all = of(repo, sha);
        var context = body.path("context").asText("default");
        if (all.stream().filter(it -> it.context().equals(context)).count() >= MOST_OF_A_CONTEXT) {
            throw Refusal.unprocessable(
                    "This SHA and context has reached the maximum number of statuses.");
        }
        var by = accounts.user(request.caller().login());
        var status =
                new CommitStatus(
                        ground.nextId(),
                        state,
                        context,
                        body.path("description").textValue(),
                        body.path("target_url").textValue(),
                        by,
                        ground.now());
        all.addFirst(status);
        tell(repo, sha, status, by);
        return Answer.json(201, shape(repo, sha, status));
    }

    private Answer list(Request request) {
        var repo = repos.of(request);
        var sha = commit(request, repo);
        return new Pages(ground).list(request, of(repo, sha), it -> shape(repo, sha, it));
    }

    private Answer combined(Request request) {
        var repo = repos.of(request);
        var sha = commit(request, repo);
        var newest = new LinkedHashMap<String, CommitStatus>();
        of(repo, sha).forEach(status -> newest.putIfAbsent(status.context(), status));
        var body = Json.object().put("state", state(newest.values())).put("sha", sha);
        body.put("total_count", newest.size());
        body.set(
                "statuses",
                Json.array(newest.values(), it -> shape(repo, sha, it).without("creator")));
        body.set("repository", shapes.minimal(repo));
        body.put("commit_url", shapes.url(repo) + "/commits/" + sha);
        body.put("url", shapes.url(repo) + "/commits/" + sha + "/status");
        return Answer.ok(body);
    }

    private static String state(java.util.Collection<CommitStatus> newest) {
        if (newest.stream().anyMatch(it -> Set.of("error", "failure").contains(it.state()))) {
            return "failure";
        }
        return newest.isEmpty() || newest.stream().anyMatch(it -> it.state().equals("pending"))
                ? "pending"
                : "success";
    }

    /// Every status that a commit was given, the newest first.
    public List<CommitStatus> all(Repo repo, String sha) {
        return List.copyOf(of(repo, sha));
    }

    private List<CommitStatus> of(Repo repo, String sha) {
        return byCommit.computeIfAbsent(repo.id() + " " + sha, it -> new ArrayList<>());
    }

    private static String commit(Request request, Repo repo) {
        var sha = repo.git().read().resolve(request.at("ref"));
        if (sha == null) {
            throw Refusal.notFound();
        }
        return sha;
    }

    private ObjectNode shape(Repo repo, String sha, CommitStatus status) {
        var shape = Json.object();
        shape.put("url", shapes.url(repo) + "/statuses/" + sha);
        shape.put("avatar_url", ground.html("/avatars/" + status.by().id()));
        shape.put("id", status.id());
        shape.put("node_id", ground.nodeId("SC", status.id()));
        shape.put("state", status.state());
        shape.put("description", status.description());
        shape.put("target_url", status.targetUrl());
        shape.put("context", status.context());
        shape.put("created_at", status.at().toString());
        shape.put("updated_at", status.at().toString());
        shape.set("creator", status.by().shape(ground));
        return shape;
    }

    private void tell(Repo repo, String sha, CommitStatus status, Account by) {
        var body = Json.object();
        body.put("id", status.id());
        body.put("sha", sha);
        body.put("name", repo.fullName());
        body.put("target_url", status.targetUrl());
        body.put("context", status.context());
        body.put("description", status.description());
        body.put("state", status.state());
        body.set("commit", commits.shape(repo, repo.git().read().commit(sha)));
        body.set("branches", Json.array());
        body.put("created_at", status.at().toString());
        body.put("updated_at", status.at().toString());
        body.set("repository", shapes.shape(repo));
        body.set("sender", by.shape(ground));
        ground.tell(new Happening("status", null, repo.owner().id(), repo.id(), null, body));
    }
}
