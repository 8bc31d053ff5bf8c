package dev.muster.bot;

import dev.muster.bot.BotDesk.Post;
import dev.muster.bot.GitHubPosts.Change;
import dev.muster.config.edit.EditOutcome;
import dev.muster.config.edit.TargetEdit;
import dev.muster.config.model.TargetName;
import dev.muster.stability.ProposalDesk;
import dev.muster.stability.ProposalDesk.Place;

import java.util.Optional;

/// The change that promotes a target, made on the newest commit that is known.
final class Promotions {

    private final BotDesk desk;
    private final ProposalDesk proposals;

    Promotions(BotDesk desk, ProposalDesk proposals) {
        this.desk = desk;
        this.proposals = proposals;
    }

    Optional<Change> change(Post post) {
        var on = desk.head(post.repo(), post.branch());
        var target = new TargetName(post.target());
        for (var config : proposals.configs(new Place(post.repo(), post.branch()), post.target())) {
            if (TargetEdit.promote(config.path(), config.text(), target)
                    instanceof EditOutcome.Edited edited) {
                return Optional.of(
                        new Change(
                                post.branch(),
                                on,
                                config.path(),
                                edited.text(),
                                post.text().title().replace("`", "'"),
                                reviewer(post.text().body())));
            }
        }
        return Optional.empty();
    }

    /// The owner whom the text names, where that is one person.
    private static String reviewer(String body) {
        var found = java.util.regex.Pattern.compile("(?m)^Owner: @([A-Za-z0-9-]+)$").matcher(body);
        return found.find() ? found.group(1) : "";
    }
}
