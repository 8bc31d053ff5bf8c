package dev.muster.bot;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where posts are kept. A target has at most one open post of a kind, however many instances of
/// the service there are.
public interface BotDesk {

    /// All that a post is or should be about, on the default branches of GitHub's repositories.
    List<Topic> topics();

    /// Orders a post, where none is open and the limits leave room. It is not shown before it is
    /// told what to say.
    ///
    /// @return its marker, where it was ordered
    Optional<String> order(Topic topic, Limits limits);

    /// Gives a post its text: a first one is due at once, a newer one when GitHub is looked at
    /// next.
    void say(String post, Text text);

    /// Has a post closed.
    ///
    /// @param word what is said then
    void close(String post, String word);

    /// Notes that the news of a post were told.
    void told(Post post, News news);

    /// Takes a post in hand that is due; nobody else gets it meanwhile.
    Optional<Post> claim(String owner, Duration lease);

    /// Notes how GitHub knows a post, as soon as that is known.
    void known(Post post, long number, String url);

    /// Puts a post back: GitHub shows what was wanted when it was claimed.
    ///
    /// @param next when to look again whether a person closed it
    void shown(Post post, Instant next);

    /// Puts a post back: nothing was done.
    ///
    /// @param why for the operator
    void later(Post post, Instant at, String why);

    /// People did something to an issue or a pull request: where it is a post, it is due.
    ///
    /// @param repository its repository's row number
    void moved(long repository, long number);

    /// Ends a post.
    void end(Post post, Ending ending);

    /// The newest commit of a branch.
    CommitSha head(RepoSlug repo, String branch);

    /// How a post ends.
    enum Ending {
        /// a person merged it
        MERGED,
        /// the bot closed it
        CLOSED,
        /// a person closed it
        DECLINED,
        /// it was never shown
        MOOT
    }

    /// How many posts of a kind may be made.
    ///
    /// @param hour in an hour
    /// @param day in a day
    /// @param silence how long nothing is made again that a person closed
    record Limits(int hour, int day, Duration silence) {

        /// For issues about flakes.
        static final Limits FLAKES = new Limits(2, 10, Duration.ofDays(15));

        /// For pull requests of each kind.
        static final Limits PULLS = new Limits(5, 5, Duration.ofDays(15));

        /// For posts of a kind.
        public static Limits of(Kind kind) {
            return switch (kind) {
                case PROMOTION, DEMOTION, REVERT -> PULLS;
                case FLAKE -> FLAKES;
            };
        }
    }

    /// What a post says.
    ///
    /// @param title one line
    /// @param body Markdown, with the marker
    /// @param label how bad it is; empty where that is not said
    record Text(String title, String body, String label) {}

    /// A post in hand.
    ///
    /// @param id its marker
    /// @param repo where
    /// @param branch its base
    /// @param target about which target; of a revert the commit
    /// @param kind what it is
    /// @param closing whether it is to be closed
    /// @param text what it is to say
    /// @param version of the text
    /// @param current whether GitHub shows that version
    /// @param number GitHub's; null: none is known
    /// @param proposal the proposal it belongs to; null for an issue
    /// @param issue address of the issue about the target's flakes; null where there is none
    /// @param tries how often nothing came of it in a row
    /// @param news what is to be said below it; null: nothing
    record Post(
            String id,
            RepoSlug repo,
            String branch,
            String target,
            Kind kind,
            boolean closing,
            Text text,
            long version,
            boolean current,
            @Nullable Long number,
            @Nullable String proposal,
            @Nullable String issue,
            int tries,
            @Nullable News news) {}

    /// What is to be said below a post, once.
    ///
    /// @param number counts what was said below the post
    /// @param words in Markdown
    record News(int number, String words) {}
}
