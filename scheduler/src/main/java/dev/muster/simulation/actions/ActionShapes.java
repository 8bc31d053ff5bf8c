package dev.muster.simulation.actions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.pulls.PullShapes;
import dev.muster.simulation.pulls.Pulls;
import dev.muster.simulation.repos.RepoShapes;

/// Workflows, runs and jobs as GitHub shows them.
public final class ActionShapes {

    private final Ground ground;
    private final RepoShapes repos;
    private final Pulls pulls;
    private final PullShapes pullShapes;

    /// Shapes with absolute addresses.
    public ActionShapes(Ground ground, RepoShapes repos, Pulls pulls, PullShapes pullShapes) {
        this.ground = ground;
        this.repos = repos;
        this.pulls = pulls;
        this.pullShapes = pullShapes;
    }

    ObjectNode workflow(Workflow workflow) {
        var sha =
                workflow.repo()
                        .git()
                        .read()
                        .resolve("refs/heads/" + workflow.repo().defaultBranch());
        var text = sha == null ? null : Workflows.text(workflow, sha);
        var name = text == null || text.name() == null ? workflow.path() : text.name();
        var html = repos.html(workflow.repo());
        return Json.object()
                .put("id", workflow.id())
                .put("node_id", ground.nodeId("W", workflow.id()))
                .put("name", name)
                .put("path", workflow.path())
                .put("state", workflow.isEnabled() ? "active" : "disabled_manually")
                .put("created_at", workflow.createdAt().toString())
                .put("updated_at", workflow.createdAt().toString())
                .put("url", url(workflow))
                .put(
                        "html_url",
                        html + "/blob/" + workflow.repo().defaultBranch() + "/" + workflow.path())
                .put(
                        "badge_url",
                        html + "/actions/workflows/" + workflow.fileName() + "/badge.svg");
    }

    private String url(Workflow workflow) {
        return repos.url(workflow.repo()) + "/actions/workflows/" + workflow.id();
    }

    /// The address of a run in the API.
    String url(Run run) {
        return repos.url(run.workflow().repo()) + "/actions/runs/" + run.id();
    }

    /// The address of a run for people.
    String html(Run run) {
        return repos.html(run.workflow().repo()) + "/actions/runs/" + run.id();
    }

    /// A run in a webhook.
    ObjectNode toldRun(Run run) {
        return run(run).put("name", run.cause().name());
    }

    /// A run at its newest attempt.
    ObjectNode run(Run run) {
        var cause = run.cause();
        var repo = run.workflow().repo();
        var shape = Json.object();
        shape.put("id", run.id());
        shape.put("name", cause.name());
        shape.put("node_id", ground.nodeId("WFR", run.id()));
        shape.put("head_branch", cause.branch());
        shape.put("head_sha", cause.sha());
        shape.put("path", run.workflow().path());
        shape.put("display_title", cause.title());
        shape.put("run_number", run.number());
        shape.put("event", cause.event());
        shape.put("status", run.status());
        shape.put("conclusion", run.conclusion());
        shape.put("workflow_id", run.workflow().id());
        shape.put("check_suite_id", run.suite().id());
        shape.put("check_suite_node_id", ground.nodeId("CS", run.suite().id()));
        addresses(shape, run);
        shape.set("pull_requests", pullRequests(run));
        shape.put("created_at", run.createdAt().toString());
        shape.put("updated_at", run.updatedAt().toString());
        shape.put("run_started_at", run.startedAt().toString());
        shape.put("run_attempt", run.attempt());
        shape.set("actor", cause.by().shape(ground));
        shape.set("triggering_actor", cause.by().shape(ground));
        shape.set("referenced_workflows", Json.array());
        shape.set("head_commit", repos.simpleCommit(repo.git().read().commit(cause.sha())));
        shape.set("repository", repos.minimal(repo));
        shape.set("head_repository", repos.minimal(cause.headRepo()));
        return shape;
    }

    private void addresses(ObjectNode shape, Run run) {
        var url = url(run);
        var suite = repos.url(run.workflow().repo()) + "/check-suites/" + run.suite().id();
        shape.put("url", url);
        shape.put("html_url", html(run));
        shape.put("jobs_url", url + "/jobs");
        shape.put("logs_url", url + "/logs");
        shape.put("check_suite_url", suite);
        shape.put("artifacts_url", url + "/artifacts");
        shape.put("cancel_url", url + "/cancel");
        shape.put("rerun_url", url + "/rerun");
        shape.put("workflow_url", url(run.workflow()));
        shape.put(
                "previous_attempt_url",
                run.attempt() == 1 ? null : url + "/attempts/" + (run.attempt() - 1));
    }

    private ArrayNode pullRequests(Run run) {
        return Json.array(pulls.ownAt(run.workflow().repo(), run.headSha()), pullShapes::minimal);
    }

    /// A job.
    ObjectNode job(Job job) {
        var run = job.run();
        var repo = run.workflow().repo();
        var ended = job.completedAt();
        var taken = !job.status().equals("queued");
        var shape = Json.object();
        shape.put("id", job.id());
        shape.put("run_id", run.id());
        shape.put("workflow_name", run.cause().name());
        shape.put("head_branch", run.cause().branch());
        shape.put("run_url", url(run));
        shape.put("run_attempt", job.attempt());
        shape.put("node_id", ground.nodeId("CR", job.id()));
        shape.put("head_sha", run.headSha());
        shape.put("url", repos.url(repo) + "/actions/jobs/" + job.id());
        shape.put("html_url", html(run) + "/job/" + job.id());
        shape.put("status", job.status());
        shape.put("conclusion", job.conclusion());
        shape.put("created_at", job.createdAt().toString());
        shape.put("started_at", job.startedAt().toString());
        shape.put("completed_at", ended == null ? null : ended.toString());
        shape.put("name", job.name());
        shape.set("steps", Json.array());
        shape.put("check_run_url", repos.url(repo) + "/check-runs/" + job.id());
        shape.set("labels", Json.texts(job.labels()));
        shape.put("runner_id", taken ? 1 : null);
        shape.put("runner_name", taken ? "Hosted runner 1" : null);
        shape.put("runner_group_id", taken ? 1 : null);
        shape.put("runner_group_name", taken ? "Default" : null);
        return shape;
    }
}
