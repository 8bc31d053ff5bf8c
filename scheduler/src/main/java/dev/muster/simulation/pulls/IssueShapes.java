package dev.muster.simulation.pulls;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.RepoShapes;

import java.util.List;

/// Issues, labels and comments as GitHub shows them.
public final class IssueShapes {

    private static final List<String> REACTIONS =
            List.of("+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes");

    private final Ground ground;
    private final RepoShapes repos;

    /// Shapes with absolute addresses.
    public IssueShapes(Ground ground, RepoShapes repos) {
        this.ground = ground;
        this.repos = repos;
    }

    /// An issue.
    public ObjectNode issue(Issue issue) {
        var url = repos.url(issue.repo()) + "/issues/" + issue.number();
        var shape = Json.object();
        shape.put("id", issue.id());
        shape.put("node_id", ground.nodeId("I", issue.id()));
        shape.put("url", url);
        shape.put("repository_url", repos.url(issue.repo()));
        shape.put("labels_url", url + "/labels{/name}");
        shape.put("comments_url", url + "/comments");
        shape.put("events_url", url + "/events");
        shape.put(
                "html_url",
                repos.html(issue.repo())
                        + (issue.isPull() ? "/pull/" : "/issues/")
                        + issue.number());
        shape.put("number", issue.number());
        shape.put("title", issue.title());
        shape.put("body", issue.body());
        shape.set("user", issue.author().shape(ground));
        shape.set("labels", labels(issue));
        shape.put("state", issue.isOpen() ? "open" : "closed");
        shape.put("locked", false);
        shape.putNull("assignee");
        shape.set("assignees", Json.array(issue.assignees(), it -> it.shape(ground)));
        shape.putNull("milestone");
        shape.put("comments", issue.comments().size());
        times(shape, issue);
        shape.put("author_association", association(issue.repo(), issue.author()));
        shape.putNull("active_lock_reason");
        shape.putNull("performed_via_github_app");
        shape.putNull("state_reason");
        shape.set("reactions", reactions(url));
        if (issue.isPull()) {
            shape.set("pull_request", pull(issue));
        }
        return shape;
    }

    private ObjectNode pull(Issue issue) {
        var html = repos.html(issue.repo()) + "/pull/" + issue.number();
        return Json.object()
                .put("url", repos.url(issue.repo()) + "/pulls/" + issue.number())
                .put("html_url", html)
                .put("diff_url", html + ".diff")
                .put("patch_url", html + ".patch");
    }

    static void times(ObjectNode shape, Issue issue) {
        var closed = issue.closedAt();
        shape.put("created_at", issue.createdAt().toString());
        shape.put("updated_at", issue.updatedAt().toString());
        shape.put("closed_at", closed == null ? null : closed.toString());
    }

    com.fasterxml.jackson.databind.node.ArrayNode labels(Issue issue) {
        return Json.array(issue.labels(), label -> label(issue.repo(), label));
    }

    /// A label.
    public ObjectNode label(Repo repo, Label label) {
        return Json.object()
                .put("id", label.id())
                .put("node_id", ground.nodeId("LA", label.id()))
                .put("url", repos.url(repo) + "/labels/" + label.name().replace(" ", "%20"))
                .put("name", label.name())
                .put("color", label.color())
                .put("default", false)
                .put("description", label.description());
    }

    /// A comment.
    public ObjectNode comment(Comment comment) {
        var issue = comment.issue();
        var url = repos.url(issue.repo()) + "/issues/comments/" + comment.id();
        var shape = Json.object();
        shape.put("id", comment.id());
        shape.put("node_id", ground.nodeId("IC", comment.id()));
        shape.put("url", url);
        shape.put("issue_url", repos.url(issue.repo()) + "/issues/" + issue.number());
        shape.put(
                "html_url",
                repos.html(issue.repo())
                        + (issue.isPull() ? "/pull/" : "/issues/")
                        + issue.number()
                        + "#issuecomment-"
                        + comment.id());
        shape.put("body", comment.body());
        shape.set("user", comment.author().shape(ground));
        shape.put("created_at", comment.at().toString());
        shape.put("updated_at", comment.at().toString());
        shape.put("author_association", association(issue.repo(), comment.author()));
        shape.putNull("performed_via_github_app");
        shape.set("reactions", reactions(url));
        return shape;
    }

    /// What someone is to a repository.
    static String association(Repo repo, Account account) {
        if (account.login().equals(repo.owner().login())) {
            return "OWNER";
        }
        return switch (repo.permission(account.login())) {
            case "admin", "maintain", "write" -> "MEMBER";
            case "triage" -> "COLLABORATOR";
            default -> "FIRST_TIME_CONTRIBUTOR";
        };
    }

    private static ObjectNode reactions(String url) {
        var shape = Json.object().put("url", url + "/reactions").put("total_count", 0);
        REACTIONS.forEach(reaction -> shape.put(reaction, 0));
        return shape;
    }
}
