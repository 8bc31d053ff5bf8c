package dev.muster.planning;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.inbox.Claim;
import dev.muster.inbox.Inbox;
import dev.muster.plan.Planner;
import dev.muster.plan.RepoEvent;
import dev.muster.planning.PlanStore.LandedCommit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Plans the commits that landed, oldest first.
public final class Planning {

    /// The kind of the messages that ask to plan a commit.
    public static final String COMMIT_LANDED = "commit_landed";

    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

    private final Inbox inbox;
    private final CommitSource source;
    private final PlanStore store;
    private final PlanningSettings settings;
    private final String owner;
    private final Clock clock;
    private final AtomicBoolean begun = new AtomicBoolean();

    /// @param owner the name under which this instance claims messages
    public Planning(
            Inbox inbox,
            CommitSource source,
            PlanStore store,
            PlanningSettings settings,
            String owner,
            Clock clock) {
        this.inbox = inbox;
        this.source = source;
        this.store = store;
        this.settings = settings;
        this.owner = owner;
        this.clock = clock;
    }

    /// Plans what is due, one commit after the other.
    ///
    /// @return how many messages were handled
    public int round() {
        if (begun.compareAndSet(false, true)) {
            inbox.release(owner);
        }
        var claims = inbox.claim(COMMIT_LANDED, owner, settings.lease(), settings.batch());
        claims.forEach(this::plan);
        return claims.size();
    }

    private void plan(Claim claim) {
        var commit = store.commit(claim);
        if (commit.isEmpty()) {
            inbox.giveUp(claim, "the commit is not stored");
            return;
        }
        try {
            plan(claim, commit.get());
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("repo", commit.get().repository().slug())
                    .addKeyValue("commit", commit.get().sha())
                    .setCause(bug)
                    .log("Planning stopped at a fault of this program; it is tried again later");
            inbox.retryLater(claim, bug.toString());
        }
    }

    private void plan(Claim claim, LandedCommit commit) {
        var repo = commit.repository().slug();
        switch (source.configs(repo, commit.sha(), settings.configPaths())) {
            case CommitSource.ConfigFiles.Unreachable(var why) -> {
                LOG.atWarn()
                        .addKeyValue("repo", repo)
                        .addKeyValue("commit", commit.sha())
                        .addKeyValue("why", why)
                        .log("The configuration cannot be read; it is tried again later");
                inbox.retryLater(claim, why);
            }
            case CommitSource.ConfigFiles.Found found ->
                    store.store(claim, commit, decide(commit, found));
        }
    }

    private PlanningOutcome decide(LandedCommit commit, CommitSource.ConfigFiles.Found found) {
        if (found.byPath().isEmpty()) {
            return new PlanningOutcome.Missing();
        }
        var configs = new ArrayList<CiConfig>();
        var said = new ArrayList<Diagnostic>();
        found.byPath()
                .forEach(
                        (path, text) -> {
                            var reading = CiConfigReader.read(path, text);
                            said.addAll(reading.diagnostics());
                            if (reading instanceof Reading.Valid valid) {
                                configs.add(valid.config());
                            }
                        });
        if (configs.size() < found.byPath().size()) {
            return new PlanningOutcome.Invalid(said);
        }
        var event =
                new RepoEvent.CommitLanded(commit.branch(), clock.instant(), commit.sha().value());
        var plan =
                Planner.of(settings.of(commit.repository()), configs, defaultConfigs(commit))
                        .plan(
                                event,
                                source.changedFiles(commit.repository().slug(), commit.sha()),
                                store.history(commit));
        return new PlanningOutcome.Planned(found.byPath(), configs, said, plan);
    }

    private List<CiConfig> defaultConfigs(LandedCommit commit) {
        return commit.branch().equals(commit.repository().defaultBranch())
                ? List.of()
                : store.defaultBranchConfigs(commit.repository());
    }
}
