package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.CheckDue;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.EventLog;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.stability.TreeRows;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.TargetName;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Ulids;
import dev.muster.inbox.Claim;
import dev.muster.plan.TaskHistory;
import dev.muster.planning.PlanStore;
import dev.muster.planning.PlanningOutcome;
import dev.muster.planning.Proposed;
import dev.muster.planning.TrackedRepository;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// The plans, their tasks, and what planning may know of the past.
public final class JdbcPlanStore implements PlanStore {

    /// Of a commit that nobody waited for any more when it was planned.
    public static final String SUPERSEDED = "superseded";

    private final Transactions transactions;
    private final StoredConfigs configs = new StoredConfigs();
    private final PlanWriter writer;
    private final Clock clock;

    /// @param random for the names of tasks
    public JdbcPlanStore(Database database, Clock clock, RandomGenerator random) {
        this.transactions = new Transactions(database.jdbi());
        this.writer = new PlanWriter(new Ulids(clock, random));
        this.clock = clock;
    }

    @Override
    public Optional<LandedCommit> commit(Claim claim) {
        var repository = claim.message().repository();
        if (repository == null) {
            return Optional.empty();
        }
        var payload = Json.read(claim.message().payload());
        var branch = payload.path("branch").asText();
        var sha = payload.path("sha").asText();
        var waits = payload.path("waits").asBoolean();
        return transactions.in(
                handle -> {
                    var tracked = JdbcRepositories.find(handle, repository);
                    return tracked.flatMap(
                            found ->
                                    position(handle, found.id(), branch, sha)
                                            .map(
                                                    position ->
                                                            new LandedCommit(
                                                                    found,
                                                                    branch,
                                                                    position,
                                                                    new CommitSha(sha),
                                                                    waits)));
                });
    }

    private static Optional<Long> position(
            Handle handle, long repository, String branch, String sha) {
        return handle.createQuery(
                        """
                        select position from landed_commit
                        where repository_id = :repository and branch = :branch and sha = :sha
                        """)
                .bind("repository", repository)
                .bind("branch", branch)
                .bind("sha", sha)
                .mapTo(Long.class)
                .findOne();
    }

    @Override
    public Optional<Proposed> proposed(LandedCommit commit) {
        return transactions.in(handle -> ProposedRows.of(handle, commit));
    }

    @Override
    public TaskHistory history(LandedCommit commit) {
        return transactions.in(
                handle ->
                        new TaskHistory(
                                handle
                                        .createQuery(
                                                """
                                                select s.target, s.newest_red,
                                                    coalesce(s.newest_run_position, (
                                                        select min(t.position) - 1 from task t
                                                        where t.repository_id = s.repository_id
                                                            and t.branch = s.branch
                                                            and t.target = s.target)) as ran_at,
                                                    q.task_id is not null as in_line
                                                from target_summary s
                                                left join task n
                                                    on n.repository_id = s.repository_id
                                                    and n.branch = s.branch
                                                    and n.target = s.target
                                                    and n.position = s.newest_run_position
                                                left join dispatch_queue q
                                                    on q.task_id = n.id and q.cause = 'plan'
                                                    and q.lease_owner is null
                                                where s.repository_id = :repository
                                                    and s.branch = :branch
                                                """)
                                        .bind("repository", commit.repository().id())
                                        .bind("branch", commit.branch())
                                        .map(
                                                (row, _) ->
                                                        Map.entry(
                                                                new TargetName(
                                                                        row.getString("target")),
                                                                past(commit.position(), row)))
                                        .list()
                                        .stream()
                                        .collect(
                                                Collectors.toMap(
                                                        Map.Entry::getKey, Map.Entry::getValue))));
    }

    /// A target that never ran counts from its first commit on the branch, so that its first batch
    /// fills like any other.
    private static TaskHistory.Past past(long position, ResultSet row) throws SQLException {
        return new TaskHistory.Past(
                (int) Math.max(0, position - row.getLong("ran_at") - 1),
                row.getBoolean("newest_red"),
                row.getBoolean("in_line"));
    }

    @Override
    public List<CiConfig> defaultBranchConfigs(TrackedRepository repository) {
        return transactions.in(
                handle ->
                        handle.createQuery(
                                        """
                                        select sha from landed_commit
                                        where repository_id = :repository and branch = :branch
                                            and plan_id is not null
                                        order by position desc limit 1
                                        """)
                                .bind("repository", repository.id())
                                .bind("branch", repository.defaultBranch())
                                .mapTo(String.class)
                                .findOne()
                                .map(sha -> configs.of(handle, repository.id(), sha))
                                .orElse(List.of()));
    }

    @Override
    public void store(Claim claim, LandedCommit commit, PlanningOutcome outcome) {
        transactions.run(
                handle -> {
                    var now = clock.instant();
                    var branch =
                            new BranchKey(
                                    commit.repository().id(),
                                    commit.repository().slug(),
                                    commit.branch());
                    var wanted = ProposedRows.stillWanted(handle, commit);
                    branch.lockNewest(handle);
                    if (unread(handle, branch, commit)) {
                        if (wanted) {
                            write(handle, branch, commit, outcome, now);
                        } else {
                            state(handle, commit, SUPERSEDED, List.of());
                            CheckDue.mark(handle, branch, commit.sha().value(), now);
                        }
                    }
                    JdbcInbox.complete(handle, List.of(claim), now);
                });
    }

    private static boolean unread(Handle handle, BranchKey branch, LandedCommit commit) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select config_state from landed_commit
                                where repository_id = :repository and branch = :branch
                                    and position = :position
                                """))
                .bind("position", commit.position())
                .mapTo(String.class)
                .one()
                .equals("unread");
    }

    private void write(
            Handle handle,
            BranchKey branch,
            LandedCommit commit,
            PlanningOutcome outcome,
            Instant now) {
        var state =
                switch (outcome) {
                    case PlanningOutcome.Missing _ -> state(handle, commit, "missing", List.of());
                    case PlanningOutcome.Invalid(var said) ->
                            state(handle, commit, "invalid", said);
                    case PlanningOutcome.Planned planned -> {
                        writer.write(handle, branch, commit, planned, now);
                        yield state(
                                handle,
                                commit,
                                planned.warnings().isEmpty() ? "valid" : "warnings",
                                planned.warnings(),
                                planned.difference());
                    }
                };
        EventLog.config(handle, branch, commit.sha().value(), state, now);
        CheckDue.mark(handle, branch, commit.sha().value(), now);
        EventLog.commit(handle, branch, commit.sha().value(), now);
        TreeRows.recompute(handle, branch, now);
    }

    private static String state(
            Handle handle, LandedCommit commit, String state, List<Diagnostic> said) {
        return state(handle, commit, state, said, List.of());
    }

    private static String state(
            Handle handle,
            LandedCommit commit,
            String state,
            List<Diagnostic> said,
            List<String> difference) {
        handle.createUpdate(
                        """
                        update landed_commit set config_state = :state, diagnostics = :said,
                            plan_difference = :difference
                        where repository_id = :repository and branch = :branch
                            and position = :position
                        """)
                .bind("state", state)
                .bind("said", list(said))
                .bind("difference", difference.isEmpty() ? null : Json.texts(difference))
                .bind("repository", commit.repository().id())
                .bind("branch", commit.branch())
                .bind("position", commit.position())
                .execute();
        return state;
    }

    private static @Nullable String list(List<Diagnostic> said) {
        return said.isEmpty() ? null : Json.diagnostics(said);
    }
}
