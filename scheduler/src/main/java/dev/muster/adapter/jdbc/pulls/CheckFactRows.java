package dev.muster.adapter.jdbc.pulls;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.planning.JdbcPlanStore;
import dev.muster.adapter.jdbc.planning.PullRows;
import dev.muster.adapter.jdbc.stability.QuarantineNotes;
import dev.muster.checks.CheckFacts;
import dev.muster.checks.CheckFacts.Stage;
import dev.muster.checks.CheckSettings;
import dev.muster.checks.CheckStore.Due;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;
import dev.muster.core.ci.TaskStatus;
import dev.muster.presubmit.PullRequest;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads what decides about the check runs of a proposed commit.
public final class CheckFactRows {

    private CheckFactRows() {}

    /// With what is shown by now, where that matters.
    static CheckFacts of(Handle handle, Due due, CheckSettings settings, Instant now) {
        var facts = of(handle, due, now);
        return settings.leavesOut(facts.repo(), facts.tasks().size())
                ? facts.showing(shown(handle, due))
                : facts;
    }

    /// Without what is shown by now.
    public static CheckFacts of(Handle handle, Due due, Instant now) {
        var slug =
                handle.createQuery("select owner, name from repository where id = :id")
                        .bind("id", due.repository())
                        .map((row, _) -> new RepoSlug(row.getString(1), row.getString(2)))
                        .one();
        var line = new BranchKey(due.repository(), slug, due.line());
        var commit = commit(handle, line, due.sha());
        return new CheckFacts(
                slug,
                Line.of(due.line()),
                new CommitSha(due.sha()),
                stage(handle, line, due.sha(), commit),
                commit == null ? List.of() : tasks(handle, line, due.sha(), now),
                commit == null || commit.plan() == null ? List.of() : skipped(handle, commit),
                commit == null || commit.diagnostics() == null
                        ? List.of()
                        : faults(commit.diagnostics()),
                commit == null || commit.difference() == null
                        ? List.of()
                        : Json.textList(commit.difference()),
                Set.of());
    }

    private static Set<String> shown(Handle handle, Due due) {
        return handle.createQuery(
                        """
                        select name from check_run
                        where repository_id = :repository and branch = :branch and sha = :sha
                        """)
                .bind("repository", due.repository())
                .bind("branch", due.line())
                .bind("sha", due.sha())
                .mapTo(String.class)
                .set();
    }

    /// @param state `unread`, `valid`, `warnings`, `invalid`, `missing` or `superseded`
    /// @param difference what its own configuration would change; null where nothing was compared
    private record Row(
            String state,
            @Nullable String diagnostics,
            @Nullable String plan,
            @Nullable String difference) {}

