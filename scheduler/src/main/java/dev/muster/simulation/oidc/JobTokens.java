package dev.muster.simulation.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.actions.Actions;
import dev.muster.simulation.actions.Job;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;
import dev.muster.simulation.repos.Repos;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Tokens of jobs: what a job is, as claims, signed; and where a job fetches its own.
public final class JobTokens {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final String FETCH = "/simulated/token/{job_id}";

    private final Ground ground;
    private final Issuer issuer;
    private final Repos repos;
    private final Actions actions;
    private final Map<Long, Subject> subjects = new HashMap<>();

    /// Signed by this issuer.
    public JobTokens(Ground ground, Issuer issuer, Repos repos, Actions actions) {
        this.ground = ground;
        this.issuer = issuer;
        this.repos = repos;
        this.actions = actions;
    }

    /// The shape of subject that a repository's tokens have from now on.
    public void shape(long repository, Subject subject) {
        subjects.put(repository, subject);
    }

    /// The claims of a job.
    public ObjectNode claims(Job job, String audience) {
        var run = job.run();
        var repo = run.workflow().repo();
        var now = ground.clock().instant().getEpochSecond();
        var ref = run.ref();
        var workflow = repo.fullName() + "/" + run.workflow().path() + "@" + ref;
        var claims = Json.object();
        claims.put("jti", UUID.nameUUIDFromBytes(("" + ground.nextId()).getBytes()).toString());
        claims.put("sub", subject(job, ref));
        claims.put("aud", audience);
        claims.put("ref", ref);
        claims.put("ref_type", ref.startsWith("refs/tags/") ? "tag" : "branch");
        claims.put("ref_protected", "false");
        claims.put("sha", run.headSha());
        claims.put("repository", repo.fullName());
        claims.put("repository_id", Long.toString(repo.id()));
        claims.put("repository_owner", repo.owner().login());
        claims.put("repository_owner_id", Long.toString(repo.owner().id()));
        claims.put("repository_visibility", repo.isPrivate() ? "private" : "public");
        claims.put("run_id", Long.toString(run.id()));
        claims.put("run_number", Long.toString(run.number()));
        claims.put("run_attempt", Integer.toString(job.attempt()));
        claims.put("actor", run.actor().login());
        claims.put("actor_id", Long.toString(run.actor().id()));
        claims.put("workflow", run.workflow().path());
        claims.put("workflow_ref", workflow);
        claims.put("workflow_sha", run.headSha());
        claims.put("job_workflow_ref", workflow);
        claims.put("job_workflow_sha", run.headSha());
        claims.put("event_name", run.event());
        claims.put("head_ref", run.event().equals("pull_request") ? run.branch() : "");
        claims.put("base_ref", "");
        claims.put("runner_environment", "github-hosted");
        claims.put("check_run_id", Long.toString(job.id()));
        claims.put("iss", issuer.name());
        claims.put("nbf", now - 10);
        claims.put("iat", now);
        claims.put("exp", now + LIFE.toSeconds());
        return claims;
    }

    private String subject(Job job, String ref) {
        var repo = job.run().workflow().repo();
        return switch (subjects.getOrDefault(repo.id(), Subject.CLASSIC)) {
            case CLASSIC -> "repo:" + repo.fullName() + ":ref:" + ref;
            case IMMUTABLE ->
                    "repo:%s@%d/%s@%d:ref:%s"
                            .formatted(
                                    repo.owner().login(),
                                    repo.owner().id(),
                                    repo.name(),
                                    repo.id(),
                                    ref);
            case CUSTOM ->
                    "repository_id:" + repo.id() + ":workflow:" + job.run().workflow().path();
        };
    }

    /// A job's token.
    public String token(Job job, String audience) {
        return issuer.sign(claims(job, audience));
    }

    /// The variables that a job finds when it may have a token; none for the code of forks.
    public Map<String, String> environment(Job job) {
        if (job.run().isFromFork()) {
            return Map.of();
        }
        var url = ground.api(FETCH.replace("{job_id}", Long.toString(job.id()))) + "?api-version=2";
        return Map.of(
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                url,
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                secret(job.id()));
    }

    private String secret(long job) {
        return "request-" + UUID.nameUUIDFromBytes(("job " + job).getBytes());
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        routes.add("GET " + FETCH, Access.ANYONE, this::fetch);
        var custom = " /repos/{owner}/{repo}/actions/oidc/customization/sub";
        routes.add("GET" + custom, Access.read("actions"), this::customization);
    }

    private Answer fetch(Request request) {
        var id = request.number("job_id");
        if (!request.header("Authorization").endsWith(secret(id))) {
            throw Refusal.of(401, "Bad credentials");
        }
        var job = actions.job(id);
        var audience = request.query("audience");
        var owner = job.run().workflow().repo().owner().login();
        var token = token(job, audience == null ? ground.html("/" + owner) : audience);
        return Answer.ok(Json.object().put("count", token.length()).put("value", token));
    }

    private Answer customization(Request request) {
        var repo = repos.of(request);
        var shape = subjects.getOrDefault(repo.id(), Subject.CLASSIC);
        var body = Json.object().put("use_default", shape != Subject.CUSTOM);
        body.put("use_immutable_subject", shape == Subject.IMMUTABLE);
        return Answer.ok(body);
    }
}
