package dev.muster.simulation.pulls;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Pages;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;
import dev.muster.simulation.repos.CommitShapes;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.Repos;

import java.util.Comparator;
import java.util.List;

/// `/repos/{owner}/{repo}/pulls`.
public final class PullEndpoints {

    private static final int MOST_FILES = 3000;
    private static final int MOST_COMMITS = 250;
    private static final String ONE = " /repos/{owner}/{repo}/pulls/{pull_number}";

    private final Ground ground;
    private final Accounts accounts;
    private final Repos repos;
    private final Pulls pulls;
    private final PullShapes shapes;
    private final CommitShapes commits;

    /// Answers from these pull requests.
    public PullEndpoints(
            Ground ground,
            Accounts accounts,
            Repos repos,
            Pulls pulls,
            PullShapes shapes,
            CommitShapes commits) {
        this.ground = ground;
        this.accounts = accounts;
        this.repos = repos;
        this.pulls = pulls;
        this.shapes = shapes;
        this.commits = commits;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        var read = Access.read("pull_requests");
        var write = Access.write("pull_requests");
        routes.add("GET /repos/{owner}/{repo}/pulls", read, this::list);
        routes.add("POST /repos/{owner}/{repo}/pulls", write, this::open);
        routes.add("GET" + ONE, read, this::one);
        routes.add("PATCH" + ONE, write, this::update);
        routes.add("GET" + ONE + "/files", read, this::files);
        routes.add("GET" + ONE + "/commits", read, this::listCommits);
        routes.add("GET" + ONE + "/merge", read, this::isMerged);
        routes.add("PUT" + ONE + "/merge", Access.write("contents"), this::merge);
        routes.add("POST" + ONE + "/requested_reviewers", write, this::one201);
        routes.add("GET" + ONE + "/reviews", read, request -> Answer.ok(Json.array()));
        routes.add(
                "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
                Access.read("pull_requests"),
                this::ofCommit);
    }

    private Answer list(Request request) {
        var repo = repos.of(request);
        var state = query(request, "state", "open");
        var head = query(request, "head", "");
        var base = query(request, "base", "");
        var found =
                pulls.of(repo).stream()
                        .filter(it -> state.equals("all") || state.equals(state(it)))
                        .filter(it -> head.isEmpty() || head.equals(label(it)))
                        .filter(it -> base.isEmpty() || base.equals(it.baseRef()))
                        .sorted(order(request))
                        .toList();
        return new Pages(ground)
                .list(request, found, it -> shapes.simple(it, request.speaks2026()));
    }

    private static Comparator<PullRequest> order(Request request) {
        Comparator<PullRequest> order =
                query(request, "sort", "created").equals("updated")
                        ? Comparator.comparing((PullRequest it) -> it.issue().updatedAt())
                                .thenComparing(PullRequest::number)
                        : Comparator.comparing(PullRequest::number);
        return query(request, "direction", "desc").equals("asc") ? order : order.reversed();
    }

    private static String query(Request request, String name, String otherwise) {
        var value = request.query(name);
        return value == null ? otherwise : value;
    }

    private static String state(PullRequest pull) {
        return pull.issue().isOpen() ? "open" : "closed";
    }

    private static String label(PullRequest pull) {
        return pull.headRepo().owner().login() + ":" + pull.headRef();
    }

    private PullRequest pull(Request request) {
        return pulls.find(repos.of(request), request.number("pull_number"));
    }

    private Answer one(Request request) {
        return Answer.ok(shapes.full(pull(request), request.speaks2026()));
    }

    private Answer one201(Request request) {
        return Answer.json(201, shapes.simple(pull(request), request.speaks2026()));
    }

    private Answer open(Request request) {
        var repo = repos.of(request);
        var body = request.json();
        for (var field : List.of("head", "base")) {
            if (body.path(field).asText().isEmpty()) {
                throw Refusal.unprocessable("PullRequest", field, "missing_field");
            }
        }
        var head = body.path("head").asText();
        var colon = head.indexOf(':');
        var headRepo = colon < 0 ? repo : fork(repo, head.substring(0, colon));
        var what =
                new Pulls.Draft(
                        body.path("title").asText(),
                        body.path("body").asText(""),
                        head.substring(colon + 1),
                        body.path("base").asText(),
                        body.path("draft").asBoolean());
        var pull = pulls.open(repo, headRepo, what, caller(request));
        return Answer.json(201, shapes.full(pull, request.speaks2026()));
    }

    private Repo fork(Repo repo, String owner) {
        if (owner.equals(repo.owner().login())) {
            return repo;
        }
        return repos.all().stream()
                .filter(it -> it.parent() == repo && it.owner().login().equals(owner))
                .findFirst()
                .orElseThrow(() -> Refusal.unprocessable("PullRequest", "head", "invalid"));
    }

    private Account caller(Request request) {
        return accounts.user(request.caller().login());
    }

    private Answer update(Request request) {
        var pull = pull(request);
        var body = request.json();
        var by = caller(request);
        if (body.has("title") || body.has("body")) {
            pulls.say(
                    pull,
                    text(body, "title", pull.issue().title()),
                    text(body, "body", pull.issue().body()),
                    by);
        }
        if (body.has("base")) {
            pulls.onto(pull, body.path("base").asText(), by);
        }
        if (body.path("state").asText().equals("closed")) {
            pulls.close(pull, by);
        }
        if (body.path("state").asText().equals("open")) {
            pulls.reopen(pull, by);
        }
        return one(request);
    }

    private static String text(JsonNode body, String field, String otherwise) {
        return body.path(field).asText(otherwise);
    }

    private Answer files(Request request) {
        var pull = pull(request);
        return new Pages(ground)
                .list(
                        request,
                        pull.files(),
                        MOST_FILES,
                        file -> commits.file(pull.repo(), pull.headSha(), file));
    }

    private Answer listCommits(Request request) {
        var pull = pull(request);
        var log = pull.repo().git().read().log(pull.headSha(), pull.baseSha(), 10_000).reversed();
        return new Pages(ground)
                .list(request, log, MOST_COMMITS, it -> commits.shape(pull.repo(), it));
    }

    private Answer isMerged(Request request) {
        if (pull(request).mergedAt() == null) {
            throw Refusal.notFound();
        }
        return Answer.empty(204);
    }

    private Answer merge(Request request) {
        var pull = pull(request);
        var expected = request.json().path("sha").asText("");
        if (!expected.isEmpty() && !expected.equals(pull.headSha())) {
            throw Refusal.of(409, "Head branch was modified. Review and try the merge again.");
        }
        var sha = pulls.merge(pull, caller(request));
        return Answer.ok(
                Json.object()
                        .put("sha", sha)
                        .put("merged", true)
                        .put("message", "Pull Request successfully merged"));
    }

    private Answer ofCommit(Request request) {
        var repo = repos.of(request);
        var sha = request.at("commit_sha");
        var read = repo.git().read();
        var found =
                read.resolve(sha) == null
                        ? List.<PullRequest>of()
                        : pulls.of(repo).stream()
                                .filter(it -> read.isAncestor(sha, it.headSha()))
                                .filter(it -> !read.isAncestor(sha, it.baseSha()))
                                .toList();
        return new Pages(ground)
                .list(request, found, it -> shapes.simple(it, request.speaks2026()));
    }
}
