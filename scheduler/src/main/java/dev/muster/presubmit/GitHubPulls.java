package dev.muster.presubmit;

import dev.muster.core.ci.CommitSha;
import dev.muster.planning.TrackedRepository;

import java.time.Instant;
import java.util.List;

/// What GitHub says of pull requests, merge groups and people.
public interface GitHubPulls {

    /// A pull request as it stands now.
    Pull pull(TrackedRepository repository, int number);

    /// The open pull requests, those first that changed last.
    ///
    /// @param changedSince none that changed before
    Pulls changed(TrackedRepository repository, Instant changedSince);

    /// The merge groups that exist now.
    Groups groups(TrackedRepository repository);

    /// What a person may do in a repository.
    Permission permission(TrackedRepository repository, String login);

    /// The answer to [#pull].
    sealed interface Pull {

        /// @param pull the pull request
        record Found(PullRequest pull) implements Pull {}

        /// There is none.
        record Missing() implements Pull {}

        /// @param why for the operator
        record Unreachable(String why) implements Pull {}
    }

    /// The answer to [#changed].
    sealed interface Pulls {

        /// @param pulls the pull requests
        record Found(List<PullRequest> pulls) implements Pulls {
            public Found {
                pulls = List.copyOf(pulls);
            }
        }

        /// @param why for the operator
        record Unreachable(String why) implements Pulls {}
    }

    /// The answer to [#groups].
    sealed interface Groups {

        /// @param groups those that exist; their [MergeGroup#baseSha] is the first parent of the
        ///   head
        record Found(List<MergeGroup> groups) implements Groups {
            public Found {
                groups = List.copyOf(groups);
            }

            /// Whether a head is among them.
            public boolean has(CommitSha head) {
                return groups.stream().anyMatch(it -> it.head().equals(head));
            }
        }

        /// @param why for the operator
        record Unreachable(String why) implements Groups {}
    }

    /// What a person may do.
    enum Permission {
        /// push, or more
        WRITE,
        /// less
        READ,
        /// not to be learnt at the moment
        UNKNOWN
    }
}
