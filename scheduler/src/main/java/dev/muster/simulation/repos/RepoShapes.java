package dev.muster.simulation.repos;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;

import java.util.List;
import java.util.Map;

/// Repositories as GitHub shows them.
public final class RepoShapes {

    private static final Map<String, String> ADDRESSES =
            Map.ofEntries(
                    Map.entry("archive_url", "/{archive_format}{/ref}"),
                    Map.entry("assignees_url", "/assignees{/user}"),
                    Map.entry("blobs_url", "/git/blobs{/sha}"),
                    Map.entry("branches_url", "/branches{/branch}"),
                    Map.entry("collaborators_url", "/collaborators{/collaborator}"),
                    Map.entry("comments_url", "/comments{/number}"),
                    Map.entry("commits_url", "/commits{/sha}"),
                    Map.entry("compare_url", "/compare/{base}...{head}"),
                    Map.entry("contents_url", "/contents/{+path}"),
                    Map.entry("contributors_url", "/contributors"),
                    Map.entry("deployments_url", "/deployments"),
                    Map.entry("downloads_url", "/downloads"),
                    Map.entry("events_url", "/events"),
                    Map.entry("forks_url", "/forks"),
                    Map.entry("git_commits_url", "/git/commits{/sha}"),
                    Map.entry("git_refs_url", "/git/refs{/sha}"),
                    Map.entry("git_tags_url", "/git/tags{/sha}"),
                    Map.entry("issue_comment_url", "/issues/comments{/number}"),
                    Map.entry("issue_events_url", "/issues/events{/number}"),
                    Map.entry("issues_url", "/issues{/number}"),
                    Map.entry("keys_url", "/keys{/key_id}"),
                    Map.entry("labels_url", "/labels{/name}"),
                    Map.entry("languages_url", "/languages"),
                    Map.entry("merges_url", "/merges"),
                    Map.entry("milestones_url", "/milestones{/number}"),
                    Map.entry("notifications_url", "/notifications{?since,all,participating}"),
                    Map.entry("pulls_url", "/pulls{/number}"),
                    Map.entry("releases_url", "/releases{/id}"),
                    Map.entry("stargazers_url", "/stargazers"),
                    Map.entry("statuses_url", "/statuses/{sha}"),
                    Map.entry("subscribers_url", "/subscribers"),
                    Map.entry("subscription_url", "/subscription"),
                    Map.entry("tags_url", "/tags"),
                    Map.entry("teams_url", "/teams"),
                    Map.entry("trees_url", "/git/trees{/sha}"),
                    Map.entry("hooks_url", "/hooks"));
    private static final List<String> COUNTS =
            List.of(
                    "forks_count",
                    "stargazers_count",
                    "watchers_count",
                    "open_issues_count",
                    "forks",
                    "open_issues",
                    "watchers",
                    "size");
    private static final List<String> FEATURES =
            List.of("has_issues", "has_projects", "has_wiki", "has_discussions");

    private final Ground ground;

    /// Shapes with absolute addresses.
    public RepoShapes(Ground ground) {
        this.ground = ground;
    }

    /// The address of a repository in the API.
    public String url(Repo repo) {
        return ground.api("/repos/" + repo.fullName());
    }

    /// The address of a repository for people.
    public String html(Repo repo) {
        return ground.html("/" + repo.fullName());
    }

    /// The few keys that stand inside other objects.
    public ObjectNode minimal(Repo repo) {
        var shape = Json.object();
        shape.put("id", repo.id());
        shape.put("node_id", ground.nodeId("R", repo.id()));
        shape.put("name", repo.name());
        shape.put("full_name", repo.fullName());
        shape.put("private", repo.isPrivate());
        shape.set("owner", repo.owner().shape(ground));
        shape.put("html_url", html(repo));
        shape.putNull("description");
        shape.put("fork", repo.parent() != null);
        shape.put("url", url(repo));
        ADDRESSES.forEach((key, path) -> shape.put(key, url(repo) + path));
        return shape;
    }

    /// What stands in most answers and in webhooks.
    public ObjectNode shape(Repo repo) {
        var shape = minimal(repo);
        COUNTS.forEach(key -> shape.put(key, 0));
        FEATURES.forEach(key -> shape.put(key, true));
        shape.put("created_at", repo.createdAt().toString());
        shape.put("updated_at", repo.pushedAt().toString());
        shape.put("pushed_at", repo.pushedAt().toString());
        shape.put("git_url", "git:" + html(repo).substring("http:".length()) + ".git");
        shape.put("ssh_url", "git@github.example:" + repo.fullName() + ".git");
        shape.put("clone_url", repo.git().folder().toUri().toString());
        shape.put("svn_url", html(repo));
        shape.putNull("mirror_url");
        shape.putNull("homepage");
        shape.putNull("language");
        shape.putNull("license");
        shape.put("has_pages", false);
        shape.put("has_downloads", true);
        shape.put("archived", false);
        shape.put("disabled", false);
        shape.put("allow_forking", true);
        shape.put("is_template", false);
        shape.put("web_commit_signoff_required", false);
        shape.set("topics", Json.array());
        shape.put("visibility", repo.isPrivate() ? "private" : "public");
        shape.put("default_branch", repo.defaultBranch());
        return shape;
    }

    /// What the repository itself answers.
    public ObjectNode full(Repo repo, boolean in2026) {
        var shape = shape(repo);
        shape.put("subscribers_count", 0);
        shape.put("network_count", 0);
        if (in2026) {
            shape.remove("has_downloads");
        }
        var parent = repo.parent();
        if (parent != null) {
            shape.set("parent", shape(parent));
            shape.set("source", shape(parent));
        }
        return shape;
    }

    /// The person in the place of an author.
    public static ObjectNode person(Commit commit) {
        return Json.object().put("name", commit.author()).put("email", commit.email());
    }

    /// A commit as it stands in checks, runs and merge groups.
    public ObjectNode simpleCommit(Commit commit) {
        var shape = Json.object();
        shape.put("id", commit.sha());
        shape.put("tree_id", commit.tree());
        shape.put("message", commit.message());
        shape.put("timestamp", commit.at().toString());
        shape.set("author", person(commit));
        shape.set("committer", person(commit));
        return shape;
    }
}
