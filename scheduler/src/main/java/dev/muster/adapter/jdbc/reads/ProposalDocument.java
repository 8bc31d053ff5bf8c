package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.pulls.BlameRows;
import dev.muster.adapter.jdbc.pulls.CheckFactRows;
import dev.muster.adapter.jdbc.stability.QuarantineNotes;
import dev.muster.api.ReasonSentences;
import dev.muster.checks.CheckFacts.Stage;
import dev.muster.checks.CheckStore.Due;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// A commit that is proposed, with every target: those that run, and those that do not.
final class ProposalDocument {

    private ProposalDocument() {}

    /// @param base the branch that its failures are compared with
    /// @param now the time
    static ObjectNode of(Handle handle, BranchKey line, String base, String sha, Instant now) {
        var facts = CheckFactRows.of(handle, new Due(line.repository(), line.name(), sha, 0), now);
        var document = Json.object().put("sha", sha).put("line", line.name());
        stage(document, facts.stage());
        var plan = commit(handle, line, sha, document);
        var told =
                new Told(
                        BlameRows.of(handle, line, base, sha, now),
                        QuarantineNotes.of(
                                handle, new BranchKey(line.repository(), line.slug(), base), now));
        document.set("tasks", tasks(handle, line, sha, told));
        document.set("skipped", skipped(handle, plan));
        return document;
    }

    /// What is said of tasks besides.
    ///
    /// @param blames what failures are likely due to, by the names of their tasks
    /// @param quarantines what is said of targets in quarantine, by target
    private record Told(Map<String, BlameRows.Told> blames, Map<String, String> quarantines) {}

    private static void stage(ObjectNode document, Stage stage) {
        switch (stage) {
            case Stage.Unplanned _ -> put(document, "unplanned", null);
            case Stage.WaitsForApproval(var author) -> put(document, "waits_for_approval", author);
            case Stage.Draft _ -> put(document, "draft", null);
            case Stage.Invalid _ -> put(document, "invalid", null);
            case Stage.Missing _ -> put(document, "missing", null);
            case Stage.Planned _ -> put(document, "planned", null);
            case Stage.GivenUp(var why) -> put(document, "given_up", why);
        }
    }

    private static void put(ObjectNode document, String stage, @Nullable String detail) {
        document.put("stage", stage).put("stageDetail", detail);
    }

    /// @return its plan; null while there is none
    private static @Nullable String commit(
            Handle handle, BranchKey line, String sha, ObjectNode document) {
        document.putNull("at").putNull("changedFiles").set("diagnostics", Json.array());
        return line.bind(
                        handle.createQuery(
                                """
                                select c.noticed_at, c.diagnostics, c.plan_id, p.changed_files
                                from landed_commit c left join plan p on p.id = c.plan_id
                                where c.repository_id = :repository and c.branch = :branch
                                    and c.sha = :sha
                                """))
                .bind("sha", sha)
                .map((row, _) -> fill(document, row))
                .findOne()
                .filter(it -> !it.isEmpty())
                .orElse(null);
    }

    private static String fill(ObjectNode document, ResultSet row) throws SQLException {
        document.put("at", Rows.time(row, "noticed_at").toString())
                .put("changedFiles", Rows.number(row, "changed_files"));
        var diagnostics = row.getString("diagnostics");
        if (diagnostics != null) {
            document.set("diagnostics", Json.read(diagnostics));
        }
        var plan = row.getString("plan_id");
        return plan == null ? "" : plan;
    }

    private static ArrayNode tasks(Handle handle, BranchKey line, String sha, Told told) {
        var list = Json.array();
        line.bind(
                        handle.createQuery(
                                """
                                select t.*, a.started_at, a.finished_at as ended_at, a.note
                                from task t
                                left join attempt a on a.task_id = t.id and a.number = t.attempts
                                where t.repository_id = :repository and t.branch = :branch
                                    and t.sha = :sha
                                order by t.config_path, t.config_line, t.target
                                """))
                .bind("sha", sha)
                .map((row, _) -> task(row, told))
                .forEach(list::add);
        return list;
    }

    private static ObjectNode task(ResultSet row, Told besides) throws SQLException {
        // null where it did not fail
        var told = besides.blames().get(row.getString("id"));
        var quarantine = besides.quarantines().get(row.getString("target"));
        var started = Rows.instant(row, "started_at");
        var ended = Rows.instant(row, "ended_at");
        return decision(row)
                .put("id", row.getString("id"))
                .put("platform", row.getString("platform"))
                .put("status", row.getString("status"))
                .put("flaky", row.getBoolean("flaky"))
                .put("blocking", row.getBoolean("blocking") && quarantine == null)
                .put("quarantine", quarantine)
                .put("bringup", row.getBoolean("bringup"))
                .put("external", row.getBoolean("external"))
                .put("attempts", row.getInt("attempts"))
                .put("finishedAt", ended == null ? null : ended.toString())
                .put(
                        "durationMillis",
                        started == null || ended == null
                                ? null
                                : (Long) Duration.between(started, ended).toMillis())
                .put("note", row.getString("note"))
                .put("blame", told == null ? null : told.blamed().blame().word())
                .put("blameDetail", told == null ? null : told.blamed().why())
                .put("signature", told == null ? null : told.signature());
    }

    private static ArrayNode skipped(Handle handle, @Nullable String plan) {
        var list = Json.array();
        if (plan != null) {
            handle.createQuery(
                            """
                            select * from decision where plan_id = :plan and decision = 'skip'
                            order by ordinal
                            """)
                    .bind("plan", plan)
                    .map((row, _) -> decision(row))
                    .forEach(list::add);
        }
        return list;
    }

    private static ObjectNode decision(ResultSet row) throws SQLException {
        return Json.object()
                .put("target", row.getString("target"))
                .put("decision", row.getString("decision"))
                .put("reason", row.getString("reason"))
                .put("detail", row.getString("detail"))
                .put(
                        "explanation",
                        ReasonSentences.of(row.getString("reason"), row.getString("detail")))
                .put("config", row.getString("config_path"))
                .put("line", row.getInt("config_line"));
    }
}
