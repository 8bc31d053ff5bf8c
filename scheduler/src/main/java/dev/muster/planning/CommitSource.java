package dev.muster.planning;

import dev.muster.core.ci.Commit;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.plan.ChangedFiles;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Where commits, their files and their configurations come from.
public interface CommitSource {

    /// The branches and their newest commits.
    Heads heads(RepoSlug repo);

    /// The first-parent commits from `head` back to, not including, `known`, newest first.
    ///
    /// @param known the newest commit already stored; null: only `head` itself and its newest
    ///   ancestors up to the limit
    /// @param limit the most commits to return; a longer gap is cut at its older end
    History history(RepoSlug repo, CommitSha head, @Nullable CommitSha known, int limit);

    /// The configuration files of a commit.
    ///
    /// @param paths where the repository keeps them
    ConfigFiles configs(RepoSlug repo, CommitSha commit, List<String> paths);

    /// The files that a commit changes against its first parent, renames under both names.
    Touched changedFiles(RepoSlug repo, CommitSha commit);

    /// The files that a proposal changes against the commit it forked from, renames under both
    /// names.
    Touched proposedFiles(RepoSlug repo, Proposed proposed, CommitSha head);

    /// The answer to [#heads].
    sealed interface Heads {
        /// @param byBranch newest commit of each branch
        /// @param defaultBranch the branch that HEAD names
        record Found(Map<String, CommitSha> byBranch, String defaultBranch) implements Heads {
            public Found {
                byBranch = Map.copyOf(byBranch);
            }
        }

        /// @param why for the operator
        record Unreachable(String why) implements Heads {}
    }

    /// The answer to [#history].
    sealed interface History {
        /// @param newestFirst the commits
        /// @param rewritten whether `known` is no ancestor of `head` any more
        record Found(List<Commit> newestFirst, boolean rewritten) implements History {
            public Found {
                newestFirst = List.copyOf(newestFirst);
            }
        }

        /// @param why for the operator
        record Unreachable(String why) implements History {}
    }

    /// The answer to [#changedFiles] and [#proposedFiles].
    sealed interface Touched {
        /// @param files what was found, or why it can never be found
        record Found(ChangedFiles files) implements Touched {}

        /// What can never be found.
        ///
        /// @param why for people
        static Touched unknown(String why) {
            return new Found(new ChangedFiles.Unknown(why));
        }

        /// @param why for the operator
        record Unreachable(String why) implements Touched {}
    }

    /// The answer to [#configs].
    sealed interface ConfigFiles {
        /// @param byPath the bytes of each file that exists, in the order asked for; may be empty
        record Found(Map<String, byte[]> byPath) implements ConfigFiles {}

        /// @param why for the operator
        record Unreachable(String why) implements ConfigFiles {}
    }
}
