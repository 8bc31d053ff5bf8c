package dev.muster.adapter.jdbc.actions;

import dev.muster.actions.BuildRequest;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.Ulids;
import dev.muster.generate.MatrixRows;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Gathers waiting attempts of one commit into runs.
final class ActionsGather {

    private static final int NAME_LENGTH = 190;

    private ActionsGather() {}

    /// A row that waits for its run.
    private record Due(
            AttemptKey key, long repository, String branch, String sha, BuildRequest request) {

        /// Attempts of which this is equal may share a run.
        List<Object> commit() {
            return List.of(repository, branch, sha);
        }

        int characters() {
            var texts = new ArrayList<>(request.runsOn());
            texts.addAll(List.of(request.lane(), request.name() + " (99)", request.target()));
            texts.add(Objects.requireNonNullElse(request.properties(), ""));
            return MatrixRows.characters(texts);
        }
    }

    static int gather(Handle handle, Ulids ulids, Instant now) {
        var tasks = first(handle);
        var due = tasks.isEmpty() ? List.<Due>of() : locked(handle, tasks);
        var commits =
                due.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Due::commit, LinkedHashMap::new, Collectors.toList()));
        var runs =
                commits.values().stream()
                        .flatMap(it -> MatrixRows.shards(it, Due::characters).stream())
                        .toList();
        runs.forEach(it -> dispatch(handle, it, ulids.next(), now));
        return runs.size();
    }

    /// By itself and without locks: H2 locks whatever it looks at to choose.
    private static List<String> first(Handle handle) {
        return handle.createQuery(
                        """
                        select task_id from actions_build where state = 'due'
                        order by repository_id, branch, sha, task_id limit 1000
                        """)
                .mapTo(String.class)
                .list();
    }

    /// Those of them that nobody else has taken meanwhile.
    private static List<Due> locked(Handle handle, List<String> tasks) {
        return handle.createQuery(
                        """
                        select * from actions_build where state = 'due' and task_id in (<tasks>)
                        order by repository_id, branch, sha, task_id for update skip locked
                        """)
                .bindList("tasks", tasks)
                .map((row, _) -> due(row))
                .list();
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                ActionsBuilds.key(row),
                row.getLong("repository_id"),
                row.getString("branch"),
                row.getString("sha"),
                Json.to(row.getString("request"), BuildRequest.class));
    }

    private static void dispatch(Handle handle, List<Due> builds, String id, Instant now) {
        var first = builds.getFirst();
        handle.createUpdate(
                        """
                        insert into actions_dispatch (id, repository_id, branch, sha, pool, state,
                            due_at, tries)
                        values (:id, :repository, :branch, :sha, 'trusted', 'due', :now, 0)
                        """)
                .bind("id", id)
                .bind("repository", first.repository())
                .bind("branch", first.branch())
                .bind("sha", first.sha())
                .bind("now", now)
                .execute();
        var names = new HashSet<String>();
        var asked =
                handle.prepareBatch(
                        """
                        update actions_build set state = 'asked', dispatch_id = :id,
                            job_name = :name
                        where task_id = :task and number = :number
                        """);
        for (var build : builds) {
            ActionsBuilds.bind(asked, build.key())
                    .bind("id", id)
                    .bind("name", unique(build.request().name(), names))
                    .add();
        }
        asked.execute();
    }

    /// Jobs are told by their names, so no two of a run may have the same.
    private static String unique(String wanted, HashSet<String> names) {
        var plain = Texts.fit(wanted.replaceAll("[\\p{Cntrl}\\p{Cf}]", " "), NAME_LENGTH);
        var name = plain;
        for (var number = 2; !names.add(name); number++) {
            name = plain + " (" + number + ")";
        }
        return name;
    }

    static List<BuildRequest> rows(Handle handle, String dispatch) {
        return handle.createQuery(
                        """
                        select request, job_name from actions_build where dispatch_id = :id
                        order by task_id, number
                        """)
                .bind("id", dispatch)
                .map(
                        (row, _) -> {
                            var it = Json.to(row.getString("request"), BuildRequest.class);
                            return new BuildRequest(
                                    it.lane(),
                                    row.getString("job_name"),
                                    it.target(),
                                    it.runsOn(),
                                    it.minutes(),
                                    it.attempt(),
                                    it.event(),
                                    it.properties());
                        })
                .list();
    }
}
