package dev.muster.presubmit;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/// A pull request as GitHub describes it.
///
/// @param number its number
/// @param title its title, as its author wrote it
/// @param author login of its author
/// @param base the branch it wants to be merged into
/// @param baseSha newest commit of the base, as GitHub saw it last
/// @param head its newest commit
/// @param headRef branch of the head
/// @param fork whether the head is in another repository, or in one that is gone
/// @param draft whether its author still works on it
/// @param labels names of its labels
/// @param state whether it is open
/// @param changedAt when GitHub saw it change last
public record PullRequest(
        int number,
        String title,
        String author,
        String base,
        CommitSha baseSha,
        CommitSha head,
        String headRef,
        boolean fork,
        boolean draft,
        Set<String> labels,
        State state,
        Instant changedAt) {

    public PullRequest {
        labels = Set.copyOf(labels);
    }

    /// The line of its heads.
    public Line.Pull line() {
        return new Line.Pull(number, base);
    }

    /// Whether it is open.
    public enum State {
        /// may be merged
        OPEN,
        /// given up
        CLOSED,
        /// landed
        MERGED;

        /// The word in the store and the API.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The state of a word.
        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
