package dev.muster.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.checks.CheckFacts;
import dev.muster.checks.CheckSettings;
import dev.muster.checks.CheckStore;
import dev.muster.checks.Wanted;
import dev.muster.simulation.SimulatedRepository;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What holds after each scenario, wherever it ended: no target is lost, none ran twice for one
/// attempt, and what GitHub is taken to show it shows.
///
/// @param database the service's
/// @param stores on it
/// @param settings of the checks
record Agreement(Database database, JdbcStores stores, CheckSettings settings) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Tasks that are to run and that nobody would ever run, and decisions without a task.
    private static final String LOST =
            """
            select t.target || ' is ' || t.status || ', and not in the queue' from task t
            where t.status in ('queued', 'dispatched', 'running') and not t.external
                and not exists (select 1 from dispatch_queue q where q.task_id = t.id)
            union all
            select t.target || ' is ' || t.status || ', and no attempt goes on' from task t
            where t.status in ('dispatched', 'running') and not t.external
                and not exists (select 1 from attempt a
                    where a.task_id = t.id and a.finished_at is null)
            union all
            select d.target || ' was to run on ' || p.sha || ', and has no task' from decision d
            join plan p on p.id = d.plan_id
            where d.decision = 'run' and not exists (select 1 from task t
                where t.repository_id = p.repository_id and t.sha = p.sha and t.target = d.target)
            """;

    /// Check runs of which all that is wanted was confirmed.
    private static final String AGREED =
            """
            select c.* from check_run c join repository r on r.id = c.repository_id
            where r.github_id = :repository and c.state = 'agreed'
                and c.confirmed_version = c.wanted_version
                and not exists (select 1 from check_due d
                    where d.repository_id = c.repository_id and d.branch = c.branch
                        and d.sha = c.sha)
            """;

    private record Agreed(CheckStore.Due due, String externalId, String name, JsonNode wanted) {}

    /// Everything that does not hold.
    List<String> broken(List<SimulatedRepository> repositories, List<String> twice) {
        var broken = new ArrayList<>(lost());
        twice.forEach(it -> broken.add(it + " ran twice"));
        repositories.forEach(it -> broken.addAll(unlike(it)));
        return broken;
    }

    private List<String> lost() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(LOST).mapTo(String.class).list());
    }

    private List<String> unlike(SimulatedRepository repository) {
        var broken = new ArrayList<String>();
        for (var check : agreed(repository.id())) {
            var decided = decided(check);
            if (check.name.equals(Wanted.REQUIRED) && !decided.equals(said(check.wanted))) {
                broken.add(
                        "%s: the store says '%s', and '%s' is wanted"
                                .formatted(check.due.sha(), decided, said(check.wanted)));
            }
            var shown = shown(repository, check);
            if (!said(check.wanted).equals(shown)) {
                broken.add(
                        "%s: '%s' is '%s', and GitHub shows '%s'"
                                .formatted(check.due.sha(), check.name, said(check.wanted), shown));
            }
        }
        return broken;
    }

    private static String said(JsonNode wanted) {
        return wanted.path("state").asText() + ": " + wanted.path("title").asText();
    }

    /// A verdict stays when its commit is given up later.
    private String decided(Agreed check) {
        var facts = stores.checks().facts(check.due, settings);
        var whole = Wanted.of(facts, settings).getFirst();
        return facts.stage() instanceof CheckFacts.Stage.GivenUp
                ? said(check.wanted)
                : whole.state() + ": " + whole.title();
    }

    private static @Nullable String shown(SimulatedRepository repository, Agreed check) {
        return repository.checkRuns(check.due.sha()).stream()
                .filter(it -> it.externalId().equals(check.externalId))
                .map(
                        it ->
                                Objects.requireNonNullElse(it.conclusion(), it.status())
                                                .toUpperCase(java.util.Locale.ROOT)
                                        + ": "
                                        + it.title())
                .findFirst()
                .orElse(null);
    }

    private List<Agreed> agreed(long repository) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(AGREED)
                                        .bind("repository", repository)
                                        .map(
                                                (row, _) ->
                                                        new Agreed(
                                                                new CheckStore.Due(
                                                                        row.getLong(
                                                                                "repository_id"),
                                                                        row.getString("branch"),
                                                                        row.getString("sha"),
                                                                        0),
                                                                row.getString("external_id"),
                                                                row.getString("name"),
                                                                json(row.getString("wanted"))))
                                        .list());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
