package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.dispatch.QueueFigures;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.planning.StoredConfigs;
import dev.muster.adapter.jdbc.stability.RepoRows;
import dev.muster.adapter.jdbc.stability.TreeRows;
import dev.muster.api.CurrentConfigs;
import dev.muster.api.HealthReads;
import dev.muster.api.ProposalReads;
import dev.muster.api.Reads;
import dev.muster.backfill.Waiting;
import dev.muster.config.model.CiConfig;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// What is read for the dashboard and for scripts: summary rows and single tasks, never a scan over
/// history.
public final class JdbcReads implements Reads, CurrentConfigs, HealthReads, ProposalReads {

    private final Jdbi jdbi;
    private final Clock clock;
    private final RepoRows repos = new RepoRows();
    private final GridDocument grid = new GridDocument();
    private final StoredConfigs configs = new StoredConfigs();
    private final TaskDocument tasks = new TaskDocument(configs);
    private final WebPages pages;
    private final SourceLines sources;

    private static final Set<String> NOT_BEGUN = Set.of("waiting", "queued", "dispatched");

    private final Waiting waiting;

    public JdbcReads(Database database, Clock clock) {
        this(database, Waiting.SILENT, clock);
    }

    /// @param waiting tells why tasks have not begun
    public JdbcReads(Database database, Waiting waiting, Clock clock) {
        this(database, waiting, null, clock);
    }

    /// @param waiting tells why tasks have not begun
    /// @param site GitHub's address for people; null where there is no GitHub
    public JdbcReads(Database database, Waiting waiting, @Nullable String site, Clock clock) {
        this.pages = new WebPages(site);
        this.sources = new SourceLines(configs, pages);
        this.jdbi = database.jdbi();
        this.waiting = waiting.or(new WaitingElsewhere(jdbi));
        this.clock = clock;
    }

    @Override
    public long version() {
        return jdbi.withHandle(JdbcReads::newest);
    }

