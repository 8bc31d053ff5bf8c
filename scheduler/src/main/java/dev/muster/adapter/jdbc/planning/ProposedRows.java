package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;
import dev.muster.planning.PlanStore.LandedCommit;
import dev.muster.planning.Proposed;
import dev.muster.presubmit.PullRequest;

import org.jdbi.v3.core.Handle;

import java.util.Optional;
import java.util.Set;

/// What commits of pull requests and merge queues propose.
final class ProposedRows {

    private ProposedRows() {}

    static Optional<Proposed> of(Handle handle, LandedCommit commit) {
        return switch (Line.of(commit.branch())) {
            case Line.Branch _ -> Optional.empty();
            case Line.Pull pull -> pull(handle, commit, pull);
            case Line.Queue queue -> group(handle, commit, queue);
        };
    }

    /// Whether a commit that is to be planned is still waited for. Locks the row of its pull
    /// request or merge group, so that nobody gives it up meanwhile: always before the line.
    static boolean stillWanted(Handle handle, LandedCommit commit) {
        return switch (Line.of(commit.branch())) {
            case Line.Branch _ -> true;
            case Line.Pull(var number, _) ->
                    PullRows.lock(handle, commit.repository().id(), number)
                            .filter(it -> it.pull().state() == PullRequest.State.OPEN)
                            .filter(it -> !it.pull().draft() && it.mayRun())
                            .filter(it -> submission(commit).equals(it.submission()))
                            .isPresent();
            case Line.Queue _ ->
                    handle.createQuery(
                                    """
                                    select state from merge_group
                                    where repository_id = :repository and head_sha = :sha
                                    for update
                                    """)
                            .bind("repository", commit.repository().id())
                            .bind("sha", commit.sha().value())
                            .mapTo(String.class)
                            .findOne()
                            .filter("wanted"::equals)
                            .isPresent();
        };
    }

    private static String submission(LandedCommit commit) {
        return commit.branch() + " " + commit.sha();
    }

    private static Optional<Proposed> pull(Handle handle, LandedCommit commit, Line.Pull line) {
        return handle.createQuery(
                        """
                        select base_sha, labels, trusted from pull_request
                        where repository_id = :repository and number = :number
                        """)
                .bind("repository", commit.repository().id())
                .bind("number", line.number())
                .map(
                        (row, _) ->
                                (Proposed)
                                        new Proposed.Pull(
                                                line.number(),
                                                line.base(),
                                                new CommitSha(row.getString("base_sha")),
                                                Set.copyOf(Json.textList(row.getString("labels"))),
                                                row.getBoolean("trusted")))
                .findOne();
    }

    private static Optional<Proposed> group(Handle handle, LandedCommit commit, Line.Queue line) {
        return handle.createQuery(
                        """
                        select base_sha from merge_group
                        where repository_id = :repository and head_sha = :sha
                        """)
                .bind("repository", commit.repository().id())
                .bind("sha", commit.sha().value())
                .map(
                        (row, _) ->
                                (Proposed)
                                        new Proposed.Group(
                                                line.base(),
                                                new CommitSha(row.getString("base_sha"))))
                .findOne();
    }
}
