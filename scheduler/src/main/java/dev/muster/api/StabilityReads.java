package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// What can be asked about the stability of targets. Documents are wire shapes, described in the
/// API's reference; an empty answer means that there is no such branch.
public interface StabilityReads {

    /// The targets by what their flakes cost, and the gate budget.
    ///
    /// @param branch null: the default branch
    Optional<ObjectNode> flakes(RepoSlug repo, @Nullable String branch);

    /// The bot's proposals, open ones and those that were closed last.
    Optional<ObjectNode> promotions(RepoSlug repo, @Nullable String branch);

    /// The quarantines that hold, and those that ended last.
    Optional<ObjectNode> quarantines(RepoSlug repo, @Nullable String branch);

    /// The searches for what broke targets, with suspects and their probabilities.
    Optional<ObjectNode> culprits(RepoSlug repo, @Nullable String branch);

    /// Many failures at once with a cause outside the targets, those that last first.
    Optional<ObjectNode> incidents(RepoSlug repo, @Nullable String branch);

    /// What fails in the same way, across targets, on the branch and on what is proposed for it.
    Optional<ObjectNode> failures(RepoSlug repo, @Nullable String branch);

    /// How long the tree was in which state, and why.
    ///
    /// @param days how far back
    Optional<ObjectNode> treePast(RepoSlug repo, @Nullable String branch, int days);

    /// The newest commits, each green or with the first thing in the way.
    Optional<ObjectNode> greenCommits(RepoSlug repo, @Nullable String branch, int commits);

    /// Who did what to a repository, newest first.
    Optional<ObjectNode> audit(RepoSlug repo, Acts wanted);

    /// The same of all repositories, and of what belongs to none, such as tokens.
    ObjectNode audit(Acts wanted);

    /// Which acts are asked for.
    ///
    /// @param before only acts before this number; null: from the newest
    /// @param who only what this one did; null: whoever it was
    /// @param actions only these; empty: whatever was done
    record Acts(int limit, @Nullable Long before, @Nullable String who, List<String> actions) {

        public Acts {
            actions = List.copyOf(actions);
        }
    }
}
