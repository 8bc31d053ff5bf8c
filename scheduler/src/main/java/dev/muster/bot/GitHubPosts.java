package dev.muster.bot;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import java.time.Instant;
import java.util.List;

/// Pull requests and issues on GitHub.
public interface GitHubPosts {

    /// Looks for a post by its marker, the closed ones among them.
    Seen find(RepoSlug repo, Kind kind, String marker);

    /// Looks at a post whose number is known.
    Seen look(RepoSlug repo, Kind kind, long number);

    /// Makes a pull request with one file changed, on a branch of its own. The branch may be there
    /// from an earlier try.
    Seen propose(RepoSlug repo, String marker, BotDesk.Text text, Change change);

    /// Makes a pull request that undoes a commit, on a branch of its own. The branch may be there
    /// from an earlier try.
    Seen undo(RepoSlug repo, String marker, BotDesk.Text text, Undo undo);

    /// Makes an issue.
    Seen file(RepoSlug repo, BotDesk.Text text, List<String> labels);

    /// Gives a post another text. May be repeated.
    Seen say(RepoSlug repo, Kind kind, long number, BotDesk.Text text);

    /// Says something below a post, unless it was said already.
    ///
    /// @param marker by which it is found again
    Seen tell(RepoSlug repo, long number, String marker, String word);

    /// Closes a post with a last word.
    Seen close(RepoSlug repo, Kind kind, long number, String word);

    /// The name of the branch of a pull request.
    static String branchOf(Kind kind, String marker) {
        var act =
                switch (kind) {
                    case PROMOTION -> "promote";
                    case DEMOTION -> "demote";
                    case REVERT -> "revert";
                    case FLAKE -> throw new IllegalArgumentException("an issue has no branch");
                };
        return "muster/%s-%s".formatted(act, marker.toLowerCase(java.util.Locale.ROOT));
    }

    /// A commit to be undone.
    ///
    /// @param base the branch it is proposed for
    /// @param on the commit it is made on
    /// @param culprit the commit that is undone
    /// @param message of the commit
    record Undo(String base, CommitSha on, CommitSha culprit, String message) {}

    /// A changed file.
    ///
    /// @param kind of the pull request
    /// @param base the branch it is proposed for
    /// @param on the commit it is made on
    /// @param path of the file
    /// @param text the file's new text
    /// @param message of the commit
    /// @param reviewer who is asked to look at it, a login or a team such as `acme/storage`; empty:
    ///   nobody
    record Change(
            Kind kind,
            String base,
            CommitSha on,
            String path,
            String text,
            String message,
            String reviewer) {}

    /// What is there.
    sealed interface Seen {

        /// @param number GitHub's
        /// @param url for people
        /// @param state how it stands
        record There(long number, String url, State state) implements Seen {}

        /// It is not there.
        record Absent() implements Seen {}

        /// It is not known, and nothing may have been done.
        ///
        /// @param at when to try again
        /// @param why for the operator
        record Later(Instant at, String why) implements Seen {}
    }

    /// How a post stands.
    enum State {
        /// it is open
        OPEN,
        /// it was closed
        CLOSED,
        /// it was merged
        MERGED
    }
}