    private static @Nullable Row commit(Handle handle, BranchKey line, String sha) {
        return line.bind(
                        handle.createQuery(
                                """
                                select config_state, diagnostics, plan_id, plan_difference
                                from landed_commit
                                where repository_id = :repository and branch = :branch
                                    and sha = :sha
                                """))
                .bind("sha", sha)
                .map(
                        (row, _) ->
                                new Row(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4)))
                .findOne()
                .orElse(null);
    }

    private static Stage stage(Handle handle, BranchKey line, String sha, @Nullable Row commit) {
        var before = before(handle, line, sha, commit != null && commit.plan() != null);
        if (before != null) {
            return before;
        }
        return switch (commit == null ? "unread" : commit.state()) {
            case "invalid" -> new Stage.Invalid();
            case "missing" -> new Stage.Missing();
            case "valid", "warnings" -> new Stage.Planned();
            case JdbcPlanStore.SUPERSEDED -> new Stage.GivenUp("it is no longer waited for");
            default -> new Stage.Unplanned();
        };
    }

    /// What stands before planning; null where nothing does.
    private static @Nullable Stage before(
            Handle handle, BranchKey line, String sha, boolean planned) {
        return switch (Line.of(line.name())) {
            case Line.Branch _ -> null;
            case Line.Queue _ -> ofGroup(handle, line, sha, planned);
            case Line.Pull(var number, _) ->
                    PullRows.find(handle, line.repository(), number)
                            .map(it -> ofPull(it, line, sha, planned))
                            .orElse(null);
        };
    }

    private static @Nullable Stage ofGroup(
            Handle handle, BranchKey line, String sha, boolean planned) {
        return handle.createQuery(
                        """
                        select state, cause from merge_group
                        where repository_id = :repository and head_sha = :sha
                        """)
                .bind("repository", line.repository())
                .bind("sha", sha)
                .map(
                        (row, _) ->
                                planned || row.getString("state").equals("wanted")
                                        ? null
                                        : new Stage.GivenUp("the merge group is gone"))
                .findFirst()
                .orElse(null);
    }

    /// What was planned keeps its result, whatever became of the pull request.
    private static @Nullable Stage ofPull(
            dev.muster.presubmit.KnownPull known, BranchKey line, String sha, boolean planned) {
        var pull = known.pull();
        if (planned) {
            return null;
        }
        if (!pull.head().value().equals(sha) || !pull.line().text().equals(line.name())) {
            return new Stage.GivenUp("superseded by " + pull.head().abbreviated());
        }
        if (pull.state() != PullRequest.State.OPEN) {
            return new Stage.GivenUp("the pull request was " + pull.state().word());
        }
        if (pull.draft()) {
            return new Stage.Draft();
        }
        return known.mayRun() ? null : new Stage.WaitsForApproval(pull.author());
    }

    private static List<CheckFacts.Task> tasks(
            Handle handle, BranchKey line, String sha, Instant now) {
        var base = new BranchKey(line.repository(), line.slug(), Line.of(line.name()).base());
        var blames = BlameRows.of(handle, line, base.name(), sha, now);
        var quarantines = QuarantineNotes.of(handle, base, now);
        return line.bind(
                        handle.createQuery(
                                """
                                select t.id, t.target, t.status, t.flaky, t.blocking, t.reason,
                                    t.detail, t.attempts, a.note
                                from task t
                                left join attempt a on a.task_id = t.id and a.number = t.attempts
                                where t.repository_id = :repository and t.branch = :branch
                                    and t.sha = :sha
                                order by t.id
                                """))
                .bind("sha", sha)
                .map(
                        (row, _) ->
                                task(
                                        row,
                                        blames.get(row.getString("id")),
                                        quarantines.get(row.getString("target"))))
                .list();
    }

    private static CheckFacts.Task task(
            ResultSet row, BlameRows.@Nullable Told told, @Nullable String quarantine)
            throws SQLException {
        var attempts = row.getInt("attempts");
        var detail = row.getString("detail");
        var note = row.getString("note");
        return new CheckFacts.Task(
                row.getString("target"),
                attempts == 0 ? null : new AttemptKey(new TaskId(row.getString("id")), attempts),
                row.getString("id"),
                TaskStatus.of(row.getString("status")),
                row.getBoolean("flaky"),
                row.getBoolean("blocking") && quarantine == null,
                row.getString("reason") + (detail.isEmpty() ? "" : ": " + detail),
                note == null ? "" : note,
                told == null ? null : told.blamed(),
                told == null || told.signature() == null ? "" : told.signature(),
                quarantine);
    }

    private static List<CheckFacts.Skipped> skipped(Handle handle, Row commit) {
        return handle.createQuery(
                        """
                        select target, reason, detail from decision
                        where plan_id = :plan and decision = 'skip' order by ordinal
                        """)
                .bind("plan", commit.plan())
                .map(
                        (row, _) ->
                                new CheckFacts.Skipped(
                                        row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    private static List<CheckFacts.Fault> faults(String diagnostics) {
        var faults = new ArrayList<CheckFacts.Fault>();
        Json.read(diagnostics)
                .forEach(
                        it ->
                                faults.add(
                                        new CheckFacts.Fault(
                                                it.path("severity").asText(),
                                                it.path("path").asText(),
                                                it.path("line").asInt(1),
                                                it.path("endLine").asInt(1),
                                                it.path("code").asText(),
                                                it.path("message").asText(),
                                                it.hasNonNull("hint")
                                                        ? it.path("hint").asText()
                                                        : null)));
        return faults;
    }
}
