package dev.muster.simulation.pages;

import dev.muster.simulation.actions.Actions;
import dev.muster.simulation.checks.CheckRun;
import dev.muster.simulation.checks.Checks;
import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;
import dev.muster.simulation.pulls.Discussions;
import dev.muster.simulation.pulls.Issues;
import dev.muster.simulation.pulls.PullRequest;
import dev.muster.simulation.pulls.Pulls;
import dev.muster.simulation.queue.MergeQueue;
import dev.muster.simulation.repos.Repos;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Serves the pages, and does what is pressed there in the name of `octocat`.
public final class Site {

    private static final String PULL = " /{owner}/{repo}/pull/{number}";
    private static final String RUN = " /{owner}/{repo}/actions/runs/{run_id}";
    private static final int LONGEST_TEXT = 10_000;

    private final Accounts accounts;
    private final Repos repos;
    private final Issues issues;
    private final Pulls pulls;
    private final Discussions discussions;
    private final Checks checks;
    private final MergeQueue queue;
    private final Actions actions;

    /// Pages over all of this.
    public Site(
            Accounts accounts, Repos repos, Discussions discussions, MergeQueue queue, Work work) {
        this.accounts = accounts;
        this.repos = repos;
        this.issues = work.issues();
        this.pulls = work.pulls();
        this.discussions = discussions;
        this.checks = work.checks();
        this.queue = queue;
        this.actions = work.actions();
    }

    /// What is worked on.
    ///
    /// @param issues the issues
    /// @param pulls the pull requests
    /// @param checks the checks on their commits
    /// @param actions the runs
    public record Work(Issues issues, Pulls pulls, Checks checks, Actions actions) {}

    /// Adds the routes.
    public void mount(Routes routes) {
        var anyone = Access.ANYONE;
        routes.add(
                "GET /", anyone, request -> Html.page("Repositories", RepoPage.all(repos.all())));
        routes.add("GET /{owner}/{repo}", anyone, this::repository);
        routes.add("GET /{owner}/{repo}/pulls", anyone, this::repository);
        routes.add("GET /{owner}/{repo}/issues/{number}", anyone, this::issue);
        routes.add("GET" + PULL, anyone, this::pullRequest);
        routes.add("POST" + PULL + "/acts", anyone, this::act);
        routes.add("GET" + RUN, anyone, this::run);
        routes.add("GET" + RUN + "/job/{job_id}", anyone, this::run);
        routes.add("GET" + RUN + "/attempts/{attempt}", anyone, this::attempt);
        new CodePages(repos, checks).mount(routes);
    }

    private Answer repository(Request request) {
        var repo = repos.of(request);
        var page = new RepoPage(pulls, checks, actions, new PullPage(checks, queue));
        return Html.page(repo.fullName(), page.content(repo));
    }

    private PullRequest find(Request request) {
        return pulls.find(repos.of(request), request.number("number"));
    }

    private Answer pullRequest(Request request) {
        var pull = find(request);
        return Html.page(
                pull.issue().title() + " #" + pull.number(),
                new PullPage(checks, queue).content(pull));
    }

    private Answer issue(Request request) {
        var issue = issues.find(repos.of(request), request.number("number"));
        if (issue.isPull()) {
            var pull = pulls.find(issue.repo(), issue.number());
            return Answer.empty(302).with(Map.of("Location", PullPage.path(pull)));
        }
        return Html.page(issue.title() + " #" + issue.number(), IssuePage.content(issue));
    }

    private Answer run(Request request) {
        var run = actions.run(repos.of(request), request.number("run_id"));
        return Html.page(run.title(), RunPage.content(run, run.jobs()));
    }

    private Answer attempt(Request request) {
        var run = actions.run(repos.of(request), request.number("run_id"));
        var jobs = run.jobs((int) request.number("attempt"));
        return Html.page(run.title(), RunPage.content(run, jobs));
    }

    private Answer act(Request request) {
        var origin = request.header("Origin");
        if (!origin.equals("http://" + request.header("Host"))) {
            throw Refusal.of(403, "This form was not on a page from here.");
        }
        var pull = find(request);
        act(pull, fields(request));
        return Answer.empty(303).with(Map.of("Location", PullPage.path(pull)));
    }

    private void act(PullRequest pull, Map<String, String> fields) {
        var by = person();
        var text = fields.getOrDefault("text", "").strip();
        switch (fields.getOrDefault("do", "")) {
            case "comment" -> discussions.comment(pull.issue(), by, text);
            case "label" -> pulls.label(pull, text, by);
            case "enqueue" -> queue.enqueue(pull, by);
            case "dequeue" -> queue.dequeue(pull, "MANUAL", by);
            case "rerequest" -> checks.rerequest(check(pull, fields), by);
            case "press" -> press(check(pull, fields), fields.getOrDefault("identifier", ""), by);
            default -> throw Refusal.unprocessable("There is no such button.");
        }
    }

    private void press(CheckRun run, String identifier, Account by) {
        if (run.buttons().stream().anyMatch(it -> it.identifier().equals(identifier))) {
            checks.press(run, identifier, by);
        }
    }

    private CheckRun check(PullRequest pull, Map<String, String> fields) {
        var number = fields.getOrDefault("check", "");
        if (!number.matches("\\d{1,18}")) {
            throw Refusal.notFound();
        }
        return checks.run(pull.repo(), Long.parseLong(number));
    }

    private Account person() {
        return accounts.user("octocat");
    }

    private static Map<String, String> fields(Request request) {
        if (request.body().length > LONGEST_TEXT) {
            throw Refusal.of(413, "This is too long.");
        }
        var fields = new HashMap<String, String>();
        for (var part : new String(request.body(), StandardCharsets.UTF_8).split("&", -1)) {
            var equals = part.indexOf('=');
            if (equals > 0) {
                fields.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
