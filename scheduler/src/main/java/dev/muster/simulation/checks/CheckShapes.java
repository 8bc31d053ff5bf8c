package dev.muster.simulation.checks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.apps.AppShapes;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.pulls.PullShapes;
import dev.muster.simulation.pulls.Pulls;
import dev.muster.simulation.repos.RepoShapes;

/// Checks as GitHub shows them.
public final class CheckShapes {

    private final Ground ground;
    private final RepoShapes repos;
    private final Pulls pulls;
    private final PullShapes pullShapes;
    private final AppShapes apps;

    /// Shapes with absolute addresses.
    public CheckShapes(Ground ground, RepoShapes repos, Pulls pulls, PullShapes pullShapes) {
        this.ground = ground;
        this.repos = repos;
        this.pulls = pulls;
        this.pullShapes = pullShapes;
        this.apps = new AppShapes(ground);
    }

    /// A check run.
    public ObjectNode run(CheckRun run) {
        var shape = bare(run);
        shape.set("check_suite", Json.object().put("id", run.suite().id()));
        return shape;
    }

    /// A check run in a webhook.
    public ObjectNode toldRun(CheckRun run) {
        var shape = bare(run);
        shape.set("check_suite", simpleSuite(run.suite()));
        return shape;
    }

    private ObjectNode bare(CheckRun run) {
        var suite = run.suite();
        var url = url(run);
        var html = repos.html(suite.repo()) + "/runs/" + run.id();
        var ended = run.completedAt();
        var shape = Json.object();
        shape.put("id", run.id());
        shape.put("name", run.name());
        shape.put("node_id", ground.nodeId("CR", run.id()));
        shape.put("head_sha", suite.headSha());
        shape.put("external_id", run.externalId());
        shape.put("url", url);
        shape.put("html_url", html);
        shape.put("details_url", run.detailsUrl().isEmpty() ? html : run.detailsUrl());
        shape.put("status", run.status());
        shape.put("conclusion", run.conclusion());
        shape.put("started_at", run.startedAt().toString());
        shape.put("completed_at", ended == null ? null : ended.toString());
        shape.set("output", output(run, url));
        shape.set("app", apps.app(suite.app()));
        shape.set("pull_requests", pulls(suite));
        return shape;
    }

    /// The address of a check run.
    public String url(CheckRun run) {
        return repos.url(run.suite().repo()) + "/check-runs/" + run.id();
    }

    private static ObjectNode output(CheckRun run, String url) {
        return Json.object()
                .put("title", run.title())
                .put("summary", run.summary())
                .put("text", run.text())
                .put("annotations_count", run.annotations().size())
                .put("annotations_url", url + "/annotations");
    }

    private ArrayNode pulls(CheckSuite suite) {
        return Json.array(pulls.ownAt(suite.repo(), suite.headSha()), pullShapes::minimal);
    }

    private ObjectNode simpleSuite(CheckSuite suite) {
        var shape = Json.object();
        shape.put("id", suite.id());
        shape.put("node_id", ground.nodeId("CS", suite.id()));
        shape.put("head_branch", suite.headBranch());
        shape.put("head_sha", suite.headSha());
        shape.put("status", suite.status());
        shape.put("conclusion", suite.conclusion());
        shape.put("url", repos.url(suite.repo()) + "/check-suites/" + suite.id());
        shape.put("before", before(suite));
        shape.put("after", suite.headSha());
        shape.set("pull_requests", pulls(suite));
        shape.set("app", apps.app(suite.app()));
        shape.put("created_at", suite.createdAt().toString());
        shape.put("updated_at", suite.createdAt().toString());
        return shape;
    }

    private static String before(CheckSuite suite) {
        var parents = suite.repo().git().read().commit(suite.headSha()).parents();
        return parents.isEmpty() ? "0".repeat(40) : parents.getFirst();
    }

    /// A check suite in a webhook.
    public ObjectNode toldSuite(CheckSuite suite) {
        var shape = simpleSuite(suite);
        var commit = suite.repo().git().read().commit(suite.headSha());
        shape.put("rerequestable", true);
        shape.put("runs_rerequestable", true);
        shape.put("latest_check_runs_count", suite.runs().size());
        shape.put(
                "check_runs_url",
                repos.url(suite.repo()) + "/check-suites/" + suite.id() + "/check-runs");
        shape.set("head_commit", repos.simpleCommit(commit));
        return shape;
    }

    /// A check suite.
    public ObjectNode suite(CheckSuite suite) {
        var shape = toldSuite(suite);
        shape.set("repository", repos.minimal(suite.repo()));
        return shape;
    }

    /// A remark.
    public ObjectNode annotation(CheckRun run, Annotation annotation) {
        return Json.object()
                .put("path", annotation.path())
                .put("blob_href", repos.html(run.suite().repo()) + "/blob/" + annotation.path())
                .put("start_line", annotation.startLine())
                .put("start_column", (Integer) null)
                .put("end_line", annotation.endLine())
                .put("end_column", (Integer) null)
                .put("annotation_level", annotation.level())
                .put("title", annotation.title())
                .put("message", annotation.message())
                .put("raw_details", "");
    }
}
