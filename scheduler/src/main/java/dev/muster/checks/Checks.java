package dev.muster.checks;

import dev.muster.checks.CheckStore.About;
import dev.muster.checks.CheckStore.Due;
import dev.muster.checks.CheckStore.Pending;
import dev.muster.checks.GitHubChecks.Sent;
import dev.muster.lanes.Lanes;
import dev.muster.lanes.Rests;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Keeps what GitHub shows equal to what is wanted.
///
/// What is wanted is stored first and sent then, so nothing is lost when this process ends. A check
/// run of which it is not known whether it was made is looked for by our name before it is made
/// again.
public final class Checks {

    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);
    private static final int BATCH = 50;
    private static final int DETAILS = 10;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration PROGRESS_PAUSE = Duration.ofSeconds(60);
    private static final Duration MORE_PAUSE = Duration.ofSeconds(30);
    private static final int HUNDRED = 100;
    private static final Duration LOOK_AFTER = Duration.ofSeconds(3);

    /// In which time about as many find room as are taken at once.
    private static final Duration REST = Duration.ofSeconds(5);

    private final CheckStore store;
    private final GitHubChecks github;
    private final CheckSettings settings;
    private final Lanes lanes;
    private final String owner;
    private final Clock clock;
    private final Rests rests;

    /// @param lanes how many commits are sent at once
    /// @param owner the name under which this instance claims
    public Checks(
            CheckStore store,
            GitHubChecks github,
            CheckSettings settings,
            Lanes lanes,
            String owner,
            Clock clock) {
        this.store = store;
        this.github = github;
        this.settings = settings;
        this.lanes = lanes;
        this.owner = owner;
        this.clock = clock;
        this.rests = new Rests(REST, clock);
    }

    /// Decides anew about the commits of which something changed.
    ///
    /// @return about how many
    public int decide() {
        var due = store.due(BATCH);
        due.forEach(this::decide);
        return due.size();
    }

    private void decide(Due commit) {
        var facts = store.facts(commit, settings);
        store.want(commit, Wanted.of(facts, settings), pause(facts.tasks().size()));
    }

    /// The more targets, the longer they take and the less each of them changes the picture.
    private static Duration pause(int tasks) {
        return PROGRESS_PAUSE.plus(MORE_PAUSE.multipliedBy(tasks / HUNDRED));
    }

    /// Sends what is wanted of commits as a whole and not confirmed.
    ///
    /// @return how many check runs were tried
    public int send() {
        return send(About.THE_WHOLE, Set.of(), BATCH);
    }

    /// The same for single targets, of which there are many and which nobody's merge waits for.
    /// Where one has to wait, so have the others of its repository: they are not asked for a while.
    ///
    /// @return how many check runs were tried
    public int sendDetails() {
        return send(About.TARGETS, rests.now(), DETAILS);
    }

    private int send(About about, Set<Long> without, int limit) {
        var claimed = store.claim(about, without, owner, LEASE, limit);
        lanes.each(claimed, it -> List.of(it.repo(), it.sha()), this::sendSafely);
        return claimed.size();
    }

    /// One check run that makes trouble must not keep the others from being sent.
    private void sendSafely(Pending pending) {
        try {
            send(pending);
        } catch (RuntimeException trouble) {
            LOG.atError()
                    .addKeyValue("repo", pending.repo())
                    .addKeyValue("check", pending.check().name())
                    .setCause(trouble)
                    .log("A check run could not be sent; it is tried again");
        }
    }

    private void send(Pending pending) {
        var known = pending.githubId();
        if (known == null && pending.looks()) {
            found(
                    pending,
                    github.find(
                            pending.repo(),
                            pending.sha(),
                            pending.externalId(),
                            pending.check().name()));
        } else if (known == null) {
            written(
                    pending,
                    github.create(
                            pending.repo(),
                            pending.sha(),
                            pending.externalId(),
                            pending.check(),
                            pending.urgency()));
        } else {
            written(
                    pending,
                    github.update(pending.repo(), known, pending.check(), pending.urgency()));
        }
    }

    private void found(Pending pending, Sent sent) {
        switch (sent) {
            case Sent.Done(var id) -> store.found(pending, id);
            case Sent.Absent _ -> store.absent(pending);
            case Sent.Busy(var at, var why) -> store.unknown(pending, at, why);
            case Sent.Later(var at, var why) -> store.unknown(pending, at, why);
            case Sent.Unknown(var why) -> store.unknown(pending, soon(pending), why);
            case Sent.Refused(var why) -> refused(pending, why);
        }
    }

    private void written(Pending pending, Sent sent) {
        switch (sent) {
            case Sent.Done(var id) -> store.confirmed(pending, id);
            case Sent.Absent _ -> store.absent(pending);
            case Sent.Busy(var at, var why) -> busy(pending, at, why);
            case Sent.Later(var at, var why) -> store.later(pending, at, why);
            case Sent.Unknown(var why) -> store.unknown(pending, soon(pending), why);
            case Sent.Refused(var why) -> refused(pending, why);
        }
    }

    /// Of single targets the most urgent comes first when there is room again, whichever found
    /// none: it is the repository that waits.
    private void busy(Pending pending, Instant at, String why) {
        if (pending.check().ofTheWhole()) {
            store.later(pending, at, why);
        } else {
            rests.begin(pending.repository(), at);
            store.later(pending, clock.instant(), why);
        }
    }

    private Instant soon(Pending pending) {
        return clock.instant().plus(LOOK_AFTER.multipliedBy(1L << Math.min(pending.tries(), 6)));
    }

    private void refused(Pending pending, String why) {
        LOG.atWarn()
                .addKeyValue("repo", pending.repo())
                .addKeyValue("commit", pending.sha())
                .addKeyValue("check", pending.check().name())
                .addKeyValue("why", why)
                .log("GitHub refused a check run");
        store.refused(pending, why);
    }
}
