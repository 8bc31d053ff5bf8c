package dev.muster.simulation.pulls;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Happening;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.RepoShapes;

/// What people and programs do to issues, and what is told of it.
public final class Discussions {

    private final Ground ground;
    private final Issues issues;
    private final Pulls pulls;
    private final RepoShapes repos;
    private final IssueShapes shapes;

    /// Over these issues and pull requests.
    public Discussions(
            Ground ground, Issues issues, Pulls pulls, RepoShapes repos, IssueShapes shapes) {
        this.ground = ground;
        this.issues = issues;
        this.pulls = pulls;
        this.repos = repos;
        this.shapes = shapes;
    }

    /// Opens an issue.
    public Issue open(Repo repo, Account by, String title, String body) {
        var issue = issues.open(repo, by, title, false);
        issue.say(title, body);
        tell(issue, "opened", by, Json.object());
        return issue;
    }

    /// Closes or opens again.
    public void open(Issue issue, boolean open, Account by) {
        if (issue.isPull()) {
            var pull = pulls.find(issue.repo(), issue.number());
            if (open) {
                pulls.reopen(pull, by);
            } else {
                pulls.close(pull, by);
            }
        } else if (issue.isOpen() != open) {
            issue.close(open ? null : ground.now());
            tell(issue, open ? "reopened" : "closed", by, Json.object());
        }
    }

    /// Puts a label on.
    public void label(Issue issue, String name, Account by) {
        if (issue.isPull()) {
            pulls.label(pulls.find(issue.repo(), issue.number()), name, by);
            return;
        }
        var label = issues.label(issue.repo(), name);
        if (!issue.labels().contains(label)) {
            issue.labels().add(label);
            tell(issue, "labeled", by, with("label", shapes.label(issue.repo(), label)));
        }
    }

    /// Takes a label off.
    public void unlabel(Issue issue, String name, Account by) {
        if (issue.isPull()) {
            pulls.unlabel(pulls.find(issue.repo(), issue.number()), name, by);
            return;
        }
        var label = issues.label(issue.repo(), name);
        if (issue.labels().remove(label)) {
            tell(issue, "unlabeled", by, with("label", shapes.label(issue.repo(), label)));
        }
    }

    /// Makes a label for a repository.
    public Label makeLabel(Repo repo, Label label, Account by) {
        issues.labelsOf(repo).put(label.name(), label);
        tell(repo, label, "created", by, Json.object());
        return label;
    }

    /// Gives a label another name. What bears it is not told of.
    public void renameLabel(Repo repo, String name, String to, Account by) {
        var label = issues.rename(repo, name, to);
        var changes = with("name", Json.object().put("from", name));
        tell(repo, label, "edited", by, with("changes", changes));
    }

    /// Deletes a label. What bore it is not told of.
    public void deleteLabel(Repo repo, String name, Account by) {
        tell(repo, issues.delete(repo, name), "deleted", by, Json.object());
    }

    private void tell(Repo repo, Label label, String action, Account by, ObjectNode more) {
        var body = Json.object().put("action", action);
        body.set("label", shapes.label(repo, label));
        body.setAll(more);
        tell("label", action, repo, body, by);
    }

    /// Writes a comment.
    public Comment comment(Issue issue, Account by, String text) {
        var comment = issues.comment(issue, by, text);
        var body = Json.object().put("action", "created");
        body.set("issue", shapes.issue(issue));
        body.set("comment", shapes.comment(comment));
        tell("issue_comment", "created", issue.repo(), body, by);
        return comment;
    }

    private void tell(Issue issue, String action, Account by, ObjectNode more) {
        issue.touch(ground.now());
        var body = Json.object().put("action", action);
        body.set("issue", shapes.issue(issue));
        body.setAll(more);
        tell("issues", action, issue.repo(), body, by);
    }

    private void tell(String event, String action, Repo repo, ObjectNode body, Account by) {
        body.set("repository", repos.shape(repo));
        body.set("sender", by.shape(ground));
        ground.tell(new Happening(event, action, repo.owner().id(), repo.id(), null, body));
    }

    private static ObjectNode with(String key, ObjectNode value) {
        var body = Json.object();
        body.set(key, value);
        return body;
    }
}
