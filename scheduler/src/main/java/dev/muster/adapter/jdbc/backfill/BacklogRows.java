package dev.muster.adapter.jdbc.backfill;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.planning.JdbcRepositories;
import dev.muster.adapter.jdbc.planning.StoredConfigs;
import dev.muster.backfill.BackfillStore.Backlog;
import dev.muster.config.model.CiConfig;
import dev.muster.core.backfill.Capacity.Pool;
import dev.muster.core.backfill.Column;
import dev.muster.core.backfill.Grid;
import dev.muster.core.backfill.Slot;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.paths.BranchMatcher;
import dev.muster.plan.RepoSettings;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the newest rows of the grids of the branches in use, by the keys of the tables: what it
/// costs grows with branches and targets, not with history.
final class BacklogRows {

    private static final int MOST_BRANCHES = 100;

    private final String kind;
    private final PlanningSettings settings;
    private final StoredConfigs configs = new StoredConfigs();
    private final TypicalTimes times;

    BacklogRows(RepositoryKind kind, PlanningSettings settings, Clock clock) {
        this.kind = kind.word();
        this.settings = settings;
        this.times = new TypicalTimes(clock);
    }

    /// A branch in use.
    private record Branch(BranchKey key, long newest, RepoSettings settings) {}

    /// A row of the grid.
    private record Line(Grid.Row row, String cells, boolean planned) {}

    Backlog read(Handle handle, @Nullable RepoSlug repo, Instant since) {
        var grids = new ArrayList<Grid>();
        var bounds = new HashMap<Pool, Integer>();
        for (var branch : branches(handle, repo, since)) {
            var lines = lines(handle, branch);
            var planned = lines.stream().filter(Line::planned).findFirst();
            if (planned.isEmpty() || lines.stream().noneMatch(it -> waits(it.cells()))) {
                continue;
            }
            var newest =
                    configs.of(
                            handle, branch.key().repository(), planned.get().row().sha().value());
            newest.forEach(it -> bounds(branch.key().slug(), it, bounds));
            grids.add(grid(handle, branch, lines, newest));
        }
        return new Backlog(grids, bounds);
    }

    private static boolean waits(String cells) {
        return cells.indexOf('w') >= 0;
    }

    private List<Branch> branches(Handle handle, @Nullable RepoSlug repo, Instant since) {
        return handle.createQuery(
                        """
                        select b.repository_id, b.name, b.newest_position, r.owner,
                            r.name as repository_name
                        from branch b join repository r on r.id = b.repository_id
                        join landed_commit c on c.repository_id = b.repository_id
                            and c.branch = b.name and c.position = b.newest_position
                        where r.kind = :kind and b.gone_at is null and position(':' in b.name) = 0
                            and (c.noticed_at >= :since or b.name = r.default_branch)
                            and (:owner is null
                                or (r.owner = :owner and r.name = :repository))
                        order by c.noticed_at desc, b.repository_id, b.name limit :most
                        """)
                .bind("kind", kind)
                .bind("since", since)
                .bindByType("owner", repo == null ? null : repo.owner(), String.class)
                .bindByType("repository", repo == null ? null : repo.name(), String.class)
                .bind("most", MOST_BRANCHES)
                .map((row, _) -> branch(handle, row))
                .list();
    }

    private Branch branch(Handle handle, ResultSet row) throws SQLException {
        var slug = new RepoSlug(row.getString("owner"), row.getString("repository_name"));
        var key = new BranchKey(row.getLong("repository_id"), slug, row.getString("name"));
        var tracked = JdbcRepositories.find(handle, key.repository()).orElseThrow();
        return new Branch(key, row.getLong("newest_position"), settings.of(tracked));
    }

    private static List<Line> lines(Handle handle, Branch branch) {
        return branch.key()
                .bind(
                        handle.createQuery(
                                """
                                select c.sha, c.noticed_at, c.plan_id, p.changed_files, g.cells
                                from landed_commit c
                                join grid_row g on g.repository_id = c.repository_id
                                    and g.branch = c.branch and g.position = c.position
                                left join plan p on p.id = c.plan_id
                                where c.repository_id = :repository and c.branch = :branch
                                    and c.position > :from
                                order by c.position desc
                                """))
                .bind("from", branch.newest() - Grid.MOST_ROWS)
                .map(
                        (row, _) ->
                                new Line(
                                        new Grid.Row(
                                                new CommitSha(row.getString("sha")),
                                                Rows.time(row, "noticed_at"),
                                                row.getInt("changed_files")),
                                        row.getString("cells"),
                                        row.getString("plan_id") != null))
                .list();
    }

    private static void bounds(RepoSlug repo, CiConfig config, Map<Pool, Integer> bounds) {
        config.platforms()
                .forEach(
                        (name, platform) -> {
                            var capacity = platform.capacity();
                            if (capacity != null) {
                                bounds.merge(new Pool(repo, name), capacity, Math::max);
                            }
                        });
    }

    private Grid grid(Handle handle, Branch branch, List<Line> lines, List<CiConfig> newest) {
        var traits =
                new TraitsOf(
                        branch.settings(), newest, times.of(handle, branch.key(), branch.newest()));
        var columns =
                branch
                        .key()
                        .bind(
                                handle.createQuery(
                                        """
                                        select c.ordinal, c.target, c.platform, c.bringup,
                                            s.streak_runs, s.flakes, s.runs, s.wanted_runs
                                        from grid_column c
                                        left join target_stability s
                                            on s.repository_id = c.repository_id
                                            and s.branch = c.branch and s.target = c.target
                                        where c.repository_id = :repository
                                            and c.branch = :branch
                                            and c.current_order is not null
                                        order by c.ordinal
                                        """))
                        .map((row, _) -> column(row, lines, traits))
                        .list()
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
        return new Grid(
                branch.key().slug(),
                branch.key().name(),
                BranchMatcher.of(branch.settings().releaseBranches())
                        .match(branch.key().name())
                        .isPresent(),
                lines.stream().map(Line::row).toList(),
                columns);
    }

    /// A column in which something waits.
    private static Optional<Column> column(ResultSet row, List<Line> lines, TraitsOf traits)
            throws SQLException {
        var ordinal = row.getInt("ordinal");
        var slots = new ArrayList<Slot>(lines.size());
        var waits = false;
        for (var line : lines) {
            var cell = ordinal < line.cells().length() ? line.cells().charAt(ordinal) : '.';
            var slot = Slots.of(cell);
            waits |= slot == Slot.WAITING;
            slots.add(slot);
        }
        var target = row.getString("target");
        return waits
                ? Optional.of(
                        new Column(
                                target, row.getString("platform"), traits.of(target, row), slots))
                : Optional.empty();
    }
}
