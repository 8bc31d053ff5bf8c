package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What can be asked about pull requests and merge groups. Documents are wire shapes, described in
/// the API's reference; an empty answer means that there is no such thing.
public interface ProposalReads {

    /// The pull requests: those that are open, and the newest of the others.
    Optional<ObjectNode> pulls(RepoSlug repo);

    /// A pull request with every target of one of its heads.
    ///
    /// @param sha the head; null: the present one
    Optional<ObjectNode> pull(RepoSlug repo, int number, @Nullable String sha);

    /// The merge groups: those that are tested, in the order of the queue, and the newest of those
    /// that are gone.
    Optional<ObjectNode> mergeGroups(RepoSlug repo);

    /// A merge group with every target.
    Optional<ObjectNode> mergeGroup(RepoSlug repo, String sha);
}
