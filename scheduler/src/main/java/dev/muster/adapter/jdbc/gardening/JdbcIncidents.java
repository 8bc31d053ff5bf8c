package dev.muster.adapter.jdbc.gardening;

import dev.muster.adapter.jdbc.dispatch.JdbcRequests;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.stability.IncidentRows;
import dev.muster.adapter.jdbc.stability.QuarantineRows;
import dev.muster.adapter.jdbc.tasks.QueueRows;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.Ulids;
import dev.muster.core.incident.End;
import dev.muster.core.incident.Incident;
import dev.muster.core.stability.Posterior;
import dev.muster.stability.IncidentDesk;
import dev.muster.stability.ProposalDesk.Place;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;

/// Incidents, found among the newest ends of runs.
public final class JdbcIncidents implements IncidentDesk {

    private static final int PRIORITY = 30;

    private final Transactions transactions;
    private final Ulids ulids;
    private final Clock clock;

    public JdbcIncidents(Database database, Clock clock, RandomGenerator random) {
        this.transactions = new Transactions(database.jdbi());
        this.ulids = new Ulids(clock, random);
        this.clock = clock;
    }

    @Override
    public List<Sight> look(Instant since) {
        return transactions.in(
                handle -> {
                    var ends = new LinkedHashMap<Place, List<End>>();
                    handle.createQuery(
                                    """
                                    select r.owner, r.name, t.branch, t.target, t.platform, t.sha,
                                        a.status, a.finished_at, s.flakes, s.runs
                                    from attempt a join task t on t.id = a.task_id
                                    join repository r on r.id = t.repository_id
                                    join target_stability s on s.repository_id = t.repository_id
                                        and s.branch = t.branch and s.target = t.target
                                    where a.finished_at >= :since
                                        and a.status in ('succeeded', 'failed', 'timed_out')
                                    order by a.finished_at
                                    """)
                            .bind("since", since)
                            .map((row, _) -> new Told(place(row), end(row)))
                            .forEach(
                                    it ->
                                            ends.computeIfAbsent(it.place(), _ -> new ArrayList<>())
                                                    .add(it.end()));
                    var open = open(handle);
                    open.keySet().forEach(it -> ends.putIfAbsent(it, new ArrayList<>()));
                    return ends.entrySet().stream()
                            .map(
                                    it ->
                                            new Sight(
                                                    it.getKey(),
                                                    it.getValue(),
                                                    open.getOrDefault(it.getKey(), List.of())))
                            .toList();
                });
    }

    private record Told(Place place, End end) {}

    private static LinkedHashMap<Place, List<Open>> open(Handle handle) {
        var open = new LinkedHashMap<Place, List<Open>>();
        handle.createQuery(
                        """
                        select r.owner, r.name, i.branch, i.id, i.scope, i.name as what
                        from incident i join repository r on r.id = i.repository_id
                        where i.open_key is not null order by i.id
                        """)
                .map(
                        (row, _) -> {
                            var it =
                                    new Open(
                                            row.getString("id"),
                                            Incident.Scope.of(row.getString("scope")),
                                            row.getString("what"));
                            open.computeIfAbsent(place(row), _ -> new ArrayList<>()).add(it);
                            return it;
                        })
                .list();
        return open;
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                new RepoSlug(row.getString("owner"), row.getString("name")),
                row.getString("branch"));
    }

    private static End end(ResultSet row) throws SQLException {
        return new End(
                row.getString("target"),
                row.getString("platform"),
                row.getString("sha"),
                !row.getString("status").equals("succeeded"),
                Posterior.of(row.getDouble("flakes"), row.getDouble("runs")).mean(),
                Rows.time(row, "finished_at"));
    }

    @Override
    public boolean lasts(Place place, Incident incident) {
        var now = clock.instant();
        return transactions.in(
                handle -> {
                    var branch = branch(handle, place);
                    var made = IncidentRows.note(handle, branch, incident, ulids.next(), now);
                    var discounted = IncidentRows.discount(handle, branch, incident, now);
                    return made || discounted > 0;
                });
    }

    @Override
    public void over(Place place, String id) {
        var now = clock.instant();
        transactions.run(
                handle -> {
                    var branch = branch(handle, place);
                    if (!IncidentRows.end(handle, branch, id, now)) {
                        return;
                    }
                    var request =
                            new QueueRows.Request(
                                    QuarantineRows.BOT, "the incident is over", PRIORITY, now);
                    var retried = 0;
                    for (var task : IncidentRows.failed(handle, branch, id)) {
                        retried += again(handle, task, request) ? 1 : 0;
                    }
                    IncidentRows.retried(handle, id, retried);
                });
    }

    private static boolean again(Handle handle, String task, QueueRows.Request request) {
        QueueRows.lock(handle, task);
        return TaskRow.lock(handle, task)
                .filter(it -> it.status().isRed())
                .map(
                        it ->
                                JdbcRequests.rerun(handle, it, request)
                                        instanceof dev.muster.dispatch.Requests.Outcome.Accepted)
                .orElse(false);
    }

    private static BranchKey branch(Handle handle, Place place) {
        return BranchKey.find(handle, place.repo(), place.branch()).orElseThrow();
    }
}
