package dev.muster.adapter.jdbc;

import dev.muster.access.Tokens;
import dev.muster.actions.ActionsStore;
import dev.muster.actions.HeadStore;
import dev.muster.adapter.jdbc.access.JdbcRepeats;
import dev.muster.adapter.jdbc.access.JdbcSessions;
import dev.muster.adapter.jdbc.access.JdbcTokens;
import dev.muster.adapter.jdbc.actions.JdbcActions;
import dev.muster.adapter.jdbc.actions.JdbcHeads;
import dev.muster.adapter.jdbc.actions.JdbcJobs;
import dev.muster.adapter.jdbc.actions.JdbcTrusted;
import dev.muster.adapter.jdbc.backfill.JdbcBackfill;
import dev.muster.adapter.jdbc.dispatch.JdbcDispatchQueue;
import dev.muster.adapter.jdbc.dispatch.JdbcRequests;
import dev.muster.adapter.jdbc.dispatch.QueueSamples;
import dev.muster.adapter.jdbc.gardening.JdbcBot;
import dev.muster.adapter.jdbc.gardening.JdbcCulprits;
import dev.muster.adapter.jdbc.gardening.JdbcIncidents;
import dev.muster.adapter.jdbc.gardening.JdbcTrees;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.planning.GroupedLetterbox;
import dev.muster.adapter.jdbc.planning.JdbcCommitLog;
import dev.muster.adapter.jdbc.planning.JdbcInbox;
import dev.muster.adapter.jdbc.planning.JdbcInstallations;
import dev.muster.adapter.jdbc.planning.JdbcPlanStore;
import dev.muster.adapter.jdbc.planning.JdbcRepositories;
import dev.muster.adapter.jdbc.planning.JdbcSummaries;
import dev.muster.adapter.jdbc.pulls.JdbcChecks;
import dev.muster.adapter.jdbc.pulls.JdbcMergeGroups;
import dev.muster.adapter.jdbc.pulls.JdbcPullRequests;
import dev.muster.adapter.jdbc.pulls.JdbcTreeStatuses;
import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.adapter.jdbc.reporting.JdbcExternalTasks;
import dev.muster.adapter.jdbc.reporting.JdbcResults;
import dev.muster.adapter.jdbc.stability.JdbcStability;
import dev.muster.api.Repeats;
import dev.muster.backfill.BackfillStore;
import dev.muster.backfill.Waiting;
import dev.muster.bot.BotDesk;
import dev.muster.checks.CheckStore;
import dev.muster.dispatch.DispatchQueue;
import dev.muster.dispatch.Requests;
import dev.muster.dispatch.Runner;
import dev.muster.external.ExternalTasks;
import dev.muster.identity.TrustedRepositories;
import dev.muster.inbox.Inbox;
import dev.muster.inbox.Letterbox;
import dev.muster.intake.Installations;
import dev.muster.jobs.JobStore;
import dev.muster.people.Sessions;
import dev.muster.planning.CommitLog;
import dev.muster.planning.PlanStore;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.Repositories;
import dev.muster.planning.RepositoryKind;
import dev.muster.presubmit.MergeGroups;
import dev.muster.presubmit.PullRequests;
import dev.muster.reporting.Results;
import dev.muster.reporting.Summaries;
import dev.muster.reporting.Vacuum;
import dev.muster.stability.CulpritDesk;
import dev.muster.stability.IncidentDesk;
import dev.muster.tree.TreeStatuses;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.random.RandomGenerator;

/// The door of this package: every port that a database stands behind.
public final class JdbcStores {

    private final Database database;
    private final Clock clock;
    private final RandomGenerator random;

