package dev.muster.bot;

import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Something that a post could be about.
///
/// @param repo the repository
/// @param branch its default branch
/// @param target the target; of a revert the commit
/// @param kind of the post
/// @param call whether there should be one
/// @param facts what it would say
/// @param proposal the proposal that a pull request belongs to; null for an issue
/// @param post the one that is open; null where none is
/// @param culprit the commit to be undone; null for other kinds
public record Topic(
        RepoSlug repo,
        String branch,
        String target,
        Kind kind,
        Call call,
        Facts facts,
        @Nullable String proposal,
        @Nullable Shown post,
        @Nullable Culprit culprit) {

    /// The same with what is there already.
    ///
    /// @param belongsTo the proposal that it belongs to; null where there is none
    /// @param open the post that is open; null where none is
    public Topic with(@Nullable String belongsTo, @Nullable Shown open) {
        return new Topic(repo, branch, target, kind, call, facts, belongsTo, open, culprit);
    }

    /// Whether there should be a post.
    public enum Call {
        /// there should
        WANTED,
        /// there should not, or not any more
        MOOT,
        /// one that is there stays; none is made
        KEEP
    }

    /// A post that is open.
    ///
    /// @param id its marker
    /// @param title as it was last wanted
    /// @param body as it was last wanted
    /// @param label as it was last wanted
    /// @param closing whether it is to be closed already
    public record Shown(String id, String title, String body, String label, boolean closing) {}

    /// A commit that broke something.
    ///
    /// @param subject first line of its message
    /// @param author who wrote it
    /// @param probability that it did
    /// @param targets what it broke
    public record Culprit(String subject, String author, double probability, List<String> targets) {
        public Culprit {
            targets = List.copyOf(targets);
        }
    }

    /// What is known of a target.
    ///
    /// @param why the reason in a sentence
    /// @param owner who answers for it; empty where nobody is named
    /// @param state where it stands
    /// @param verdicts commits with a verdict in the window that is shown
    /// @param failed commits on which all runs failed
    /// @param flaky commits with a flake
    /// @param cleanRuns clean runs in a row
    /// @param rate its flake rate
    /// @param low where the rate lies at least, with 95 % confidence
    /// @param high where the rate lies at most
    /// @param falseRed the chance that it alone turns a good commit red
    /// @param falseRedNow the chance that a good commit goes red by all that block now
    /// @param falseRedAfter the chance that a good commit goes red, with this target among those
    ///   that block
    /// @param samples the newest runs that failed
    public record Facts(
            String why,
            String owner,
            String state,
            int verdicts,
            int failed,
            int flaky,
            int cleanRuns,
            double rate,
            double low,
            double high,
            double falseRed,
            double falseRedNow,
            double falseRedAfter,
            List<Sample> samples) {

        /// Nothing is known of a target.
        public static final Facts NONE =
                new Facts("", "", "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

        public Facts {
            samples = List.copyOf(samples);
        }
    }

    /// A run that failed.
    ///
    /// @param sha its commit
    /// @param task its task
    /// @param attempt number of the attempt
    /// @param at when it ended, in ISO-8601
    public record Sample(String sha, String task, int attempt, String at) {}
}
