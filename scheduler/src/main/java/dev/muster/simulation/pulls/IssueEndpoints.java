package dev.muster.simulation.pulls;

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
import dev.muster.simulation.repos.Repos;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Issues, labels, comments and reactions.
public final class IssueEndpoints {

    private static final String ONE = " /repos/{owner}/{repo}/issues/{issue_number}";

    private final Ground ground;
    private final Accounts accounts;
    private final Repos repos;
    private final Issues issues;
    private final Discussions discussions;
    private final IssueShapes shapes;

    /// Answers from these issues.
    public IssueEndpoints(
            Ground ground,
            Accounts accounts,
            Repos repos,
            Issues issues,
            Discussions discussions,
            IssueShapes shapes) {
        this.ground = ground;
        this.accounts = accounts;
        this.repos = repos;
        this.issues = issues;
        this.discussions = discussions;
        this.shapes = shapes;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        var read = Access.read("issues");
        var write = Access.write("issues");
        routes.add("GET /repos/{owner}/{repo}/issues", read, this::list);
        routes.add("POST /repos/{owner}/{repo}/issues", write, this::open);
        routes.add("GET" + ONE, read, request -> Answer.ok(shapes.issue(issue(request))));
        routes.add("PATCH" + ONE, write, this::update);
        routes.add("GET" + ONE + "/comments", read, this::comments);
        routes.add("POST" + ONE + "/comments", write, this::comment);
        routes.add("GET" + ONE + "/labels", read, this::labels);
        routes.add("POST" + ONE + "/labels", write, this::addLabels);
        routes.add("DELETE" + ONE + "/labels/{name}", write, this::removeLabel);
        routes.add("POST" + ONE + "/assignees", write, this::assign);
        routes.add("GET /repos/{owner}/{repo}/labels", read, this::labelsOfRepository);
        routes.add("POST /repos/{owner}/{repo}/labels", write, this::makeLabel);
        var comment = " /repos/{owner}/{repo}/issues/comments/{comment_id}";
        routes.add("PATCH" + comment, write, this::edit);
        routes.add("POST" + comment + "/reactions", write, this::react);
    }

    private Issue issue(Request request) {
        return issues.find(repos.of(request), request.number("issue_number"));
    }

    private Account caller(Request request) {
        return accounts.user(request.caller().login());
    }

    private Answer list(Request request) {
        var state = or(request.query("state"), "open");
        var wanted = List.of(or(request.query("labels"), "").split(",", -1));
        var found =
                issues.of(repos.of(request)).stream()
                        .filter(it -> state.equals("all") || state.equals("open") == it.isOpen())
                        .filter(it -> wanted.getFirst().isEmpty() || names(it).containsAll(wanted))
                        .toList();
        return new Pages(ground).list(request, found, shapes::issue);
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static List<String> names(Issue issue) {
        return issue.labels().stream().map(Label::name).toList();
    }

    private Answer open(Request request) {
        var body = request.json();
        if (body.path("title").asText("").isEmpty()) {
            throw Refusal.unprocessable("Issue", "title", "missing_field");
        }
        var by = caller(request);
        var issue =
                discussions.open(
                        repos.of(request),
                        by,
                        body.path("title").asText(),
                        body.path("body").asText(""));
        body.path("labels").forEach(it -> discussions.label(issue, it.asText(), by));
        body.path("assignees").forEach(it -> issue.assignees().add(accounts.user(it.asText())));
        return Answer.json(201, shapes.issue(issue));
    }

    private Answer update(Request request) {
        var issue = issue(request);
        var body = request.json();
        issue.say(body.path("title").asText(issue.title()), body.path("body").asText(issue.body()));
        if (body.has("state")) {
            discussions.open(issue, body.path("state").asText().equals("open"), caller(request));
        }
        return Answer.ok(shapes.issue(issue));
    }

    private Answer comments(Request request) {
        return new Pages(ground).list(request, issue(request).comments(), shapes::comment);
    }

    private Answer comment(Request request) {
        var text = request.json().path("body").asText("");
        var comment = discussions.comment(issue(request), caller(request), text);
        return Answer.json(201, shapes.comment(comment));
    }

    private Answer edit(Request request) {
        var comment = commentOf(request);
        return Answer.ok(
                shapes.comment(issues.edit(comment, request.json().path("body").asText(""))));
    }

    private Comment commentOf(Request request) {
        var comment = issues.comment(request.number("comment_id"));
        if (comment == null || comment.issue().repo() != repos.of(request)) {
            throw Refusal.notFound();
        }
        return comment;
    }

    private Answer react(Request request) {
        commentOf(request);
        var id = ground.nextId();
        var body =
                Json.object()
                        .put("id", id)
                        .put("node_id", ground.nodeId("REA", id))
                        .put("content", request.json().path("content").asText())
                        .put("created_at", ground.now().toString());
        body.set("user", caller(request).shape(ground));
        return Answer.json(201, body);
    }

    private Answer labels(Request request) {
        var issue = issue(request);
        return new Pages(ground)
                .list(request, issue.labels(), it -> shapes.label(issue.repo(), it));
    }

    private Answer addLabels(Request request) {
        var issue = issue(request);
        request.json()
                .path("labels")
                .forEach(
                        it ->
                                discussions.label(
                                        issue,
                                        it.path("name").asText(it.asText()),
                                        caller(request)));
        return Answer.ok(shapes.labels(issue));
    }

    private Answer removeLabel(Request request) {
        var issue = issue(request);
        if (!names(issue).contains(request.at("name"))) {
            throw Refusal.of(404, "Label does not exist");
        }
        discussions.unlabel(issue, request.at("name"), caller(request));
        return Answer.ok(shapes.labels(issue));
    }

    private Answer assign(Request request) {
        var issue = issue(request);
        for (var login : request.json().path("assignees")) {
            var account = accounts.user(login.asText());
            if (!issue.assignees().contains(account)) {
                issue.assignees().add(account);
            }
        }
        return Answer.json(201, shapes.issue(issue));
    }

    private Answer labelsOfRepository(Request request) {
        var repo = repos.of(request);
        var all = new ArrayList<>(issues.labelsOf(repo).values());
        return new Pages(ground).list(request, all, it -> shapes.label(repo, it));
    }

    private Answer makeLabel(Request request) {
        var repo = repos.of(request);
        var body = request.json();
        var name = body.path("name").asText("");
        if (name.isEmpty() || issues.labelsOf(repo).containsKey(name)) {
            throw Refusal.unprocessable(
                    "Label", "name", name.isEmpty() ? "missing_field" : "already_exists");
        }
        var label =
                new Label(
                        ground.nextId(),
                        name,
                        body.path("color").asText("ededed"),
                        body.path("description").asText(""));
        discussions.makeLabel(repo, label, caller(request));
        return Answer.json(201, shapes.label(repo, label));
    }
}
