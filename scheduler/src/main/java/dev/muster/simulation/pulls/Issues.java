package dev.muster.simulation.pulls;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.repos.Repo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The issues, pull requests among them, and the labels of every repository.
public final class Issues {

    private static final int LARGEST_COMMENT = 262_144;

    private final Ground ground;
    private final Map<Long, TreeMap<Long, Issue>> byRepo = new HashMap<>();
    private final Map<Long, TreeMap<String, Label>> labels = new HashMap<>();
    private final Map<Long, Comment> comments = new HashMap<>();

    /// None yet.
    public Issues(Ground ground) {
        this.ground = ground;
    }

    /// Opens an issue.
    public Issue open(Repo repo, Account author, String title, boolean isPull) {
        var issue = new Issue(ground.nextId(), repo, author, title, isPull, ground.now());
        byRepo.computeIfAbsent(repo.id(), it -> new TreeMap<>()).put(issue.number(), issue);
        return issue;
    }

    /// Those of a repository, the newest first.
    public List<Issue> of(Repo repo) {
        return new ArrayList<>(
                byRepo.getOrDefault(repo.id(), new TreeMap<>()).descendingMap().values());
    }

    /// One of a repository.
    ///
    /// @throws Refusal 404 where there is none
    public Issue find(Repo repo, long number) {
        var issue = byRepo.getOrDefault(repo.id(), new TreeMap<>()).get(number);
        if (issue == null) {
            throw Refusal.notFound();
        }
        return issue;
    }

    /// The label of a name, made where the repository has none.
    public Label label(Repo repo, String name) {
        return labelsOf(repo)
                .computeIfAbsent(name, it -> new Label(ground.nextId(), it, "ededed", ""));
    }

    /// Gives a label another name, wherever it was put on. Nothing else of what bears it changes.
    ///
    /// @throws Refusal 404 where the repository has none of that name
    public Label rename(Repo repo, String name, String to) {
        var before = take(repo, name);
        var after = new Label(before.id(), to, before.color(), before.description());
        labelsOf(repo).put(to, after);
        of(repo).forEach(it -> it.labels().replaceAll(each -> each.equals(before) ? after : each));
        return after;
    }

    /// Deletes a label, wherever it was put on.
    ///
    /// @throws Refusal 404 where the repository has none of that name
    public Label delete(Repo repo, String name) {
        var label = take(repo, name);
        of(repo).forEach(it -> it.labels().remove(label));
        return label;
    }

    private Label take(Repo repo, String name) {
        var label = labelsOf(repo).remove(name);
        if (label == null) {
            throw Refusal.notFound();
        }
        return label;
    }

    /// The labels of a repository by name.
    public TreeMap<String, Label> labelsOf(Repo repo) {
        return labels.computeIfAbsent(repo.id(), it -> new TreeMap<>());
    }

    /// Writes a comment.
    ///
    /// @throws Refusal 422 where it is empty or too long
    public Comment comment(Issue issue, Account author, String body) {
        check(body);
        var comment = new Comment(ground.nextId(), issue, author, body, ground.now());
        comments.put(comment.id(), comment);
        issue.comments().add(comment);
        issue.touch(ground.now());
        return comment;
    }

    /// Another text for a comment.
    ///
    /// @throws Refusal 422 where it is empty or too long
    public Comment edit(Comment comment, String body) {
        check(body);
        var edited = comment.saying(body);
        comments.put(comment.id(), edited);
        comment.issue().comments().replaceAll(it -> it.id() == comment.id() ? edited : it);
        return edited;
    }

    /// The comment of a number, absent where there is none.
    public @Nullable Comment comment(long id) {
        return comments.get(id);
    }

    private static void check(String body) {
        if (body.isBlank()) {
            throw Refusal.unprocessable("IssueComment", "body", "missing_field");
        }
        if (body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LARGEST_COMMENT) {
            throw Refusal.unprocessable("Body is too long (maximum is 65536 characters)");
        }
    }
}
