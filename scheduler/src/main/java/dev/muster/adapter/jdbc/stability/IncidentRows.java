package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.core.incident.Incident;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;

/// The rows of incidents, and the runs that fell into them.
public final class IncidentRows {

    private static final int SHOWN = 50;

    private IncidentRows() {}

    /// @return whether it is new
    public static boolean note(
            Handle handle, BranchKey branch, Incident incident, String id, Instant now) {
        var known =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select failed from incident
                                        where repository_id = :repository and open_key = :key
                                        for update
                                        """))
                        .bind("key", key(branch, incident))
                        .mapTo(String.class)
                        .findOne();
        if (known.isEmpty()) {
            return make(handle, branch, incident, id, now);
        }
        var failed = new LinkedHashSet<>(Json.textList(known.get()));
        failed.addAll(incident.failed());
        branch.bind(
                        handle.createUpdate(
                                """
                                update incident set failed = :failed
                                where repository_id = :repository and open_key = :key
                                """))
                .bind("failed", Json.texts(failed))
                .bind("key", key(branch, incident))
                .execute();
        return false;
    }

    private static boolean make(
            Handle handle, BranchKey branch, Incident incident, String id, Instant now) {
        var made =
                branch.bind(
                                handle.createUpdate(
                                        """
                                        insert into incident (id, repository_id, branch, scope,
                                            name, since, found_at, failed, chance, discounted,
                                            retried, open_key)
                                        values (:id, :repository, :branch, :scope, :name, :since,
                                            :now, :failed, :chance, 0, 0, :key)
                                        on conflict do nothing
                                        """))
                        .bind("id", id)
                        .bind("scope", incident.scope().word())
                        .bind("name", Texts.fit(incident.name(), 500))
                        .bind("since", incident.since())
                        .bind("now", now)
                        .bind("failed", Json.texts(incident.failed()))
                        .bind("chance", incident.chance())
                        .bind("key", key(branch, incident))
                        .execute();
        if (made > 0) {
            audit(handle, branch, "incident", words(incident.scope().word(), incident.name()), now);
        }
        return made > 0;
    }

    private static String key(BranchKey branch, Incident incident) {
        return "%s %s %s".formatted(branch.name(), incident.scope().word(), incident.name());
    }

    private static String words(String scope, String name) {
        return "%s '%s'".formatted(scope, name);
    }

    private static void audit(
            Handle handle, BranchKey branch, String action, String what, Instant now) {
        Audit.append(
                handle,
                now,
                QuarantineRows.BOT,
                action,
                "%s %s".formatted(branch.slug(), branch.name()),
                what);
    }

    /// A run that failed in an incident.
    private record Fallen(String task, int number, String target) {}

    /// @return how many runs weigh nothing from now on
    public static int discount(Handle handle, BranchKey branch, Incident incident, Instant now) {
        var fallen =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select a.task_id, a.number, t.target from attempt a
                                        join task t on t.id = a.task_id
                                        where a.finished_at >= :since and not a.discounted
                                            and a.status in ('failed', 'timed_out')
                                            and t.repository_id = :repository
                                            and t.branch = :branch and %s = :name
                                        order by t.target, a.task_id, a.number
                                        """
                                                .formatted(column(incident.scope()))))
                        .bind("since", incident.since())
                        .bind("name", incident.name())
                        .map(
                                (row, _) ->
                                        new Fallen(
                                                row.getString("task_id"),
                                                row.getInt("number"),
                                                row.getString("target")))
                        .list();
        var targets = new LinkedHashSet<String>();
        for (var it : fallen) {
            handle.execute(
                    "update attempt set discounted = true where task_id = ? and number = ?",
                    it.task(),
                    it.number());
            targets.add(it.target());
        }
        for (var target : targets) {
            QuarantineRows.lockSummary(handle, branch, target);
            StabilityRows.rebuild(handle, branch, target, now);
        }
        branch.bind(
                        handle.createUpdate(
                                """
                                update incident set discounted = discounted + :count
                                where repository_id = :repository and open_key = :key
                                """))
                .bind("count", fallen.size())
                .bind("key", key(branch, incident))
                .execute();
        return fallen.size();
    }

    private static String column(Incident.Scope scope) {
        return switch (scope) {
            case PLATFORM -> "t.platform";
            case COMMIT -> "t.sha";
        };
    }

    /// @return whether it lasted until now
    public static boolean end(Handle handle, BranchKey branch, String id, Instant now) {
        var ended =
                handle.createUpdate(
                                """
                                update incident set until = :now, open_key = null
                                where id = :id and open_key is not null
                                """)
                        .bind("now", now)
                        .bind("id", id)
                        .execute();
        if (ended > 0) {
            audit(handle, branch, "incident over", name(handle, id), now);
        }
        return ended > 0;
    }

    private static String name(Handle handle, String id) {
        return handle.createQuery("select scope, name from incident where id = :id")
                .bind("id", id)
                .map((row, _) -> words(row.getString("scope"), row.getString("name")))
                .one();
    }

    /// The newest task of each target that failed in it.
    public static List<String> failed(Handle handle, BranchKey branch, String id) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select t.id from incident i
                                join task t on t.repository_id = i.repository_id
                                    and t.branch = i.branch
                                    and (case when i.scope = 'platform' then t.platform
                                        else t.sha end) = i.name
                                join attempt a on a.task_id = t.id and a.number = t.attempts
                                    and a.discounted and a.finished_at >= i.since
                                where i.id = :id and t.repository_id = :repository
                                    and t.branch = :branch
                                    and t.position = (select max(o.position) from task o
                                        where o.repository_id = t.repository_id
                                            and o.branch = t.branch and o.target = t.target
                                            and o.verdict is not null)
                                order by t.id
                                """))
                .bind("id", id)
                .mapTo(String.class)
                .list();
    }

    public static void retried(Handle handle, String id, int tasks) {
        handle.execute("update incident set retried = ? where id = ?", tasks, id);
    }

    static ObjectNode documents(Handle handle, BranchKey branch) {
        var document =
                Json.object().put("repo", branch.slug().toString()).put("branch", branch.name());
        var list = document.putArray("incidents");
        branch.bind(
                        handle.createQuery(
                                """
                                select * from incident
                                where repository_id = :repository and branch = :branch
                                order by found_at desc, id desc limit :shown
                                """))
                .bind("shown", SHOWN)
                .map(
                        (row, _) -> {
                            var until = Rows.instant(row, "until");
                            var it =
                                    Json.object()
                                            .put("id", row.getString("id"))
                                            .put("scope", row.getString("scope"))
                                            .put("name", row.getString("name"))
                                            .put("since", Rows.time(row, "since").toString())
                                            .put("until", until == null ? null : until.toString())
                                            .put("chance", row.getDouble("chance"))
                                            .put("discounted", row.getInt("discounted"))
                                            .put("retried", row.getInt("retried"));
                            it.set("failed", Json.read(row.getString("failed")));
                            return it;
                        })
                .forEach(list::add);
        return document;
    }
}
