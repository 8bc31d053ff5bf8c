package dev.muster.simulation.actions;

import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Pages;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.Repos;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Runs and jobs.
public final class RunEndpoints {

    private static final int MOST_FILTERED = 1000;
    private static final Set<String> FILTERS =
            Set.of("actor", "branch", "event", "status", "created", "head_sha", "check_suite_id");
    private static final String RUN = " /repos/{owner}/{repo}/actions/runs/{run_id}";
    private static final String JOB = " /repos/{owner}/{repo}/actions/jobs/{job_id}";

    private final Ground ground;
    private final Repos repos;
    private final Actions actions;
    private final ActionShapes shapes;

    /// Answers from these runs.
    public RunEndpoints(Ground ground, Repos repos, Actions actions, ActionShapes shapes) {
        this.ground = ground;
        this.repos = repos;
        this.actions = actions;
        this.shapes = shapes;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        var read = Access.read("actions");
        var write = Access.write("actions");
        routes.add("GET /repos/{owner}/{repo}/actions/runs", read, this::list);
        routes.add(
                "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
                read,
                this::ofWorkflow);
        routes.add("GET" + RUN, read, request -> Answer.ok(shapes.run(run(request))));
        routes.add("DELETE" + RUN, write, this::delete);
        routes.add("GET" + RUN + "/jobs", read, this::jobs);
        routes.add("GET" + RUN + "/attempts/{attempt_number}", read, this::attempt);
        routes.add("GET" + RUN + "/attempts/{attempt_number}/jobs", read, this::jobsOfAttempt);
        routes.add("GET" + RUN + "/artifacts", read, this::artifacts);
        routes.add("POST" + RUN + "/cancel", write, request -> cancel(request, false));
        routes.add("POST" + RUN + "/force-cancel", write, request -> cancel(request, true));
        routes.add("POST" + RUN + "/approve", write, this::approve);
        routes.add("POST" + RUN + "/rerun", write, request -> rerun(request, job -> true));
        routes.add(
                "POST" + RUN + "/rerun-failed-jobs",
                write,
                request -> rerun(request, job -> !"success".equals(job.conclusion())));
        routes.add("GET" + JOB, read, request -> Answer.ok(shapes.job(job(request))));
        routes.add("POST" + JOB + "/rerun", write, this::rerunJob);
        routes.add("GET" + JOB + "/logs", read, this::logs);
        routes.add("GET /simulated/logs/{owner}/{repo}/{job_id}", Access.ANYONE, this::log);
    }

    private Run run(Request request) {
        return actions.run(repos.of(request), request.number("run_id"));
    }

    private Job job(Request request) {
        return actions.job(repos.of(request), request.number("job_id"));
    }

    private Answer list(Request request) {
        return filtered(request, actions.of(repos.of(request)));
    }

    private Answer ofWorkflow(Request request) {
        Repo repo = repos.of(request);
        var workflow = actions.workflows().find(repo, request.at("workflow_id"));
        return filtered(
                request,
                actions.of(repo).stream().filter(run -> run.workflow() == workflow).toList());
    }

    private Answer filtered(Request request, List<Run> all) {
        var found = all.stream().filter(run -> fits(request, run)).toList();
        var filtering = FILTERS.stream().anyMatch(request.query()::containsKey);
        var most = filtering ? MOST_FILTERED : Integer.MAX_VALUE;
        return new Pages(ground).counted(request, "workflow_runs", found, most, shapes::run);
    }

    private static boolean fits(Request request, Run run) {
        var cause = run.cause();
        var status = request.query("status");
        return fits(request, "actor", cause.by().login())
                && fits(request, "branch", cause.branch())
                && fits(request, "event", cause.event())
                && fits(request, "head_sha", cause.sha())
                && fits(request, "check_suite_id", Long.toString(run.suite().id()))
                && (status == null
                        || status.equals(run.status())
                        || status.equals(run.conclusion()))
                && isCreated(request, run.createdAt().toString());
    }

    private static boolean fits(Request request, String filter, String value) {
        var wanted = request.query(filter);
        return wanted == null || wanted.equals(value);
    }

    /// Ranges of dates as in GitHub's search: `>=`, `>`, `<=`, `<`, `A..B`; dates order as texts.
    private static boolean isCreated(Request request, String at) {
        var range = request.query("created");
        if (range == null) {
            return true;
        }
        var dots = range.indexOf("..");
        if (dots >= 0) {
            return at.compareTo(range.substring(0, dots)) >= 0
                    && at.compareTo(range.substring(dots + 2)) <= 0;
        }
        var than = at.compareTo(range.replaceFirst("^[<>]=?", ""));
        if (range.startsWith(">")) {
            return than > 0 || than == 0 && range.startsWith(">=");
        }
        if (range.startsWith("<")) {
            return than < 0 || than == 0 && range.startsWith("<=");
        }
        return at.startsWith(range);
    }

    private Answer delete(Request request) {
        actions.forget(run(request));
        return Answer.empty(204);
    }

    private Answer jobs(Request request) {
        var run = run(request);
        var all = "all".equals(request.query("filter"));
        return counted(request, all ? run.allJobs() : run.jobs());
    }

    private Answer jobsOfAttempt(Request request) {
        var jobs = run(request).jobs((int) request.number("attempt_number"));
        if (jobs.isEmpty()) {
            throw Refusal.notFound();
        }
        return counted(request, jobs);
    }

    private Answer counted(Request request, List<Job> jobs) {
        return new Pages(ground).counted(request, "jobs", jobs, Integer.MAX_VALUE, shapes::job);
    }

    private Answer attempt(Request request) {
        var run = run(request);
        var number = (int) request.number("attempt_number");
        if (number < 1 || number > run.attempt()) {
            throw Refusal.notFound();
        }
        return Answer.ok(shapes.run(run).put("run_attempt", number));
    }

    private Answer artifacts(Request request) {
        run(request);
        var body = Json.object().put("total_count", 0);
        body.set("artifacts", Json.array());
        return Answer.ok(body);
    }

    private Answer cancel(Request request, boolean force) {
        actions.cancel(run(request), force);
        return Answer.json(202, Json.object());
    }

    private Answer approve(Request request) {
        actions.approve(run(request));
        return Answer.json(201, Json.object());
    }

    private Answer rerun(Request request, Predicate<Job> chosen) {
        actions.rerun(run(request), chosen);
        return Answer.json(201, Json.object());
    }

    private Answer rerunJob(Request request) {
        var job = job(request);
        actions.rerun(job.run(), it -> it.name().equals(job.name()));
        return Answer.json(201, Json.object());
    }

    private Answer logs(Request request) {
        var job = job(request);
        var to = "/simulated/logs/" + job.run().workflow().repo().fullName() + "/" + job.id();
        return Answer.empty(302).with(Map.of("Location", ground.html(to)));
    }

    private Answer log(Request request) {
        return Answer.raw(
                "text/plain; charset=utf-8", job(request).log().getBytes(StandardCharsets.UTF_8));
    }
}
