package dev.muster.planning;

import dev.muster.config.check.CheckContext;
import dev.muster.config.model.CiConfig;
import dev.muster.config.owners.OwnerFiles;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.RepoSlug;
import dev.muster.inbox.Claim;
import dev.muster.inbox.Inbox;
import dev.muster.lanes.Lanes;
import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanDifference;
import dev.muster.plan.Planner;
import dev.muster.plan.RepoEvent;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.TaskHistory;
import dev.muster.planning.PlanStore.LandedCommit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// Plans the commits that landed, oldest first.
public final class Planning {

    /// The kind of the messages that ask to plan a commit.
    public static final String COMMIT_LANDED = "commit_landed";

    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

    /// How often the files that name owners are asked for: nobody's build waits long for them.
    private static final int OWNER_TRIES = 3;

    private final Inbox inbox;
    private final CommitSource source;
    private final PlanStore store;
    private final PlanningSettings settings;
    private final Lanes lanes;
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
        this.lanes = new Lanes(settings.lanes());
        this.owner = owner;
        this.clock = clock;
    }

    /// Plans what is due, the commits of one line one after the other.
    ///
    /// @return how many messages were handled
    public int round() {
        if (begun.compareAndSet(false, true)) {
            inbox.release(COMMIT_LANDED, owner);
        }
        var claims = inbox.claim(COMMIT_LANDED, owner, settings.lease(), settings.batch());
        var proposed = claims.stream().collect(Collectors.partitioningBy(Planning::isProposed));
        proposed.getOrDefault(false, List.of()).forEach(this::plan);
        lanes.each(proposed.getOrDefault(true, List.of()), Planning::line, this::plan);
        return claims.size();
    }

    /// What landed is planned in its order, for each commit has the ones before as its history;
    /// what is proposed has none.
    private static boolean isProposed(Claim claim) {
        return !Line.isBranch(claim.message().delivery());
    }

    /// The line's part of [CommitLog]'s names of messages.
    private static String line(Claim claim) {
        var name = claim.message().delivery();
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
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
        var proposed = store.proposed(commit);
        if (proposed.isEmpty() && !Line.isBranch(commit.branch())) {
            inbox.giveUp(claim, "what was proposed is not stored");
            return;
        }
        var repo = commit.repository().slug();
        switch (gather(repo, commit, proposed.orElse(null))) {
            case Gathered.Unreachable(var why) -> later(claim, commit, why);
            case Gathered.Texts texts -> decide(claim, commit, texts, proposed.orElse(null));
        }
    }

    private void later(Claim claim, LandedCommit commit, String why) {
        LOG.atWarn()
                .addKeyValue("repo", commit.repository().slug())
                .addKeyValue("commit", commit.sha())
                .addKeyValue("why", why)
                .log("The configuration or the changed files cannot be read; tried again later");
        inbox.retryLater(claim, why);
    }

    /// The configurations of a commit.
    private sealed interface Gathered {

        /// @param counting those that count, by path
        /// @param checked those that are checked: the same, but for a proposal that is not trusted
        record Texts(Map<String, byte[]> counting, Map<String, byte[]> checked)
                implements Gathered {

            boolean differ() {
                return !counting.keySet().equals(checked.keySet())
                        || !counting.keySet().stream()
                                .allMatch(it -> Arrays.equals(counting.get(it), checked.get(it)));
            }
        }

        /// @param why for the operator
        record Unreachable(String why) implements Gathered {}
    }

    private Gathered gather(RepoSlug repo, LandedCommit commit, @Nullable Proposed proposed) {
        var own = source.configs(repo, commit.sha(), settings.configPaths(repo));
        if (!(own instanceof CommitSource.ConfigFiles.Found(var checked))) {
            return unreachable(own);
        }
        if (!(proposed instanceof Proposed.Pull pull) || pull.trusted()) {
            return new Gathered.Texts(checked, checked);
        }
        var base = source.configs(repo, pull.baseSha(), settings.configPaths(repo));
        return base instanceof CommitSource.ConfigFiles.Found(var counting)
                ? new Gathered.Texts(counting, checked)
                : unreachable(base);
    }

    private static Gathered unreachable(CommitSource.ConfigFiles files) {
        return switch (files) {
            case CommitSource.ConfigFiles.Unreachable(var why) -> new Gathered.Unreachable(why);
            case CommitSource.ConfigFiles.Found _ -> throw new AssertionError("it was found");
        };
    }

    private void decide(
            Claim claim, LandedCommit commit, Gathered.Texts texts, @Nullable Proposed proposed) {
        if (texts.counting().isEmpty()) {
            store.store(claim, commit, new PlanningOutcome.Missing());
            return;
        }
        var checked = ConfigTexts.read(texts.checked(), context(commit, proposed));
        var counting =
                texts.counting() == texts.checked()
                        ? checked
                        : ConfigTexts.read(texts.counting(), CheckContext.NONE);
        if (!checked.valid() || !counting.valid()) {
            var said = checked.valid() ? counting.said() : checked.said();
            store.store(claim, commit, new PlanningOutcome.Invalid(said));
            return;
        }
        var owners = owners(claim, commit, proposed, counting.configs());
        if (owners.isEmpty()) {
            return;
        }
        switch (changed(commit, proposed)) {
            case CommitSource.Touched.Unreachable(var why) -> later(claim, commit, why);
            case CommitSource.Touched.Found(var files) -> {
                var configs = counting.configs().stream().map(owners.get()::fill).toList();
                var ground = ground(commit, proposed, files);
                var plan = plan(ground, configs);
                var difference =
                        texts.differ()
                                ? PlanDifference.between(plan, plan(ground, checked.configs()))
                                : null;
                store.store(
                        claim,
                        commit,
                        new PlanningOutcome.Planned(
                                texts.counting(),
                                configs,
                                checked.said(),
                                plan,
                                difference == null
                                        ? List.of()
                                        : Differences.sentences(difference)));
            }
        }
    }

    /// What is planned by besides the configuration; read once, also where two are compared.
    private record Ground(
            RepoSettings settings,
            List<CiConfig> defaults,
            RepoEvent event,
            ChangedFiles files,
            TaskHistory history) {}

    private Ground ground(LandedCommit commit, @Nullable Proposed proposed, ChangedFiles files) {
        return new Ground(
                settings.of(commit.repository()),
                defaults(commit),
                event(commit, proposed),
                files,
                history(commit));
    }

    private static Plan plan(Ground ground, List<CiConfig> configs) {
        return Planner.of(ground.settings(), configs, ground.defaults())
                .plan(ground.event(), ground.files(), ground.history());
    }

    /// The owners that the repository's other files name; they are read only where a target of a
    /// branch names none. Where they cannot be read for long, the plan is made without them.
    ///
    /// @return nothing where the commit is to be planned later
    private Optional<OwnerFiles> owners(
            Claim claim, LandedCommit commit, @Nullable Proposed proposed, List<CiConfig> configs) {
        var targets = configs.stream().flatMap(it -> it.targets().stream());
        if (proposed != null || targets.allMatch(it -> it.owner() != null)) {
            return Optional.of(OwnerFiles.NONE);
        }
        var paths = new ArrayList<>(OwnerFiles.CODE_OWNERS);
        paths.add(OwnerFiles.TEST_OWNERS);
        return switch (source.configs(commit.repository().slug(), commit.sha(), paths)) {
            case CommitSource.ConfigFiles.Found(var found) -> Optional.of(OwnerFiles.among(found));
            case CommitSource.ConfigFiles.Unreachable(var why) -> {
                if (claim.tries() < OWNER_TRIES) {
                    later(claim, commit, why);
                    yield Optional.empty();
                }
                LOG.atWarn()
                        .addKeyValue("repo", commit.repository().slug())
                        .addKeyValue("commit", commit.sha())
                        .addKeyValue("why", why)
                        .log("The files that name owners cannot be read; planned without them");
                yield Optional.of(OwnerFiles.NONE);
            }
        };
    }

    private RepoEvent event(LandedCommit commit, @Nullable Proposed proposed) {
        var now = clock.instant();
        return switch (proposed) {
            case null -> new RepoEvent.CommitLanded(commit.branch(), now, commit.sha().value());
            case Proposed.Pull pull ->
                    new RepoEvent.PullRequestUpdated(pull.base(), now, pull.labels());
            case Proposed.Group group -> new RepoEvent.MergeGroupFormed(group.base(), now);
        };
    }

    private CommitSource.Touched changed(LandedCommit commit, @Nullable Proposed proposed) {
        var repo = commit.repository().slug();
        return proposed == null
                ? source.changedFiles(repo, commit.sha())
                : source.proposedFiles(repo, proposed, commit.sha());
    }

    private TaskHistory history(LandedCommit commit) {
        return Line.isBranch(commit.branch()) ? store.history(commit) : TaskHistory.NONE;
    }

    /// What is proposed is compared with what the default branch says.
    private CheckContext context(LandedCommit commit, @Nullable Proposed proposed) {
        var base = proposed == null ? null : store.defaultBranchConfigs(commit.repository());
        return base == null || base.isEmpty()
                ? CheckContext.NONE
                : new CheckContext(base, null, null, false, null, Map.of());
    }

    private List<CiConfig> defaults(LandedCommit commit) {
        return commit.base().equals(commit.repository().defaultBranch())
                ? List.of()
                : store.defaultBranchConfigs(commit.repository());
    }
}
