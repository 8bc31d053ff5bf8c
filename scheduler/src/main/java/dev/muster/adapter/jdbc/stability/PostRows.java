package dev.muster.adapter.jdbc.stability;

import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.bot.BotDesk.Ending;
import dev.muster.bot.BotDesk.Limits;
import dev.muster.bot.BotDesk.News;
import dev.muster.bot.BotDesk.Post;
import dev.muster.bot.BotDesk.Text;
import dev.muster.bot.Kind;
import dev.muster.bot.Topic;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The rows of the bot's posts.
public final class PostRows {

    /// So long are the words of one piece of news; two fit into the column.
    private static final int WORDS_LENGTH = 4000;

    private static final String GAP = "\n\n";

    private PostRows() {}

    /// Whether the limits leave room for another, and no person closed one of late.
    public static boolean room(
            Handle handle, BranchKey branch, Topic topic, Limits limits, Instant now) {
        return made(handle, branch, topic, now.minus(Duration.ofHours(1))) < limits.hour()
                && made(handle, branch, topic, now.minus(Duration.ofDays(1))) < limits.day()
                && !declined(handle, branch, topic, now.minus(limits.silence()));
    }

    private static int made(Handle handle, BranchKey branch, Topic topic, Instant since) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select count(*) from bot_post
                                where repository_id = :repository and kind = :kind
                                    and made_at > :since and branch = :branch
                                """))
                .bind("kind", topic.kind().word())
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    private static boolean declined(Handle handle, BranchKey branch, Topic topic, Instant since) {
        return branch.bind(
                                handle.createQuery(
                                        """
                                        select count(*) from bot_post
                                        where repository_id = :repository and branch = :branch
                                            and target = :target and kind = :kind
                                            and ending = 'declined' and ended_at > :since
                                        """))
                        .bind("target", topic.target())
                        .bind("kind", topic.kind().word())
                        .bind("since", since)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    public static Optional<String> make(
            Handle handle, BranchKey branch, Topic topic, String id, Instant now) {
        var made =
                branch.bind(
                                handle.createUpdate(
                                        """
                                        insert into bot_post (id, repository_id, branch, target,
                                            kind, proposal_id, wish, title, body, version,
                                            shown_version, state, made_at, due_at, tries, open_key)
                                        values (:id, :repository, :branch, :target, :kind,
                                            :proposal, 'open', '', '', 0, 0, 'open', :now, :now, 0,
                                            :key)
                                        on conflict do nothing
                                        """))
                        .bind("id", id)
                        .bind("target", topic.target())
                        .bind("kind", topic.kind().word())
                        .bind("proposal", topic.proposal())
                        .bind("now", now)
                        .bind("key", key(topic.kind(), branch.name(), topic.target()))
                        .execute();
        return made == 0 ? Optional.empty() : Optional.of(id);
    }

    /// What tells the one open post of a kind about a target.
    static String key(Kind kind, String branch, String target) {
        return "%s %s %s".formatted(kind.word(), branch, target);
    }

    /// A first text is due at once; a newer one is shown when GitHub is looked at next.
    public static void say(Handle handle, String post, Text text, Instant now) {
        handle.createUpdate(
                        """
                        update bot_post set title = :title, body = :body, label = :label, version = version + 1,
                            due_at = case when version = 0 then :now else due_at end
                        where id = :id and state = 'open' and wish = 'open'
                        """)
                .bind("title", Texts.fit(text.title(), 1000))
                .bind("body", text.body().replace('\0', ' '))
                .bind("label", text.label())
                .bind("now", now)
                .bind("id", post)
                .execute();
    }

    public static void close(Handle handle, String post, String word, Instant now) {
        handle.createUpdate(
                        """
                        update bot_post set wish = 'closed', due_at = :now,
                            news = case when news is null or length(news) > 4000 then :word
                                else news || :gap || :word end
                        where id = :id and state = 'open'
                        """)
                .bind("word", Texts.fit(word, WORDS_LENGTH - GAP.length()))
                .bind("gap", GAP)
                .bind("now", now)
                .bind("id", post)
                .execute();
    }

    /// Has something said below the issue about a target's flakes, where one is open.
    static void tell(Handle handle, BranchKey branch, String target, String words, Instant now) {
        handle.createUpdate(
                        """
                        update bot_post set due_at = :now, news_number = news_number + 1,
                            news = case when news is null or length(news) > 4000 then :words
                                else news || :gap || :words end
                        where repository_id = :repository and open_key = :key and wish = 'open'
                        """)
                .bind("now", now)
                .bind("words", Texts.fit(words, WORDS_LENGTH - GAP.length()))
                .bind("gap", GAP)
                .bind("repository", branch.repository())
                .bind("key", key(Kind.FLAKE, branch.name(), target))
                .execute();
    }

    /// The addresses of the open issues about flakes, by target.
    static Map<String, String> issues(Handle handle, BranchKey branch) {
        var found = new HashMap<String, String>();
        branch.bind(
                        handle.createQuery(
                                """
                                select target, url from bot_post
                                where repository_id = :repository and branch = :branch
                                    and kind = 'flake' and open_key is not null
                                    and url is not null
                                """))
                .map((row, _) -> Map.entry(row.getString("target"), row.getString("url")))
                .forEach(it -> found.put(it.getKey(), it.getValue()));
        return found;
    }

    public static void told(Handle handle, Post post, News news, Instant now) {
        audit(handle, post, "comment below " + what(post), news.words(), now);
        handle.createUpdate(
                        """
                        update bot_post set news = null
                        where id = :id and news_number = :number and wish = 'open'
                        """)
                .bind("id", post.id())
                .bind("number", news.number())
                .execute();
    }

    public static Optional<Post> claim(Handle handle, String owner, Instant now, Instant until) {
        var due =
                handle.createQuery(
                                """
                                select p.*, r.owner, r.name, (select max(i.url) from bot_post i
                                    where i.repository_id = p.repository_id
                                        and i.branch = p.branch and i.target = p.target
                                        and i.kind = 'flake' and i.open_key is not null) as issue
                                from bot_post p
                                join repository r on r.id = p.repository_id
                                where p.state = 'open' and p.due_at <= :now
                                    and (p.version > 0 or p.wish = 'closed')
                                    and (p.lease_until is null or p.lease_until < :now)
                                    and r.github_state = 'active'
                                order by p.due_at, p.id limit 5
                                """)
                        .bind("now", now)
                        .map((row, _) -> post(row))
                        .list();
        return due.stream()
                .filter(
                        post ->
                                handle.createUpdate(
                                                        """
                                                        update bot_post set lease_owner = :owner,
                                                            lease_until = :until
                                                        where id = :id and state = 'open'
                                                            and due_at <= :now
                                                            and (lease_until is null
                                                                or lease_until < :now)
                                                        """)
                                                .bind("owner", owner)
                                                .bind("until", until)
                                                .bind("id", post.id())
                                                .bind("now", now)
                                                .execute()
                                        > 0)
                .findFirst();
    }

    private static Post post(ResultSet row) throws SQLException {
        return new Post(
                row.getString("id"),
                new RepoSlug(row.getString("owner"), row.getString("name")),
                row.getString("branch"),
                row.getString("target"),
                Kind.of(row.getString("kind")),
                row.getString("wish").equals("closed"),
                new Text(row.getString("title"), row.getString("body"), row.getString("label")),
                row.getLong("version"),
                row.getLong("version") == row.getLong("shown_version"),
                Rows.number(row, "number"),
                row.getString("proposal_id"),
                row.getString("issue"),
                row.getInt("tries"),
                news(row));
    }

    private static @Nullable News news(ResultSet row) throws SQLException {
        var words = row.getString("news");
        return words == null ? null : new News(row.getInt("news_number"), words);
    }

    public static void known(Handle handle, Post post, long number, String url, Instant now) {
        handle.createUpdate("update bot_post set number = :number, url = :url where id = :id")
                .bind("number", number)
                .bind("url", Texts.fit(url, 2000))
                .bind("id", post.id())
                .execute();
        if (post.proposal() != null) {
            handle.createUpdate("update proposal set url = :url where id = :id")
                    .bind("url", Texts.fit(url, 2000))
                    .bind("id", post.proposal())
                    .execute();
        }
        audit(handle, post, "open " + what(post), url, now);
    }

    public static void shown(Handle handle, Post post, Instant now, Instant next) {
        handle.createUpdate(
                        """
                        update bot_post set shown_version = :version, shown_at = :now,
                            due_at = case when wish = 'closed' then due_at else :next end,
                            tries = 0, fault = null, lease_owner = null, lease_until = null
                        where id = :id and state = 'open'
                        """)
                .bind("version", post.version())
                .bind("now", now)
                .bind("next", next)
                .bind("id", post.id())
                .execute();
    }

    public static void later(Handle handle, Post post, Instant at, String why) {
        handle.createUpdate(
                        """
                        update bot_post set due_at = :at, tries = tries + 1, fault = :why,
                            lease_owner = null, lease_until = null
                        where id = :id and state = 'open'
                        """)
                .bind("at", at)
                .bind("why", Texts.fit(why, 2000))
                .bind("id", post.id())
                .execute();
    }

    /// Whatever stands at a number of a repository is looked at next.
    public static void moved(Handle handle, long repository, long number, Instant now) {
        handle.createUpdate(
                        """
                        update bot_post set due_at = :now
                        where repository_id = :repository and number = :number
                            and state = 'open' and due_at > :now
                        """)
                .bind("now", now)
                .bind("repository", repository)
                .bind("number", number)
                .execute();
    }

    public static void end(Handle handle, Post post, Ending ending, Instant now) {
        var word = ending.name().toLowerCase(Locale.ROOT);
        var ended =
                handle.createUpdate(
                                """
                                update bot_post set state = 'ended', ending = :ending,
                                    ended_at = :now, open_key = null, lease_owner = null,
                                    lease_until = null
                                where id = :id and state = 'open'
                                """)
                        .bind("ending", word)
                        .bind("now", now)
                        .bind("id", post.id())
                        .execute();
        if (ended > 0) {
            audit(handle, post, what(post) + " " + word, "", now);
            if (post.kind() == Kind.FLAKE && ending == Ending.DECLINED) {
                BranchKey.find(handle, post.repo(), post.branch())
                        .ifPresent(it -> QuarantineRows.fixed(handle, it, post.target(), now));
            }
        }
    }

    private static String what(Post post) {
        return post.kind().isPull() ? "pull request" : "issue";
    }

    private static void audit(Handle handle, Post post, String action, String reason, Instant now) {
        Audit.append(
                handle,
                now,
                QuarantineRows.BOT,
                action,
                "%s %s '%s'".formatted(post.repo(), post.branch(), post.target()),
                reason);
    }
}
