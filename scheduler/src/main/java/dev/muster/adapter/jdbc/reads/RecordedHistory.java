package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.backfill.TypicalTimes;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What happened on a branch, as `muster simulate` replays it.
///
/// A flake is chance, so targets have a rate and not the commits on which they flaked: under
/// another policy they run on others. A break is a stretch of red results; it begins with the
/// commit that the search named, else with the first red one.
final class RecordedHistory {

    /// More say nothing more, and must not fill the memory.
    private static final int MOST_BREAKS = 20_000;

    private static final String SPAN =
            """
            t.repository_id = :repository and t.branch = :branch and t.position > :from
            """;

    private final Handle handle;
    private final BranchKey branch;
    private final Clock clock;
    private final Map<Long, String> shas = new HashMap<>();
    private long newest;
    private long from;

    private RecordedHistory(Handle handle, BranchKey branch, Clock clock) {
        this.handle = handle;
        this.branch = branch;
        this.clock = clock;
    }

    /// @param commits how many of the newest
    static String of(Handle handle, BranchKey branch, int commits, Clock clock) {
        return new RecordedHistory(handle, branch, clock).lines(commits);
    }

    private String lines(int commits) {
        newest =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select coalesce(max(position), 0) from landed_commit
                                        where repository_id = :repository and branch = :branch
                                        """))
                        .mapTo(Long.class)
                        .one();
        from = newest - commits;
        var text = new StringBuilder();
        commits(text);
        var truth = Json.object();
        var targets = targets();
        truth.set("targets", known(targets));
        truth.set("breaks", breaks(targets));
        truth.putArray("flakes");
        truth.set("runners", runners());
        return text.append(Json.object().set("truth", truth).toString()).append('\n').toString();
    }

    /// A commit that says to be older than the one before it was rebased: it landed no earlier.
    private void commits(StringBuilder text) {
        var latest = new long[] {Long.MIN_VALUE};
        branch.bind(
                        handle.createQuery(
                                """
                                select c.position, c.sha, c.committed_at, p.changed_files
                                from landed_commit c left join plan p on p.id = c.plan_id
                                where c.repository_id = :repository and c.branch = :branch
                                    and c.position > :from and c.position <= :newest
                                order by c.position
                                """))
                .bind("from", from)
                .bind("newest", newest)
                .map(
                        (row, _) -> {
                            var at = Rows.time(row, "committed_at").getEpochSecond();
                            latest[0] = Math.max(latest[0], at);
                            shas.put(row.getLong("position"), row.getString("sha"));
                            return Json.object()
                                    .put("sha", row.getString("sha"))
                                    .put("time", latest[0])
                                    .put("changedFiles", row.getInt("changed_files"));
                        })
                .forEach(it -> text.append(it).append('\n'));
    }

    /// The targets that run here when a commit lands, by the newest commit that has tasks.
    private List<String> targets() {
        return branch.bind(
                        handle.createQuery(
                                """
                                select t.target from task t
                                where t.repository_id = :repository and t.branch = :branch
                                    and not t.external and t.reason <> 'requested'
                                    and t.position = (select max(n.position) from task n
                                        where n.repository_id = :repository
                                            and n.branch = :branch)
                                order by t.target
                                """))
                .mapTo(String.class)
                .list();
    }

    private ArrayNode known(List<String> targets) {
        var rates = rates();
        var times = new TypicalTimes(clock).of(handle, branch, newest);
        var list = Json.array();
        for (var target : targets) {
            var known = Json.object().put("name", target);
            var took = times.get(target);
            if (took != null && took.toMillis() > 0) {
                known.put("minutes", Math.clamp(took.toMillis() / 60_000.0, 0.01, 10_000));
            }
            known.put("flakeRate", rates.getOrDefault(target, 0.0));
            list.add(known);
        }
        return list;
    }

    private Map<String, Double> rates() {
        var rates = new HashMap<String, Double>();
        branch.bind(
                        handle.createQuery(
                                """
                                select t.target, count(*) as judged,
                                    sum(case when t.flaky then 1 else 0 end) as flaky
                                from task t where %s and t.verdict is not null
                                group by t.target
                                """
                                        .formatted(SPAN)))
                .bind("from", from)
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getString("target"),
                                        row.getDouble("flaky") / row.getLong("judged")))
                .forEach(it -> rates.put(it.getKey(), it.getValue()));
        return rates;
    }

    /// A result that differs from the one on the commit before that has any, or is the first.
    ///
    /// @param target its target
    /// @param position number of its commit
    /// @param red whether it is red
    private record Turn(String target, long position, boolean red) {}

    private ArrayNode breaks(List<String> targets) {
        var named = named();
        var list = Json.array();
        Turn red = null;
        for (var turn : turns(targets)) {
            if (red != null && !red.target().equals(turn.target())) {
                list.add(broken(red, null, named));
                red = null;
            }
            if (turn.red()) {
                red = turn;
            } else if (red != null) {
                list.add(broken(red, turn, named));
                red = null;
            }
        }
        if (red != null) {
            list.add(broken(red, null, named));
        }
        return list;
    }

    private List<Turn> turns(List<String> targets) {
        if (targets.isEmpty()) {
            return List.of();
        }
        return new ArrayList<>(
                branch.bind(
                                handle.createQuery(
                                        """
                                        select target, position, red from (
                                            select t.target, t.position, t.red,
                                                lag(t.red) over (
                                                    partition by t.target order by t.position)
                                                    as before
                                            from (select t.*,
                                                    case when t.verdict = 'succeeded'
                                                        then 0 else 1 end as red
                                                from task t) t
                                            where %s and t.verdict is not null
                                                and t.target in (<targets>)) turn
                                        where before is null and red = 1 or before <> red
                                        order by target, position limit :most
                                        """
                                                .formatted(SPAN)))
                        .bind("from", from)
                        .bind("most", 2 * MOST_BREAKS)
                        .bindList("targets", targets)
                        .map(
                                (row, _) ->
                                        new Turn(
                                                row.getString("target"),
                                                row.getLong("position"),
                                                row.getInt("red") == 1))
                        .list());
    }

    /// @param mended null where it is red still
    private ObjectNode broken(Turn red, @Nullable Turn mended, Map<String, Search> named) {
        var search = named.get(red.target());
        var culprit = search != null && search.bad() == red.position() ? search.culprit() : null;
        var broken =
                Json.object()
                        .put("target", red.target())
                        .put("culprit", culprit == null ? shas.get(red.position()) : culprit);
        return mended == null ? broken : broken.put("mended", shas.get(mended.position()));
    }

    /// A search that named a commit.
    ///
    /// @param bad the first red commit of its range
    /// @param culprit the commit
    private record Search(long bad, String culprit) {}

    private Map<String, Search> named() {
        var searches = new HashMap<String, Search>();
        branch.bind(
                        handle.createQuery(
                                """
                                select s.target, s.bad_position, s.culprit from culprit_search s
                                join landed_commit c on c.repository_id = s.repository_id
                                    and c.branch = s.branch and c.sha = s.culprit
                                where s.repository_id = :repository and s.branch = :branch
                                    and c.position > :from and c.position <= s.bad_position
                                """))
                .bind("from", from)
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getString("target"),
                                        new Search(
                                                row.getLong("bad_position"),
                                                row.getString("culprit"))))
                .forEach(it -> searches.put(it.getKey(), it.getValue()));
        return searches;
    }

    /// Of the platforms that are bounded by the newest configuration.
    private ObjectNode runners() {
        var runners = Json.object();
        branch.bind(
                        handle.createQuery(
                                """
                                select t.platform, max(t.capacity) as capacity from task t
                                where t.repository_id = :repository and t.branch = :branch
                                    and t.capacity is not null and not t.external
                                    and t.reason <> 'requested'
                                    and t.position = (select max(n.position) from task n
                                        where n.repository_id = :repository
                                            and n.branch = :branch)
                                group by t.platform order by t.platform
                                """))
                .map((row, _) -> Map.entry(row.getString("platform"), row.getInt("capacity")))
                .forEach(it -> runners.put(it.getKey(), Math.max(1, it.getValue())));
        return runners;
    }
}