    private static long newest(Handle handle) {
        return handle.createQuery("select coalesce(max(seq), 0) from event_log")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public long forgotten() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("select coalesce(min(seq), 1) - 1 from event_log")
                                .mapTo(Long.class)
                                .one());
    }

    /// How much there is to do and how much was done.
    public QueueFigures figures() {
        return jdbi.withHandle(handle -> QueueFigures.read(handle, clock.instant()));
    }

    @Override
    public ObjectNode health() {
        return jdbi.withHandle(handle -> HealthDocument.of(handle, clock.instant()));
    }

    @Override
    public Optional<ObjectNode> pulls(RepoSlug repo) {
        return jdbi.withHandle(handle -> PullDocument.all(handle, repo));
    }

    @Override
    public Optional<ObjectNode> pull(RepoSlug repo, int number, @Nullable String sha) {
        return jdbi.withHandle(
                handle ->
                        PullDocument.of(handle, repo, number, sha, clock.instant())
                                .map(it -> it.put("url", pages.pull(handle, repo, number))));
    }

    @Override
    public Optional<ObjectNode> mergeGroups(RepoSlug repo) {
        return jdbi.withHandle(handle -> GroupDocument.all(handle, repo));
    }

    @Override
    public Optional<ObjectNode> mergeGroup(RepoSlug repo, String sha) {
        return jdbi.withHandle(handle -> GroupDocument.of(handle, repo, sha, clock.instant()));
    }

    @Override
    public ObjectNode repositories() {
        return jdbi.withHandle(repos::all);
    }

    @Override
    public Optional<ObjectNode> repository(RepoSlug repo) {
        return jdbi.withHandle(handle -> repos.find(handle, repo));
    }

    @Override
    public Optional<ObjectNode> grid(
            RepoSlug repo, @Nullable String branch, int commits, @Nullable Long before) {
        return on(
                repo,
                branch,
                (handle, key) -> {
                    var version = newest(handle);
                    return Optional.of(
                            grid.of(handle, key, commits, before)
                                    .put("asOf", clock.instant().toString())
                                    .put("lastEvent", version));
                });
    }

    @Override
    public Optional<String> recorded(RepoSlug repo, @Nullable String branch, int commits) {
        return on(
                repo,
                branch,
                (handle, key) -> Optional.of(RecordedHistory.of(handle, key, commits, clock)));
    }

    @Override
    public Optional<ObjectNode> commit(RepoSlug repo, @Nullable String branch, String sha) {
        return on(
                repo,
                branch,
                (handle, key) ->
                        tasks.commit(handle, key, sha)
                                .map(it -> it.put("url", pages.commit(handle, repo, sha))));
    }

    @Override
    public Optional<ObjectNode> cell(
            RepoSlug repo, @Nullable String branch, String sha, String target) {
        return on(repo, branch, (handle, key) -> tasks.cell(handle, key, sha, target))
                .map(this::withWait);
    }

    @Override
    public Optional<ObjectNode> task(TaskId task) {
        return jdbi.withHandle(handle -> tasks.task(handle, task.value())).map(this::withWait);
    }

    @Override
    public Optional<RepoSlug> repositoryOf(TaskId task) {
        return jdbi.withHandle(handle -> tasks.repository(handle, task.value()));
    }

    /// Says of a task that has not begun why it waits, and roughly when it will begin.
    private ObjectNode withWait(ObjectNode task) {
        var status = task.path("status").asText();
        if (!NOT_BEGUN.contains(status)) {
            return task;
        }
        var answer = waiting.why(new TaskId(task.path("id").asText()));
        if (answer.isEmpty()) {
            return task;
        }
        var at = answer.get().roughlyAt();
        var waits = task.putObject("waits").put("why", answer.get().why());
        waits.put("ahead", answer.get().ahead());
        waits.put("roughlyAt", at == null ? null : at.toString());
        return task;
    }

    @Override
    public Optional<ObjectNode> target(RepoSlug repo, @Nullable String branch, String target) {
        return on(
                repo,
                branch,
                (handle, key) ->
                        tasks.target(handle, key, target)
                                .map(document -> sources.added(handle, key, document)));
    }

    @Override
    public Optional<ObjectNode> config(RepoSlug repo, @Nullable String branch) {
        return on(repo, branch, StoredConfigs::newest);
    }

    @Override
    public Optional<ObjectNode> history(
            RepoSlug repo,
            @Nullable String branch,
            String target,
            int limit,
            @Nullable Long before) {
        return on(
                repo,
                branch,
                (handle, key) -> Optional.of(TargetHistory.of(handle, key, target, limit, before)));
    }

    @Override
    public Optional<ObjectNode> tree(RepoSlug repo, @Nullable String branch) {
        return on(repo, branch, (handle, key) -> Optional.of(TreeRows.document(handle, key)));
    }

    @Override
    public List<Happening> events(long after, @Nullable RepoSlug repo, int limit) {
        return jdbi.withHandle(
                handle -> {
                    var query =
                            handle.createQuery(
                                            """
                                            select e.seq, e.kind, e.payload from event_log e
                                            left join repository r on r.id = e.repository_id
                                            where e.seq > :after and (:owner is null
                                                or (r.owner = :owner and r.name = :name))
                                            order by e.seq limit :limit
                                            """)
                                    .bind("after", after)
                                    .bindByType(
                                            "owner",
                                            repo == null ? null : repo.owner(),
                                            String.class)
                                    .bindByType(
                                            "name", repo == null ? null : repo.name(), String.class)
                                    .bind("limit", limit);
                    return query.map(
                                    (row, _) ->
                                            new Happening(
                                                    row.getLong("seq"),
                                                    row.getString("kind"),
                                                    row.getString("payload")))
                            .list();
                });
    }

    @Override
    public List<CiConfig> of(RepoSlug repo, String branch) {
        return jdbi.withHandle(
                handle ->
                        BranchKey.find(handle, repo, branch)
                                .flatMap(
                                        key ->
                                                key.bind(
                                                                handle.createQuery(
                                                                        """
                                                                        select head_sha from branch
                                                                        where repository_id = :repository
                                                                            and name = :branch
                                                                        """))
                                                        .mapTo(String.class)
                                                        .findOne()
                                                        .map(
                                                                it ->
                                                                        configs.of(
                                                                                handle,
                                                                                key.repository(),
                                                                                it)))
                                .orElse(List.of()));
    }

    private <T> Optional<T> on(
            RepoSlug repo,
            @Nullable String branch,
            BiFunction<Handle, BranchKey, Optional<T>> read) {
        return jdbi.withHandle(
                handle -> {
                    var name =
                            branch == null
                                    ? repos.defaultBranch(handle, repo)
                                    : Optional.of(branch);
                    return name.flatMap(it -> BranchKey.find(handle, repo, it))
                            .flatMap(key -> read.apply(handle, key));
                });
    }
}
