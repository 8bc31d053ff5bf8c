package dev.muster.presubmit;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.planning.TrackedRepository;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.function.BiPredicate;

/// Moves what we know of pull requests towards what GitHub says, and everything that follows.
///
/// No message's content is believed: each only says where to look. So messages may come twice, late
/// and in any order.
public final class Presubmit {

    private static final Logger LOG = LoggerFactory.getLogger(Presubmit.class);

    private static final int SHORTEST = 7;
    private static final int MOST_LOOKS = 3;

    private final GitHubPulls github;
    private final PullRequests pulls;
    private final BiPredicate<RepoSlug, String> trusted;

    /// @param trusted whether a login's forks run in a repository without approval; in lower case
    public Presubmit(
            GitHubPulls github, PullRequests pulls, BiPredicate<RepoSlug, String> trusted) {
        this.github = github;
        this.pulls = pulls;
        this.trusted = trusted;
    }

    /// Something about a pull request may have changed.
    public Outcome look(TrackedRepository repository, int number) {
        return look(repository, number, MOST_LOOKS);
    }

    /// @param looks how often GitHub may be asked anew where two of its answers cross
    private Outcome look(TrackedRepository repository, int number, int looks) {
        var before = pulls.find(repository, number).orElse(null);
        return switch (github.pull(repository, number)) {
            case GitHubPulls.Pull.Found(var pull) -> see(repository, before, pull, looks);
            case GitHubPulls.Pull.Missing _ -> new Outcome.Done();
            case GitHubPulls.Pull.Unreachable(var why) -> new Outcome.Later(why);
        };
    }

    /// The same, for one that was read a moment ago.
    ///
    /// @param before what was known of it before GitHub was asked; null: nothing
    Outcome see(TrackedRepository repository, @Nullable KnownPull before, PullRequest pull) {
        return see(repository, before, pull, MOST_LOOKS);
    }

    private Outcome see(
            TrackedRepository repository, @Nullable KnownPull before, PullRequest pull, int looks) {
        var permission =
                before != null && before.trusted() && before.pull().author().equals(pull.author())
                        ? GitHubPulls.Permission.WRITE
                        : trust(repository, pull);
        if (permission == GitHubPulls.Permission.UNKNOWN) {
            return new Outcome.Later(
                    "the permission of '%s' cannot be learnt".formatted(pull.author()));
        }
        var trusted = permission == GitHubPulls.Permission.WRITE;
        return switch (pulls.see(repository, before, pull, trusted)) {
            case MOVED -> {
                LOG.atDebug()
                        .addKeyValue("repo", repository.slug())
                        .addKeyValue("pull", pull.number())
                        .log("The pull request moved");
                yield new Outcome.Done();
            }
            case UNMOVED -> new Outcome.Done();
            case CROSSED ->
                    looks > 0
                            ? look(repository, pull.number(), looks - 1)
                            : new Outcome.Later("it changes faster than GitHub can be asked");
        };
    }

    /// Whoever could push a branch has write permission already.
    private GitHubPulls.Permission trust(TrackedRepository repository, PullRequest pull) {
        if (!pull.fork() || trusted.test(repository.slug(), lower(pull.author()))) {
            return GitHubPulls.Permission.WRITE;
        }
        return github.permission(repository, pull.author());
    }

    private static String lower(String login) {
        return login.toLowerCase(java.util.Locale.ROOT);
    }

    /// Somebody lets a head of a pull request run.
    ///
    /// @param head the head that the person saw
    public Outcome approve(TrackedRepository repository, int number, CommitSha head, String who) {
        return whereAllowed(repository, who, () -> pulls.approve(repository, number, head, who));
    }

    /// Somebody lets a head run, wherever it is the newest of a pull request.
    public Outcome approveHead(TrackedRepository repository, CommitSha head, String who) {
        return whereAllowed(
                repository,
                who,
                () ->
                        pulls.ofHead(repository, head)
                                .forEach(
                                        it ->
                                                pulls.approve(
                                                        repository,
                                                        it.pull().number(),
                                                        head,
                                                        who)));
    }

    /// Somebody lets the present head of a pull request run, by a comment. A comment names no
    /// commit, so it stands for the head that the person could see: one that was there before it,
    /// or the one that it names.
    ///
    /// @param head the beginning of the head, in at least seven digits; empty: not said
    /// @param at when it was said
    public Outcome approvePresent(
            TrackedRepository repository, int number, String head, Instant at, String who) {
        var looked = look(repository, number);
        var known = pulls.find(repository, number);
        if (known.isEmpty() || looked instanceof Outcome.Later) {
            return looked;
        }
        var present = known.get().pull().head();
        var meant =
                head.isEmpty()
                        ? at.isAfter(known.get().headSince())
                        : head.length() >= SHORTEST && present.value().startsWith(head);
        if (!meant) {
            LOG.atInfo()
                    .addKeyValue("repo", repository.slug())
                    .addKeyValue("pull", number)
                    .addKeyValue("who", who)
                    .log("The approval is for an earlier commit; nothing was done");
            return new Outcome.Done();
        }
        return approve(repository, number, present, who);
    }

    /// Somebody asks for tasks of a head again.
    ///
    /// @param target one target; empty: every one that did not pass
    public Outcome rerun(TrackedRepository repository, CommitSha head, String target, String who) {
        return whereAllowed(
                repository,
                who,
                () ->
                        pulls.rerun(
                                repository,
                                head,
                                target.isEmpty() ? null : target,
                                who,
                                "asked for on GitHub"));
    }

    /// The same for the present head of a pull request.
    public Outcome rerunPresent(
            TrackedRepository repository, int number, String target, String who) {
        return pulls.find(repository, number)
                .map(it -> rerun(repository, it.pull().head(), target, who))
                .orElseGet(Outcome.Done::new);
    }

    private Outcome whereAllowed(TrackedRepository repository, String who, Runnable act) {
        return switch (github.permission(repository, who)) {
            case WRITE -> {
                act.run();
                yield new Outcome.Done();
            }
            case READ -> {
                LOG.atInfo()
                        .addKeyValue("repo", repository.slug())
                        .addKeyValue("who", who)
                        .log("Asked for by somebody without write permission; nothing was done");
                yield new Outcome.Done();
            }
            case UNKNOWN ->
                    new Outcome.Later("the permission of '%s' cannot be learnt".formatted(who));
        };
    }

    /// What came of handling a message.
    public sealed interface Outcome {

        /// It is handled.
        record Done() implements Outcome {}

        /// @param why it has to be tried again later
        record Later(String why) implements Outcome {}
    }
}
