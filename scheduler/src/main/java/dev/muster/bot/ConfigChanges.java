package dev.muster.bot;

import dev.muster.bot.BotDesk.Post;
import dev.muster.bot.GitHubPosts.Change;
import dev.muster.config.edit.EditOutcome;
import dev.muster.config.edit.TargetEdit;
import dev.muster.config.model.TargetName;
import dev.muster.stability.ProposalDesk;
import dev.muster.stability.ProposalDesk.Place;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// The changes that promote and demote targets, made on the newest commit that is known.
final class ConfigChanges {

    private static final Pattern OWNER =
            Pattern.compile("(?m)^Owner: @([A-Za-z0-9-]+(?:/[A-Za-z0-9_-]+)?)(?:,.*)?$");

    private final BotDesk desk;
    private final ProposalDesk proposals;

    ConfigChanges(BotDesk desk, ProposalDesk proposals) {
        this.desk = desk;
        this.proposals = proposals;
    }

    Optional<Change> change(Post post) {
        var on = desk.head(post.repo(), post.branch());
        var target = new TargetName(post.target());
        for (var config : proposals.configs(new Place(post.repo(), post.branch()), post.target())) {
            if (edit(post, config, target) instanceof EditOutcome.Edited edited) {
                return Optional.of(
                        new Change(
                                post.kind(),
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

    private static EditOutcome edit(Post post, ProposalDesk.ConfigText config, TargetName target) {
        return post.kind() == Kind.DEMOTION
                ? TargetEdit.demote(
                        config.path(),
                        config.text(),
                        target,
                        Objects.requireNonNullElse(post.issue(), ""))
                : TargetEdit.promote(config.path(), config.text(), target);
    }

    /// The first owner whom the text names: a person, or a team such as `acme/storage`.
    private static String reviewer(String body) {
        var found = OWNER.matcher(body);
        return found.find() ? found.group(1) : "";
    }
}
