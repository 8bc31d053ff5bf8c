package dev.muster.simulation.pulls;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.repos.FileChange;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.RepoShapes;

import java.util.Map;

/// Pull requests as GitHub shows them.
public final class PullShapes {

    private final Ground ground;
    private final RepoShapes repos;
    private final IssueShapes issues;

    /// Shapes with absolute addresses.
    public PullShapes(Ground ground, RepoShapes repos, IssueShapes issues) {
        this.ground = ground;
        this.repos = repos;
        this.issues = issues;
    }

    /// As it stands in lists.
    public ObjectNode simple(PullRequest pull, boolean in2026) {
        var issue = pull.issue();
        var shape = Json.object();
        shape.put("id", issue.id());
        shape.put("node_id", ground.nodeId("PR", issue.id()));
        addresses(shape, pull);
        shape.put("number", issue.number());
        shape.put("state", issue.isOpen() ? "open" : "closed");
        shape.put("locked", false);
        shape.put("title", issue.title());
        shape.put("body", issue.body());
        shape.set("user", issue.author().shape(ground));
        shape.set("labels", issues.labels(issue));
        shape.putNull("milestone");
        IssueShapes.times(shape, issue);
        var merged = pull.mergedAt();
        shape.put("merged_at", merged == null ? null : merged.toString());
        shape.set("assignees", Json.array(issue.assignees(), it -> it.shape(ground)));
        shape.set("requested_reviewers", Json.array());
        shape.set("requested_teams", Json.array());
        shape.set("head", end(pull.headRepo(), pull.headRef(), pull.headSha(), in2026));
        shape.set("base", end(pull.repo(), pull.baseRef(), pull.baseSha(), in2026));
        shape.put("author_association", IssueShapes.association(pull.repo(), issue.author()));
        shape.putNull("auto_merge");
        shape.putNull("active_lock_reason");
        shape.put("draft", pull.isDraft());
        if (!in2026) {
            shape.put("merge_commit_sha", pull.mergeSha());
            shape.putNull("assignee");
        }
        return shape;
    }

    /// As it stands alone and in webhooks.
    public ObjectNode full(PullRequest pull, boolean in2026) {
        var shape = simple(pull, in2026);
        var read = pull.repo().git().read();
        var files = pull.files();
        shape.put("merged", pull.mergedAt() != null);
        shape.put("mergeable", true);
        shape.put("rebaseable", true);
        shape.put("mergeable_state", "clean");
        var by = pull.mergedBy();
        shape.set("merged_by", by == null ? NullNode.getInstance() : by.shape(ground));
        shape.put("comments", pull.issue().comments().size());
        shape.put("review_comments", 0);
        shape.put("maintainer_can_modify", false);
        shape.put("commits", read.log(pull.headSha(), pull.baseSha(), 1000).size());
        shape.put("additions", files.stream().mapToInt(FileChange::additions).sum());
        shape.put("deletions", files.stream().mapToInt(FileChange::deletions).sum());
        shape.put("changed_files", files.size());
        return shape;
    }

    /// As it stands in checks and runs of the repository that it changes; forks have none there.
    public ObjectNode minimal(PullRequest pull) {
        var shape = Json.object();
        shape.put("id", pull.issue().id());
        shape.put("number", pull.number());
        shape.put("url", repos.url(pull.repo()) + "/pulls/" + pull.number());
        shape.set("head", minimalEnd(pull.headRepo(), pull.headRef(), pull.headSha()));
        shape.set("base", minimalEnd(pull.repo(), pull.baseRef(), pull.baseSha()));
        return shape;
    }

    private void addresses(ObjectNode shape, PullRequest pull) {
        var repo = pull.repo();
        var url = repos.url(repo) + "/pulls/" + pull.number();
        var html = repos.html(repo) + "/pull/" + pull.number();
        var issue = repos.url(repo) + "/issues/" + pull.number();
        var statuses = repos.url(repo) + "/statuses/" + pull.headSha();
        shape.put("url", url);
        shape.put("html_url", html);
        shape.put("diff_url", html + ".diff");
        shape.put("patch_url", html + ".patch");
        shape.put("issue_url", issue);
        shape.put("commits_url", url + "/commits");
        shape.put("review_comments_url", url + "/comments");
        shape.put("review_comment_url", repos.url(repo) + "/pulls/comments{/number}");
        shape.put("comments_url", issue + "/comments");
        shape.put("statuses_url", statuses);
        var links = Json.object();
        Map.of(
                        "self",
                        url,
                        "html",
                        html,
                        "issue",
                        issue,
                        "comments",
                        issue + "/comments",
                        "review_comments",
                        url + "/comments",
                        "review_comment",
                        repos.url(repo) + "/pulls/comments{/number}",
                        "commits",
                        url + "/commits",
                        "statuses",
                        statuses)
                .forEach((name, to) -> links.set(name, Json.object().put("href", to)));
        shape.set("_links", links);
    }

    private ObjectNode end(Repo repo, String ref, String sha, boolean in2026) {
        var shape = Json.object();
        shape.put("label", repo.owner().login() + ":" + ref);
        shape.put("ref", ref);
        shape.put("sha", sha);
        shape.set("user", repo.owner().shape(ground));
        var repository = repos.shape(repo);
        if (in2026) {
            repository.remove("has_downloads");
        }
        shape.set("repo", repository);
        return shape;
    }

    private ObjectNode minimalEnd(Repo repo, String ref, String sha) {
        var shape = Json.object().put("ref", ref).put("sha", sha);
        shape.set(
                "repo",
                Json.object()
                        .put("id", repo.id())
                        .put("url", repos.url(repo))
                        .put("name", repo.name()));
        return shape;
    }
}