    /// @param random for identifiers and tokens, so one that nobody can foresee
    public JdbcStores(Database database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// Tasks of one kind of repository that wait for a runner.
    ///
    /// @param runner the runner's name
    public DispatchQueue queue(RepositoryKind kind, Runner runner) {
        return new JdbcDispatchQueue(database, clock, kind, runner);
    }

    /// Runs that GitHub starts by itself for proposals.
    public HeadStore heads() {
        return new JdbcHeads(database, clock);
    }

    /// Runs on GitHub Actions.
    public ActionsStore actions() {
        return new JdbcActions(database, clock, random);
    }

    /// Waiting tasks of one kind of repository, and the room for them.
    ///
    /// @param settings by which repositories are planned
    public BackfillStore backfill(RepositoryKind kind, PlanningSettings settings) {
        return new JdbcBackfill(database, kind, settings, clock);
    }

    /// What the bot shows on GitHub.
    public BotDesk bot() {
        return new JdbcBot(database, clock, random);
    }

    /// Check runs that are wanted and that GitHub has.
    public CheckStore checks() {
        return new JdbcChecks(database, clock, random);
    }

    /// Commits of branches.
    public CommitLog commits() {
        return new JdbcCommitLog(database, clock);
    }

    /// Searches for what broke targets.
    public CulpritDesk culprits() {
        return new JdbcCulprits(database, clock);
    }

    /// Tasks of other schedulers.
    public ExternalTasks externalTasks() {
        return new JdbcExternalTasks(database, clock);
    }

    /// Incidents.
    public IncidentDesk incidents() {
        return new JdbcIncidents(database, clock, random);
    }

    /// Messages to be handled.
    public Inbox inbox() {
        return new JdbcInbox(database, clock);
    }

    /// Takes messages of many at once, each stored when it is answered.
    public Letterbox letterbox() {
        return new GroupedLetterbox(database, clock);
    }

    /// Where the App is installed.
    public Installations installations() {
        return new JdbcInstallations(database, clock);
    }

    /// Attempts that jobs of GitHub Actions speak for.
    ///
    /// @param site GitHub's address for people, without a slash at its end
    /// @param owner the name under which this instance claims attempts of GitHub's
    public JobStore jobs(String site, String owner) {
        return new JdbcJobs(database, site, owner, clock);
    }

    /// Merge groups.
    public MergeGroups mergeGroups() {
        return new JdbcMergeGroups(database, clock);
    }

    /// Plans and their tasks.
    public PlanStore plans() {
        return new JdbcPlanStore(database, clock, random);
    }

    /// Pull requests.
    public PullRequests pullRequests() {
        return new JdbcPullRequests(database, clock);
    }

    /// What the API and the pages read.
    public JdbcReads reads() {
        return reads(Waiting.SILENT, null);
    }

    /// What the API and the pages read.
    ///
    /// @param waiting tells why tasks have not begun
    /// @param site GitHub's address for people; null where there is no GitHub
    public JdbcReads reads(Waiting waiting, @Nullable String site) {
        return new JdbcReads(database, waiting, site, clock);
    }

    /// Answers to requests that name themselves.
    public Repeats repeats() {
        return new JdbcRepeats(database, clock);
    }

    /// Repositories whose jobs are listened to.
    public TrustedRepositories trusted() {
        return new JdbcTrusted(database);
    }

    /// Watched repositories.
    public Repositories repositories() {
        return new JdbcRepositories(database, clock);
    }

    /// What people ask of tasks.
    public Requests requests() {
        return new JdbcRequests(database, clock, random);
    }

    /// Results of attempts.
    public Results results() {
        return new JdbcResults(database, clock);
    }

    /// Browsers that people signed in with.
    public Sessions sessions() {
        return new JdbcSessions(database, clock, random);
    }

    /// Evidence, proposals, quarantine.
    public JdbcStability stability() {
        return new JdbcStability(database, clock, random);
    }

    /// Figures kept beside the attempts.
    public Summaries summaries() {
        return new JdbcSummaries(database, clock);
    }

    /// Tokens of people and schedulers.
    public Tokens tokens() {
        return new JdbcTokens(database, clock, random);
    }

    /// States of branches.
    public JdbcTrees trees() {
        return new JdbcTrees(database, clock, random);
    }

    /// What commits are to show of the tree.
    public TreeStatuses treeStatuses() {
        return new JdbcTreeStatuses(database, clock);
    }

    /// Notes how long the queue is, each time it is run.
    public Runnable queueSamples() {
        return new QueueSamples(database, clock)::round;
    }

    /// What forgets old rows.
    public Vacuum vacuum() {
        return new JdbcVacuum(database, clock);
    }
}
