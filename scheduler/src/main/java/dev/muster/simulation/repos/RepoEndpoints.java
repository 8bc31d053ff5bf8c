package dev.muster.simulation.repos;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Pages;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;

/// `/repos/{owner}/{repo}`, its branches, and what its people may do.
public final class RepoEndpoints {

    private final Ground ground;
    private final Accounts accounts;
    private final Repos repos;
    private final RepoShapes shapes;
    private final CommitShapes commits;

    /// Answers from these repositories.
    public RepoEndpoints(
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
        var metadata = Access.read("metadata");
        var contents = Access.read("contents");
        routes.add("GET /repos/{owner}/{repo}", metadata, this::repository);
        routes.add(
                "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
                metadata,
                this::permission);
        routes.add("GET /repos/{owner}/{repo}/branches", contents, this::branches);
        routes.add("GET /repos/{owner}/{repo}/branches/{branch*}", contents, this::branch);
        routes.add("GET /repos/{owner}/{repo}/rules/branches/{branch*}", metadata, this::rules);
    }

    private Answer repository(Request request) {
        return Answer.ok(shapes.full(repos.of(request), request.speaks2026()));
    }

    private Answer permission(Request request) {
        var repo = repos.of(request);
        var account = accounts.find(request.at("username"));
        if (account == null) {
            throw Refusal.notFound();
        }
        var role = repo.permission(account.login());
        var user = account.shape(ground).put("role_name", role);
        var body = Json.object().put("permission", permission(role)).put("role_name", role);
        body.set("user", user);
        return Answer.ok(body);
    }

    private static String permission(String role) {
        return switch (role) {
            case "maintain" -> "write";
            case "triage" -> "read";
            default -> role;
        };
    }

    private Answer branches(Request request) {
        var repo = repos.of(request);
        var all = repo.git().refs("refs/heads/").entrySet().stream().toList();
        return new Pages(ground)
                .list(
                        request,
                        all,
                        entry -> {
                            var sha = entry.getValue();
                            var name = entry.getKey().substring("refs/heads/".length());
                            var body = Json.object().put("name", name);
                            body.set(
                                    "commit",
                                    Json.object()
                                            .put("sha", sha)
                                            .put("url", shapes.url(repo) + "/commits/" + sha));
                            return body.put("protected", repo.requiredChecks().containsKey(name));
                        });
    }

    private Answer branch(Request request) {
        var repo = repos.of(request);
        var name = request.at("branch");
        var sha = repo.git().read().resolve("refs/heads/" + name);
        if (sha == null) {
            throw Refusal.of(404, "Branch not found");
        }
        var url = shapes.url(repo) + "/branches/" + name;
        var body = Json.object().put("name", name);
        body.set("commit", commits.shape(repo, repo.git().read().commit(sha)));
        body.set(
                "_links",
                Json.object()
                        .put("self", url)
                        .put("html", shapes.html(repo) + "/tree/" + Paths.encode(name)));
        body.put("protected", repo.requiredChecks().containsKey(name));
        body.set("protection", protection(repo, name));
        body.put("protection_url", url + "/protection");
        return Answer.ok(body);
    }

    private ObjectNode protection(Repo repo, String branch) {
        var checks = Json.object();
        checks.put("enforcement_level", "off");
        checks.set("contexts", Json.array());
        checks.set("checks", Json.array());
        var protection = Json.object().put("enabled", repo.requiredChecks().containsKey(branch));
        protection.set("required_status_checks", checks);
        return protection;
    }

    private Answer rules(Request request) {
        var repo = repos.of(request);
        var required = repo.requiredChecks().get(request.at("branch"));
        var rules = Json.array();
        if (required != null) {
            var parameters = Json.object().put("strict_required_status_checks_policy", false);
            var checks = Json.array();
            for (var check : required.split(",", -1)) {
                checks.add(Json.object().put("context", check.strip()));
            }
            parameters.set("required_status_checks", checks);
            var rule =
                    Json.object()
                            .put("type", "required_status_checks")
                            .put("ruleset_source_type", "Repository")
                            .put("ruleset_source", repo.fullName())
                            .put("ruleset_id", repo.id());
            rule.set("parameters", parameters);
            rules.add(rule);
        }
        return Answer.ok(rules);
    }
}
