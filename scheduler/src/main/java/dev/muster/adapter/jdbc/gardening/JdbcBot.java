package dev.muster.adapter.jdbc.gardening;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.stability.PostRows;
import dev.muster.bot.BotDesk;
import dev.muster.bot.Topic;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.Ulids;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The posts of the bot.
public final class JdbcBot implements BotDesk {

    private final Transactions transactions;
    private final Ulids ulids;
    private final Clock clock;

    public JdbcBot(Database database, Clock clock, RandomGenerator random) {
        this.transactions = new Transactions(database.jdbi());
        this.ulids = new Ulids(clock, random);
        this.clock = clock;
    }

    @Override
    public List<Topic> topics() {
        return transactions.in(handle -> BotTopics.of(handle, clock.instant()));
    }

    @Override
    public Optional<String> order(Topic topic, Limits limits) {
        var now = clock.instant();
        return transactions.in(
                handle -> {
                    var branch = BranchKey.find(handle, topic.repo(), topic.branch()).orElseThrow();
                    return PostRows.room(handle, branch, topic, limits, now)
                            ? PostRows.make(handle, branch, topic, ulids.next(), now)
                            : Optional.empty();
                });
    }

    @Override
    public void say(String post, Text text) {
        transactions.run(handle -> PostRows.say(handle, post, text, clock.instant()));
    }

    @Override
    public void close(String post, String word) {
        transactions.run(handle -> PostRows.close(handle, post, word, clock.instant()));
    }

    @Override
    public void told(Post post, News news) {
        transactions.run(handle -> PostRows.told(handle, post, news, clock.instant()));
    }

    @Override
    public Optional<Post> claim(String owner, Duration lease) {
        var now = clock.instant();
        return transactions.in(handle -> PostRows.claim(handle, owner, now, now.plus(lease)));
    }

    @Override
    public void known(Post post, long number, String url) {
        transactions.run(handle -> PostRows.known(handle, post, number, url, clock.instant()));
    }

    @Override
    public void shown(Post post, Instant next) {
        transactions.run(handle -> PostRows.shown(handle, post, clock.instant(), next));
    }

    @Override
    public void later(Post post, Instant at, String why) {
        transactions.run(handle -> PostRows.later(handle, post, at, why));
    }

    @Override
    public void moved(long repository, long number) {
        transactions.run(handle -> PostRows.moved(handle, repository, number, clock.instant()));
    }

    @Override
    public void end(Post post, Ending ending) {
        transactions.run(handle -> PostRows.end(handle, post, ending, clock.instant()));
    }

    @Override
    public CommitSha head(RepoSlug repo, String branch) {
        return transactions.in(
                handle -> {
                    var key = BranchKey.find(handle, repo, branch).orElseThrow();
                    return new CommitSha(
                            key.bind(
                                            handle.createQuery(
                                                    """
                                                    select head_sha from branch
                                                    where repository_id = :repository
                                                        and name = :branch
                                                    """))
                                    .mapTo(String.class)
                                    .one());
                });
    }
}
