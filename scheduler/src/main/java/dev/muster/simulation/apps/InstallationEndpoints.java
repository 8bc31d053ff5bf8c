package dev.muster.simulation.apps;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Pages;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.RepoShapes;
import dev.muster.simulation.repos.Repos;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// `/app`, installations and their tokens.
public final class InstallationEndpoints {

    private static final int MOST_REPOSITORIES = 500;

    private final Ground ground;
    private final Accounts accounts;
    private final Apps apps;
    private final Tokens tokens;
    private final Repos repos;
    private final AppShapes shapes;

    /// Answers from these Apps.
    public InstallationEndpoints(
            Ground ground, Accounts accounts, Apps apps, Tokens tokens, Repos repos) {
        this.ground = ground;
        this.accounts = accounts;
        this.apps = apps;
        this.tokens = tokens;
        this.repos = repos;
        this.shapes = new AppShapes(ground);
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        var installed = Access.read("");
        routes.add("GET /app", Access.APP, request -> Answer.ok(shapes.app(app(request))));
        routes.add("GET /app/installations", Access.APP, this::list);
        routes.add("GET /app/installations/{installation_id}", Access.APP, this::one);
        routes.add(
                "POST /app/installations/{installation_id}/access_tokens", Access.APP, this::mint);
        routes.add("GET /repos/{owner}/{repo}/installation", Access.APP, this::ofRepository);
        routes.add("GET /orgs/{org}/installation", Access.APP, this::ofAccount);
        routes.add("GET /users/{org}/installation", Access.APP, this::ofAccount);
        routes.add("GET /installation/repositories", installed, this::repositories);
        routes.add("DELETE /installation/token", installed, this::revoke);
    }

    private App app(Request request) {
        return Objects.requireNonNull(apps.find(request.caller().app()));
    }

    private Answer list(Request request) {
        return new Pages(ground).list(request, apps.of(app(request)), shapes::installation);
    }

    private Answer one(Request request) {
        return Answer.ok(shapes.installation(installation(request)));
    }

    private Installation installation(Request request) {
        return owned(request, apps.installation(request.number("installation_id")));
    }

    private static Installation owned(Request request, @Nullable Installation installation) {
        if (installation == null || installation.app().id() != request.caller().app()) {
            throw Refusal.notFound();
        }
        return installation;
    }

    private Answer ofRepository(Request request) {
        var repo = repos.of(request);
        var installation = apps.on(app(request), repo.owner());
        if (installation != null && !installation.covers(repo.id())) {
            throw Refusal.notFound();
        }
        return Answer.ok(shapes.installation(owned(request, installation)));
    }

    private Answer ofAccount(Request request) {
        var account = accounts.find(request.at("org"));
        var installation = account == null ? null : apps.on(app(request), account);
        return Answer.ok(shapes.installation(owned(request, installation)));
    }

    private Answer mint(Request request) {
        var installation = installation(request);
        if (installation.suspendedAt() != null) {
            throw Refusal.of(403, "This installation has been suspended");
        }
        var body = request.json();
        var chosen = chosen(installation, body);
        var permissions = permissions(installation, body.path("permissions"));
        var token = tokens.mint(installation, permissions, chosen);
        var answer = Json.object();
        answer.put("token", token.text());
        answer.put("expires_at", token.expiresAt().toString());
        answer.set("permissions", AppShapes.permissions(permissions));
        var all = chosen == null && installation.selected() == null;
        answer.put("repository_selection", all ? "all" : "selected");
        if (chosen != null) {
            var list = chosen.stream().map(repos::find).filter(Objects::nonNull).toList();
            answer.set("repositories", Json.array(list, new RepoShapes(ground)::shape));
        }
        return Answer.json(201, answer);
    }

    private static Map<String, String> permissions(Installation installation, JsonNode asked) {
        if (!asked.isObject() || asked.isEmpty()) {
            return new TreeMap<>(installation.permissions());
        }
        var granted = new TreeMap<String, String>();
        granted.put("metadata", "read");
        for (var each : asked.properties()) {
            var has = installation.permissions().getOrDefault(each.getKey(), "none");
            var wants = each.getValue().asText();
            if (!has.equals(wants) && !has.equals("write")) {
                throw Refusal.unprocessable(
                        "The permissions requested are not granted to this installation.");
            }
            granted.put(each.getKey(), wants);
        }
        return granted;
    }

    private @Nullable Set<Long> chosen(Installation installation, JsonNode body) {
        var names = body.path("repositories");
        var numbers = body.path("repository_ids");
        if (names.isMissingNode() && numbers.isMissingNode()) {
            return null;
        }
        if (names.size() + numbers.size() > MOST_REPOSITORIES) {
            throw Refusal.unprocessable("Too many repositories were named.");
        }
        var chosen = new TreeSet<Long>();
        for (var name : names) {
            chosen.add(owned(installation, repos.find(fullName(installation, name.asText()))));
        }
        for (var number : numbers) {
            chosen.add(owned(installation, repos.find(number.asLong())));
        }
        return chosen;
    }

    private static String fullName(Installation installation, String name) {
        return installation.account().login() + "/" + name;
    }

    private static long owned(Installation installation, @Nullable Repo repo) {
        if (repo == null
                || !repo.owner().equals(installation.account())
                || !installation.covers(repo.id())) {
            throw Refusal.unprocessable(
                    "There is at least one repository that does not exist or is not accessible"
                            + " to the parent installation.");
        }
        return repo.id();
    }

    private Answer repositories(Request request) {
        var caller = request.caller();
        var installation = Objects.requireNonNull(apps.installation(caller.installation()));
        var seen =
                repos.all().stream()
                        .filter(repo -> repo.owner().equals(installation.account()))
                        .filter(repo -> apps.sees(caller, repo))
                        .toList();
        return counted(request, seen);
    }

    private Answer counted(Request request, List<Repo> seen) {
        return new Pages(ground)
                .counted(
                        request,
                        "repositories",
                        seen,
                        Integer.MAX_VALUE,
                        new RepoShapes(ground)::shape);
    }

    private Answer revoke(Request request) {
        tokens.revoke(request.header("Authorization").replaceFirst("(?i)^(bearer|token) +", ""));
        return Answer.empty(204);
    }
}
