package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.dispatch.QueuePlace;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.planning.StoredConfigs;
import dev.muster.api.ReasonSentences;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Target;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/// Tasks, rows and columns as documents.
final class TaskDocument {

    private static final Set<String> LIVE = Set.of("waiting", "queued", "dispatched", "running");

    private final StoredConfigs configs;

    TaskDocument(StoredConfigs configs) {
        this.configs = configs;
    }

    Optional<ObjectNode> task(Handle handle, String id) {
        return handle.createQuery(
                        """
                        select t.*, r.owner as repo_owner, r.name as repo_name, c.subject, p.event
                        from task t
                        join plan p on p.id = t.plan_id
                        join repository r on r.id = t.repository_id
                        join landed_commit c on c.repository_id = t.repository_id
                            and c.branch = t.branch and c.position = t.position
                        where t.id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> document(handle, row))
                .findOne();
    }

    Optional<RepoSlug> repository(Handle handle, String id) {
        return handle.createQuery(
                        """
                        select r.owner, r.name from task t join repository r on r.id = t.repository_id
                        where t.id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> new RepoSlug(row.getString("owner"), row.getString("name")))
                .findOne();
    }

    Optional<ObjectNode> cell(Handle handle, BranchKey branch, String sha, String target) {
        var id =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select id from task where repository_id = :repository
                                            and branch = :branch and sha = :sha and target = :target
                                        """))
                        .bind("sha", sha)
                        .bind("target", target)
                        .mapTo(String.class)
                        .findOne();
        return id.isPresent() ? task(handle, id.get()) : skipped(handle, branch, sha, target);
    }

    private Optional<ObjectNode> skipped(
            Handle handle, BranchKey branch, String sha, String target) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select d.*, c.subject, p.event from landed_commit c
                                join plan p on p.id = c.plan_id
                                join decision d on d.plan_id = p.id
                                where c.repository_id = :repository and c.branch = :branch
                                    and c.sha = :sha and d.target = :target
                                """))
                .bind("sha", sha)
                .bind("target", target)
                .map((row, _) -> skipped(handle, branch, sha, row))
                .findOne();
    }

    private ObjectNode skipped(Handle handle, BranchKey branch, String sha, ResultSet row)
            throws SQLException {
        var document =
                Json.object()
                        .putNull("id")
                        .put("repo", branch.slug().toString())
                        .put("branch", branch.name())
                        .put("sha", sha)
                        .put("subject", row.getString("subject"))
                        .put("target", row.getString("target"))
                        .put("status", "skipped")
                        .put("flaky", false)
                        .put("mayRerun", false)
                        .put("mayCancel", false);
        document.putArray("attempts");
        decision(document, row);
        declared(handle, branch.repository(), sha, row.getString("target"), document);
        return document;
    }

    private ObjectNode document(Handle handle, ResultSet row) throws SQLException {
        var status = row.getString("status");
        var document =
                Json.object()
                        .put("id", row.getString("id"))
                        .put("repo", row.getString("repo_owner") + "/" + row.getString("repo_name"))
                        .put("branch", row.getString("branch"))
                        .put("sha", row.getString("sha"))
                        .put("subject", row.getString("subject"))
                        .put("target", row.getString("target"))
                        .put("platform", row.getString("platform"))
                        .put("status", status)
                        .put("flaky", row.getBoolean("flaky"))
                        .put("bringup", row.getBoolean("bringup"))
                        .put("blocking", row.getBoolean("blocking"))
                        .put("external", row.getBoolean("external"))
                        .put("scheduler", row.getString("scheduler"))
                        .put("priority", row.getInt("priority"))
                        .put("timeoutMinutes", row.getInt("timeout_seconds") / 60)
                        .put("maxAttempts", row.getInt("max_attempts"))
                        .put("cancelAskedBy", row.getString("cancel_asked_by"))
                        .put(
                                "mayRerun",
                                !row.getBoolean("external")
                                        && (!LIVE.contains(status) || status.equals("waiting")))
                        .put("mayCancel", LIVE.contains(status));
        document.put("queuePosition", QueuePlace.of(handle, row.getString("id")));
        document.set("asked", QueueDocument.asked(handle, row.getString("id")));
        decision(document, row);
        document.set(
                "attempts",
                AttemptRows.of(handle, row.getString("id"), row.getBoolean("external")));
        declared(
                handle,
                row.getLong("repository_id"),
                row.getString("sha"),
                row.getString("target"),
                document);
        return document;
    }

    private static void decision(ObjectNode document, ResultSet row) throws SQLException {
        document.put("decision", row.getString("decision"))
                .put("reason", row.getString("reason"))
                .put("detail", row.getString("detail"))
                .put(
                        "explanation",
                        ReasonSentences.of(row.getString("reason"), row.getString("detail")))
                .put("config", row.getString("config_path"))
                .put("line", row.getInt("config_line"))
                .set(
                        "chain",
                        DeclaredTarget.chain(
                                row.getString("event"),
                                row.getString("reason"),
                                row.getString("detail")));
    }

    /// What the commit's own configuration says of the target.
    private void declared(
            Handle handle, long repository, String sha, String name, ObjectNode document) {
        for (var config : configs.of(handle, repository, sha)) {
            for (var target : config.targets()) {
                if (target.name().value().equals(name)) {
                    document.put("owner", target.owner());
                    DeclaredTarget.describe(config, target, document);
                    return;
                }
            }
        }
    }

    Optional<ObjectNode> commit(Handle handle, BranchKey branch, String sha) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select * from landed_commit where repository_id = :repository
                                    and branch = :branch and sha = :sha
                                """))
                .bind("sha", sha)
                .map((row, _) -> commit(handle, branch, row))
                .findOne();
    }

    private static ObjectNode commit(Handle handle, BranchKey branch, ResultSet row)
            throws SQLException {
        var document = GridDocument.commit(row).put("branch", branch.name());
        var diagnostics = row.getString("diagnostics");
        document.set("diagnostics", diagnostics == null ? Json.array() : Json.read(diagnostics));
        var tasks = document.putArray("tasks");
        branch.bind(
                        handle.createQuery(
                                """
                                select * from task where repository_id = :repository
                                    and branch = :branch and position = :position order by target
                                """))
                .bind("position", row.getLong("position"))
                .map(
                        (task, _) ->
                                Json.object()
                                        .put("id", task.getString("id"))
                                        .put("target", task.getString("target"))
                                        .put("status", task.getString("status"))
                                        .put("flaky", task.getBoolean("flaky"))
                                        .put("attempts", task.getInt("attempts"))
                                        .put("reason", task.getString("reason"))
                                        .put("detail", task.getString("detail")))
                .forEach(tasks::add);
        var decisions = document.putArray("decisions");
        handle.createQuery("select * from decision where plan_id = :plan order by ordinal")
                .bindByType("plan", row.getString("plan_id"), String.class)
                .map(
                        (decision, _) ->
                                Json.object()
                                        .put("name", decision.getString("target"))
                                        .put("decision", decision.getString("decision"))
                                        .put("reason", decision.getString("reason"))
                                        .put("detail", decision.getString("detail"))
                                        .put("config", decision.getString("config_path"))
                                        .put("line", decision.getInt("config_line")))
                .forEach(decisions::add);
        return document;
    }

    Optional<ObjectNode> target(Handle handle, BranchKey branch, String name) {
        var newest =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select sha from landed_commit where repository_id = :repository
                                            and branch = :branch and config_state in ('valid', 'warnings')
                                        order by position desc limit 1
                                        """))
                        .mapTo(String.class)
                        .findOne();
        return newest.flatMap(
                sha ->
                        configs.of(handle, branch.repository(), sha).stream()
                                .flatMap(
                                        config ->
                                                config.targets().stream()
                                                        .filter(
                                                                it ->
                                                                        it.name()
                                                                                .value()
                                                                                .equals(name))
                                                        .map(
                                                                it ->
                                                                        target(
                                                                                        handle,
                                                                                        branch,
                                                                                        config, it)
                                                                                .put("sha", sha)))
                                .findFirst());
    }

    private static ObjectNode target(
            Handle handle, BranchKey branch, CiConfig config, Target target) {
        var document =
                Json.object()
                        .put("name", target.name().value())
                        .put("platform", target.platform())
                        .put("bringup", target.enablement().bringup())
                        .put("owner", target.owner())
                        .put("config", config.path())
                        .put("line", target.at().line())
                        .put("timeoutMinutes", target.work().timeout().toMinutes())
                        .put("recipe", target.work().recipe());
        DeclaredTarget.describe(config, target, document);
        document.set(
                "statistics",
                branch.bind(
                                handle.createQuery(
                                        """
                                        select finished, passed, failed, flaky from target_summary
                                        where repository_id = :repository and branch = :branch and target = :target
                                        """))
                        .bind("target", target.name().value())
                        .map(
                                (row, _) ->
                                        Json.object()
                                                .put("finished", row.getLong("finished"))
                                                .put("passed", row.getLong("passed"))
                                                .put("failed", row.getLong("failed"))
                                                .put("flaky", row.getLong("flaky")))
                        .findOne()
                        .orElseGet(
                                () ->
                                        Json.object()
                                                .put("finished", 0)
                                                .put("passed", 0)
                                                .put("failed", 0)
                                                .put("flaky", 0)));
        document.set("changePoints", ChangePointDocument.of(handle, branch, target.name().value()));
        return document;
    }
}
