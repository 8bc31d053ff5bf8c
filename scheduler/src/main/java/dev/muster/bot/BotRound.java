package dev.muster.bot;

import dev.muster.bot.BotDesk.Ending;
import dev.muster.bot.BotDesk.Limits;
import dev.muster.bot.BotDesk.Post;
import dev.muster.bot.GitHubPosts.Seen;
import dev.muster.bot.GitHubPosts.State;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.stability.ProposalDesk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// Works out what the bot should show, and brings GitHub up to it.
///
/// A post without a number is looked for before it is made: an earlier try may have made it and
/// ended before that was noted.
public final class BotRound {

    private static final Logger LOG = LoggerFactory.getLogger(BotRound.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);

    private final BotDesk desk;
    private final GitHubPosts github;
    private final ConfigChanges changes;
    private final ProposalDesk proposals;
    private final Texts texts;
    private final Settings settings;
    private final Clock clock;

    /// @param url address of the service
    /// @param owner the name under which this instance claims
    /// @param demotes in which repositories targets that flake too often are proposed for bringup;
    ///   in others that is only shown on the dashboard
    public record Settings(String url, String owner, Predicate<RepoSlug> demotes) {}

    public BotRound(
            BotDesk desk,
            GitHubPosts github,
            ProposalDesk proposals,
            Settings settings,
            Clock clock) {
        this.desk = desk;
        this.github = github;
        this.changes = new ConfigChanges(desk, proposals);
        this.proposals = proposals;
        this.texts = new Texts(settings.url());
        this.settings = settings;
        this.clock = clock;
    }

    /// Works out what should be shown.
    ///
    /// @return how many posts that changed
    public int decide() {
        var changed = 0;
        for (var topic : desk.topics()) {
            changed += decide(topic) ? 1 : 0;
        }
        return changed;
    }

    private boolean decide(Topic topic) {
        var post = topic.post();
        if (post == null) {
            return topic.call() == Topic.Call.WANTED && mayMake(topic) && order(topic);
        }
        if (topic.call() == Topic.Call.MOOT) {
            if (!post.closing()) {
                desk.close(post.id(), Texts.farewell(topic));
            }
            return !post.closing();
        }
        var text = texts.of(topic, post.id());
        if (text.equals(new BotDesk.Text(post.title(), post.body(), post.label()))) {
            return false;
        }
        desk.say(post.id(), text);
        return true;
    }

    private boolean mayMake(Topic topic) {
        return topic.kind() != Kind.DEMOTION || settings.demotes().test(topic.repo());
    }

    private boolean order(Topic topic) {
        var ordered = desk.order(topic, Limits.of(topic.kind()));
        ordered.ifPresent(id -> desk.say(id, texts.of(topic, id)));
        return ordered.isPresent();
    }

    /// Brings posts up to what is wanted, one after the other.
    ///
    /// @return how many were in hand
    public int send() {
        var handled = 0;
        for (var post = desk.claim(settings.owner(), LEASE); post.isPresent(); ) {
            send(post.get());
            handled++;
            post = desk.claim(settings.owner(), LEASE);
        }
        return handled;
    }

    private void send(Post post) {
        var number = post.number();
        var seen =
                number == null
                        ? github.find(post.repo(), post.kind(), post.id())
                        : github.look(post.repo(), post.kind(), number);
        switch (seen) {
            case Seen.Later(var at, var why) -> desk.later(post, at, why);
            case Seen.Absent _ -> absent(post);
            case Seen.There there -> there(post, there);
        }
    }

    private void absent(Post post) {
        if (post.number() != null) {
            ended(post, Ending.DECLINED);
        } else if (post.closing()) {
            ended(post, Ending.MOOT);
        } else {
            made(post, make(post));
        }
    }

    private Seen make(Post post) {
        return switch (post.kind()) {
            case FLAKE ->
                    github.file(
                            post.repo(), post.text(), List.of("flaky target", post.text().label()));
            case REVERT ->
                    github.undo(
                            post.repo(),
                            post.id(),
                            post.text(),
                            new GitHubPosts.Undo(
                                    post.branch(),
                                    desk.head(post.repo(), post.branch()),
                                    new CommitSha(post.target()),
                                    post.text().title()));
            case PROMOTION, DEMOTION ->
                    changes.change(post)
                            .map(it -> github.propose(post.repo(), post.id(), post.text(), it))
                            .orElseGet(
                                    () ->
                                            new Seen.Later(
                                                    clock.instant().plus(LOOK_EVERY),
                                                    "the file has nothing to change"));
        };
    }

    private void made(Post post, Seen seen) {
        switch (seen) {
            case Seen.There(var number, var url, _) -> {
                desk.known(post, number, url);
                LOG.atInfo()
                        .addKeyValue("repository", post.repo())
                        .addKeyValue("target", post.target())
                        .addKeyValue("kind", post.kind().word())
                        .addKeyValue("number", number)
                        .log("The bot opened a post");
                desk.shown(post, clock.instant().plus(LOOK_EVERY));
            }
            case Seen.Later(var at, var why) -> desk.later(post, at, why);
            case Seen.Absent _ ->
                    desk.later(post, clock.instant().plus(LOOK_EVERY), "GitHub has no such place");
        }
    }

    private void there(Post post, Seen.There there) {
        if (post.number() == null) {
            desk.known(post, there.number(), there.url());
        }
        if (there.state() != State.OPEN) {
            ended(post, ending(post, there.state()));
        } else if (post.closing()) {
            after(
                    post,
                    github.close(post.repo(), post.kind(), there.number(), farewell(post)),
                    () -> ended(post, Ending.CLOSED));
        } else {
            tell(post, there.number(), () -> bring(post, there));
        }
    }

    private static String farewell(Post post) {
        var news = post.news();
        return news == null ? "The bot closes this." : news.words();
    }

    /// Says below it what changed, and then goes on.
    private void tell(Post post, long number, Runnable then) {
        var news = post.news();
        if (news == null) {
            then.run();
            return;
        }
        var marker = "%s:%d".formatted(post.id(), news.number());
        after(
                post,
                github.tell(post.repo(), number, marker, news.words()),
                () -> {
                    desk.told(post, news);
                    then.run();
                });
    }

    private void bring(Post post, Seen.There there) {
        if (!post.current()) {
            after(
                    post,
                    github.say(post.repo(), post.kind(), there.number(), post.text()),
                    () -> desk.shown(post, clock.instant().plus(LOOK_EVERY)));
        } else {
            desk.shown(post, clock.instant().plus(LOOK_EVERY));
        }
    }

    private static Ending ending(Post post, State state) {
        if (state == State.MERGED) {
            return Ending.MERGED;
        }
        return post.closing() ? Ending.CLOSED : Ending.DECLINED;
    }

    private void after(Post post, Seen seen, Runnable then) {
        switch (seen) {
            case Seen.There _ -> then.run();
            case Seen.Later(var at, var why) -> desk.later(post, at, why);
            case Seen.Absent _ -> ended(post, Ending.DECLINED);
        }
    }

    private void ended(Post post, Ending ending) {
        desk.end(post, ending);
        var proposal = post.proposal();
        if (ending == Ending.DECLINED && proposal != null) {
            proposals.decline(
                    post.repo(), proposal, "somebody on GitHub", "its pull request was closed");
        }
    }
}
