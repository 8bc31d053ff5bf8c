package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// What the dashboard and scripts can ask for. Documents are wire shapes, described in the API's
/// reference; an empty answer means that there is no such thing.
public interface Reads {

    /// The number of the newest event; documents do not change while it stays, and it never goes
    /// back. No event with a lower number appears later.
    long version();

    /// All repositories.
    ObjectNode repositories();

    /// One of them.
    Optional<ObjectNode> repository(RepoSlug repo);

    /// The build grid, newest commit first.
    ///
    /// @param branch null: the default branch
    /// @param before only commits before this position; null: from the newest
    Optional<ObjectNode> grid(
            RepoSlug repo, @Nullable String branch, int commits, @Nullable Long before);

    /// A row of the grid: the commit, its tasks, and the decision for every target.
    Optional<ObjectNode> commit(RepoSlug repo, @Nullable String branch, String sha);

    /// The task of a cell; for a target that was skipped, its decision in the same shape.
    Optional<ObjectNode> cell(RepoSlug repo, @Nullable String branch, String sha, String target);

    /// A task.
    Optional<ObjectNode> task(TaskId task);

    /// The repository of a task.
    Optional<RepoSlug> repositoryOf(TaskId task);

    /// A column of the grid: the target as the branch's newest configuration declares it, with
    /// figures.
    Optional<ObjectNode> target(RepoSlug repo, @Nullable String branch, String target);

    /// The texts of the newest valid configuration of a branch.
    Optional<ObjectNode> config(RepoSlug repo, @Nullable String branch);

    /// The tasks of a target, newest first.
    Optional<ObjectNode> history(
            RepoSlug repo,
            @Nullable String branch,
            String target,
            int limit,
            @Nullable Long before);

    /// What happened on a branch as `muster simulate` replays it: a JSON document on each line, the
    /// commits oldest first, then what is known of targets and breaks.
    ///
    /// @param commits how many of the newest
    Optional<String> recorded(RepoSlug repo, @Nullable String branch, int commits);

    /// The state of a branch's tree.
    Optional<ObjectNode> tree(RepoSlug repo, @Nullable String branch);

    /// Events after a number, oldest first.
    ///
    /// @param repo null: of all repositories
    List<Happening> events(long after, @Nullable RepoSlug repo, int limit);

    /// The number of the oldest event that is still known, less one.
    long forgotten();

    /// @param seq its number
    /// @param kind task, commit, tree or config
    /// @param payload a JSON document
    record Happening(long seq, String kind, String payload) {}
}
