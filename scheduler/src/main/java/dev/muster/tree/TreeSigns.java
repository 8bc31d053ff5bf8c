package dev.muster.tree;

import dev.muster.lanes.Rests;
import dev.muster.tree.CommitStatuses.Told;
import dev.muster.tree.TreeStatuses.Pending;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;

/// Shows the state of the tree on the heads of open pull requests, and only where it changed.
///
/// What is wanted is stored first and sent then. After a try of which the end is not known, GitHub
/// is looked at before it is told again.
public final class TreeSigns {

    private static final Logger LOG = LoggerFactory.getLogger(TreeSigns.class);
    private static final int BATCH = 20;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// In which time about as many find room as are taken at once.
    private static final Duration REST = Duration.ofSeconds(10);

    private final TreeStatuses statuses;
    private final CommitStatuses github;
    private final Settings settings;
    private final Clock clock;
    private final Rests rests;

    public TreeSigns(TreeStatuses statuses, CommitStatuses github, Settings settings, Clock clock) {
        this.statuses = statuses;
        this.github = github;
        this.settings = settings;
        this.clock = clock;
        this.rests = new Rests(REST, clock);
    }

    /// @param url where people reach this service, without a slash at the end
    /// @param label by which a pull request says that it is to mend the tree
    /// @param owner the name under which this instance claims
    public record Settings(String url, String label, String owner) {}

    /// One round. Where a sign that nobody awaits has to wait, so have the others of its
    /// repository: they are not taken for a while.
    ///
    /// @return how many commits were tried
    public int round() {
        statuses.want(settings.label());
        var claimed = statuses.claim(rests.now(), settings.owner(), LEASE, BATCH);
        claimed.forEach(this::sendSafely);
        return claimed.size();
    }

    /// One commit that makes trouble must not keep the others from being told.
    private void sendSafely(Pending pending) {
        try {
            send(pending);
        } catch (RuntimeException trouble) {
            LOG.atError()
                    .addKeyValue("repo", pending.repo())
                    .addKeyValue("commit", pending.sha())
                    .setCause(trouble)
                    .log("The state of the tree could not be shown; it is tried again");
        }
    }

    private void send(Pending pending) {
        var known =
                pending.tries() > 0
                        ? github.shows(pending.repo(), pending.sha(), pending.sign())
                        : new Told.No();
        settle(pending, known instanceof Told.No ? show(pending) : known);
    }

    private void settle(Pending pending, Told told) {
        switch (told) {
            case Told.Yes _ -> statuses.shown(pending);
            case Told.No _ ->
                    statuses.later(pending, clock.instant().plus(PAUSE), "it was not taken");
            case Told.Later(var at, var why) -> {
                if (!pending.awaited()) {
                    rests.begin(pending.repository());
                }
                statuses.later(pending, at, why);
            }
            case Told.Unsure(var at, var why) -> statuses.unsure(pending, at, why);
        }
    }

    private Told show(Pending pending) {
        return github.show(
                pending.repo(), pending.sha(), pending.sign(), url(pending), pending.awaited());
    }

    private String url(Pending pending) {
        return "%s/r/%s/gardener".formatted(settings.url(), pending.repo());
    }
}
