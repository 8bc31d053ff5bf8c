package dev.muster.simulation.repos;

import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;

/// `/repos/{owner}/{repo}/git/refs`.
public final class RefEndpoints {

    private final Accounts accounts;
    private final Repos repos;
    private final RepoShapes shapes;
    private final Pushes pushes;

    /// Answers from these repositories.
    public RefEndpoints(Accounts accounts, Repos repos, RepoShapes shapes, Pushes pushes) {
        this.accounts = accounts;
        this.repos = repos;
        this.shapes = shapes;
        this.pushes = pushes;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        routes.add("POST /repos/{owner}/{repo}/git/refs", Access.write("contents"), this::make);
    }

    private Answer make(Request request) {
        var repo = repos.of(request);
        var ref = request.json().path("ref").asText();
        var sha = request.json().path("sha").asText();
        if (!ref.startsWith("refs/") || ref.indexOf('/', 5) < 0) {
            throw Refusal.unprocessable("Reference name is malformed.");
        }
        if (!sha.equals(repo.git().read().resolve(sha))) {
            throw Refusal.unprocessable("Object does not exist");
        }
        if (repo.git().read().resolve(ref) != null) {
            throw Refusal.unprocessable("Reference already exists");
        }
        pushes.move(repo, ref, sha, accounts.user(request.caller().login()));
        var url = shapes.url(repo);
        var body =
                Json.object()
                        .put("ref", ref)
                        .put("node_id", "REF_" + sha)
                        .put("url", url + "/git/" + ref);
        body.set(
                "object",
                Json.object()
                        .put("sha", sha)
                        .put("type", "commit")
                        .put("url", url + "/git/commits/" + sha));
        return Answer.json(201, body);
    }
}
