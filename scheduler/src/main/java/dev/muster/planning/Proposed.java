package dev.muster.planning;

import dev.muster.core.ci.CommitSha;

import java.util.Set;

/// What is proposed for a branch and has not landed: it is planned by the rules of its base.
public sealed interface Proposed {

    /// The branch it wants to be merged into.
    String base();

    /// The newest commit of the base when it was proposed.
    CommitSha baseSha();

    /// A pull request.
    ///
    /// @param number its number
    /// @param base the base branch
    /// @param baseSha newest commit of the base
    /// @param labels names of its labels
    /// @param trusted whether its own configuration counts; that of one that is not trusted is
    ///   checked, and the base's counts
    record Pull(int number, String base, CommitSha baseSha, Set<String> labels, boolean trusted)
            implements Proposed {
        public Pull {
            labels = Set.copyOf(labels);
        }
    }

    /// A merge group. Its members were let into the queue by people with rights, so its own
    /// configuration counts.
    ///
    /// @param base the base branch
    /// @param baseSha newest commit of the base
    record Group(String base, CommitSha baseSha) implements Proposed {}
}
