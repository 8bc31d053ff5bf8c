package dev.muster.plan;

import dev.muster.config.model.TargetName;

import java.time.Instant;
import java.util.Set;

/// Something that happened in a repository, already translated.
public sealed interface RepoEvent {

    /// The branch whose rules apply: the base of a pull request or merge group, or the branch that
    /// was pushed.
    String branch();

    /// When it happened.
    Instant at();

    /// The word for the event in every output.
    String word();

    /// A pull request was opened or got a new head.
    ///
    /// @param branch the base branch
    /// @param at when
    /// @param labels names of the pull request's labels
    record PullRequestUpdated(String branch, Instant at, Set<String> labels) implements RepoEvent {
        public PullRequestUpdated {
            labels = Set.copyOf(labels);
        }

        @Override
        public String word() {
            return "presubmit";
        }
    }

    /// A merge queue asked for checks of a group.
    ///
    /// @param branch the base branch
    /// @param at when
    record MergeGroupFormed(String branch, Instant at) implements RepoEvent {
        @Override
        public String word() {
            return "merge_group";
        }
    }

    /// A commit landed on a branch.
    ///
    /// @param branch the branch
    /// @param at when
    /// @param sha the commit
    record CommitLanded(String branch, Instant at, String sha) implements RepoEvent {
        @Override
        public String word() {
            return "postsubmit";
        }
    }

    /// A person or program asked for targets by name.
    ///
    /// @param branch the branch of the commit asked for
    /// @param at when
    /// @param targets what was asked for
    record RunRequested(String branch, Instant at, Set<TargetName> targets) implements RepoEvent {
        public RunRequested {
            targets = Set.copyOf(targets);
        }

        @Override
        public String word() {
            return "manual";
        }
    }
}
