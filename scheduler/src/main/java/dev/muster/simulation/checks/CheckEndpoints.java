package dev.muster.simulation.checks;

import dev.muster.simulation.apps.App;
import dev.muster.simulation.apps.Apps;
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
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.Repos;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/// Check runs and check suites.
public final class CheckEndpoints {

    private static final int MOST_SUITES = 1000;
    private static final String RUN = " /repos/{owner}/{repo}/check-runs/{check_run_id}";
    private static final String SUITE = " /repos/{owner}/{repo}/check-suites/{check_suite_id}";

    private final Ground ground;
    private final Accounts accounts;
    private final Apps apps;
    private final Repos repos;
    private final Checks checks;
    private final CheckShapes shapes;

    /// Answers from these checks.
    public CheckEndpoints(
            Ground ground,
            Accounts accounts,
            Apps apps,
            Repos repos,
            Checks checks,
            CheckShapes shapes) {
        this.ground = ground;
        this.accounts = accounts;
        this.apps = apps;
        this.repos = repos;
        this.checks = checks;
        this.shapes = shapes;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        var read = Access.read("checks");
        var write = Access.write("checks");
        routes.add("POST /repos/{owner}/{repo}/check-runs", write, this::create);
        routes.add("GET" + RUN, read, request -> Answer.ok(shapes.run(run(request))));
        routes.add("PATCH" + RUN, write, this::update);
        routes.add("GET" + RUN + "/annotations", read, this::annotations);
        routes.add("POST" + RUN + "/rerequest", write, this::rerequestRun);
        routes.add("POST /repos/{owner}/{repo}/check-suites", write, this::createSuite);
        routes.add("GET" + SUITE, read, request -> Answer.ok(shapes.suite(suite(request))));
        routes.add("GET" + SUITE + "/check-runs", read, this::runsOfSuite);
        routes.add("POST" + SUITE + "/rerequest", write, this::rerequestSuite);
        routes.add("GET /repos/{owner}/{repo}/commits/{ref*}/check-runs", read, this::runs);
        routes.add("GET /repos/{owner}/{repo}/commits/{ref*}/check-suites", read, this::suites);
    }

    private App app(Request request) {
        return Objects.requireNonNull(apps.find(request.caller().app()));
    }

    private Account caller(Request request) {
        return accounts.user(request.caller().login());
    }

    private CheckRun run(Request request) {
        return checks.run(repos.of(request), request.number("check_run_id"));
    }

    private CheckSuite suite(Request request) {
        return checks.suite(repos.of(request), request.number("check_suite_id"));
    }

    private Answer create(Request request) {
        var repo = repos.of(request);
        var run = checks.create(app(request), repo, request.json(), caller(request));
        return Answer.json(201, shapes.run(run));
    }

    private Answer update(Request request) {
        var run = run(request);
        if (run.suite().app() != app(request)) {
            throw Refusal.of(
                    403,
                    "Invalid app_id `"
                            + request.caller().app()
                            + "` - check run can only be modified by the GitHub App that created"
                            + " it.");
        }
        checks.update(run, request.json(), caller(request));
        return Answer.ok(shapes.run(run));
    }

    private Answer annotations(Request request) {
        var run = run(request);
        return new Pages(ground).list(request, run.annotations(), it -> shapes.annotation(run, it));
    }

    private Answer rerequestRun(Request request) {
        checks.rerequest(run(request), caller(request));
        return Answer.json(201, Json.object());
    }

    private Answer rerequestSuite(Request request) {
        checks.rerequest(suite(request), caller(request));
        return Answer.json(201, Json.object());
    }

    private Answer createSuite(Request request) {
        var repo = repos.of(request);
        var sha = request.json().path("head_sha").asText("");
        if (repo.git().read().resolve(sha) == null) {
            throw Refusal.unprocessable("No commit found for SHA: " + sha);
        }
        var there =
                checks.suites(repo, sha).stream().anyMatch(suite -> suite.app() == app(request));
        var suite = checks.suite(app(request), repo, sha, null, caller(request));
        return Answer.json(there ? 200 : 201, shapes.suite(suite));
    }

    private Answer runsOfSuite(Request request) {
        return counted(request, suite(request).runs());
    }

    private Answer runs(Request request) {
        var repo = repos.of(request);
        var all = checks.suites(repo, commit(request, repo));
        var newest = all.subList(Math.max(0, all.size() - MOST_SUITES), all.size());
        return counted(request, newest.stream().flatMap(it -> it.runs().stream()).toList());
    }

    private Answer counted(Request request, List<CheckRun> all) {
        var name = request.query("check_name");
        var status = request.query("status");
        var app = request.query("app_id");
        var found =
                all.stream()
                        .filter(it -> name == null || name.equals(it.name()))
                        .filter(it -> status == null || status.equals(it.status()))
                        .filter(
                                it ->
                                        app == null
                                                || app.equals(Long.toString(it.suite().app().id())))
                        .toList();
        var shown = "all".equals(request.query("filter")) ? found : latest(found);
        return new Pages(ground)
                .counted(request, "check_runs", shown, Integer.MAX_VALUE, shapes::run);
    }

    private static List<CheckRun> latest(List<CheckRun> runs) {
        var latest = new LinkedHashMap<String, CheckRun>();
        runs.forEach(run -> latest.put(run.suite().id() + " " + run.name(), run));
        return latest.values().stream()
                .sorted(Comparator.comparing(CheckRun::id).reversed())
                .toList();
    }

    private Answer suites(Request request) {
        var repo = repos.of(request);
        var app = request.query("app_id");
        var found =
                checks.suites(repo, commit(request, repo)).stream()
                        .filter(it -> app == null || app.equals(Long.toString(it.app().id())))
                        .toList();
        return new Pages(ground)
                .counted(request, "check_suites", found, MOST_SUITES, shapes::suite);
    }

    private static String commit(Request request, Repo repo) {
        var ref = request.at("ref");
        var sha = repo.git().read().resolve(ref);
        if (sha == null) {
            throw Refusal.unprocessable("No commit found for SHA: " + ref);
        }
        return sha;
    }
}
