package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.config.model.Target;
import dev.muster.core.attempt.Retry;
import dev.muster.core.stability.GateBudget;
import dev.muster.core.stability.GateBudget.Gate;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// Flakes, proposals, quarantines and the gate budget as documents. All is read from summary rows.
public final class StabilityDocuments {

    private static final int GATE_SHOWN = 10;
    private static final int CLOSED_SHOWN = 50;

    private StabilityDocuments() {}

    /// A row of the ranking.
    ///
    /// @param document what is shown
    /// @param cost the chance that it alone turns a good commit red
    /// @param rate its flake rate
    private record Ranked(ObjectNode document, double cost, double rate) {}

    static ObjectNode flakes(Handle handle, BranchKey branch, Instant now) {
        var gates = gates(handle, branch, now);
        var budget = GateBudget.of(gates);
        var costs = new HashMap<String, Double>();
        budget.targets().forEach(it -> costs.put(it.target(), it.falseRed()));
        var ranked = new ArrayList<Ranked>();
        targets(handle, branch)
                .forEach(
                        target -> {
                            var cost = costs.getOrDefault(target.path("target").asText(), 0.0);
                            target.put("falseRed", StabilityFigures.rounded(cost));
                            ranked.add(
                                    new Ranked(target, cost, target.path("flakeRate").asDouble()));
                        });
        ranked.sort(
                Comparator.comparingDouble(Ranked::cost)
                        .thenComparingDouble(Ranked::rate)
                        .reversed());
        var document = head(branch);
        var list = document.putArray("targets");
        ranked.forEach(it -> list.add(it.document()));
        document.set("gate", gate(budget, gates));
        return document;
    }

    private static ObjectNode head(BranchKey branch) {
        return Json.object().put("repo", branch.slug().toString()).put("branch", branch.name());
    }

    private static List<ObjectNode> targets(Handle handle, BranchKey branch) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select s.target, s.state, s.since, s.advice, s.why, s.verdicts,
                                    s.passed, s.failed, s.flaky, s.streak_runs, s.streak_commits,
                                    s.failed_in_row, s.flakes, s.runs, s.tolerated, s.confidence,
                                    c.owner, c.platform, c.bringup, c.blocking,
                                    c.ignore_flakiness, s.wanted_runs, q.id as quarantine_id
                                from target_stability s
                                join grid_column c on c.repository_id = s.repository_id
                                    and c.branch = s.branch and c.target = s.target
                                left join quarantine q on q.repository_id = s.repository_id
                                    and q.branch = s.branch and q.target = s.target
                                    and q.active is not null
                                where s.repository_id = :repository and s.branch = :branch
                                    and c.current_order is not null
                                order by c.current_order
                                """))
                .map((row, _) -> target(row))
                .list();
    }

    private static ObjectNode target(ResultSet row) throws SQLException {
        var document =
                Json.object()
                        .put("target", row.getString("target"))
                        .put("platform", row.getString("platform"))
                        .put("owner", row.getString("owner"))
                        .put("bringup", row.getBoolean("bringup"))
                        .put("blocking", row.getBoolean("blocking"))
                        .put("ignored", row.getBoolean("ignore_flakiness"))
                        .put("state", row.getString("state"))
                        .put("since", Rows.time(row, "since").toString())
                        .put("advice", row.getString("advice"))
                        .put("why", row.getString("why"))
                        .put("quarantine", row.getString("quarantine_id"));
        document.setAll(StabilityFigures.of(row));
        return document;
    }

    /// The blocking targets that count, with the flake rate to reckon with and their retries.
    public static List<Gate> gates(Handle handle, BranchKey branch, Instant now) {
        var quarantined = QuarantineRows.targets(handle, branch, now);
        return branch
                .bind(
                        handle.createQuery(
                                """
                                select s.target, s.flakes, s.runs, c.scheduler
                                from target_stability s
                                join grid_column c on c.repository_id = s.repository_id
                                    and c.branch = s.branch and c.target = s.target
                                where s.repository_id = :repository and s.branch = :branch
                                    and c.current_order is not null and c.blocking
                                """))
                .map((row, _) -> gate(row))
                .list()
                .stream()
                .filter(it -> !quarantined.contains(it.target()))
                .toList();
    }

    /// A target with the flake rate to reckon with. What another scheduler runs is not run again
    /// from here.
    ///
    /// @param row has `target`, `flakes`, `runs` and `scheduler`
    public static Gate gate(ResultSet row) throws SQLException {
        var scheduler = row.getString("scheduler");
        var ours = scheduler == null || scheduler.equals(Target.OURS);
        return Gate.of(
                row.getString("target"),
                row.getDouble("flakes"),
                row.getDouble("runs"),
                ours ? Retry.FAILURE_RETRIES : 0);
    }

    private static ObjectNode gate(GateBudget budget, List<Gate> gates) {
        var document =
                Json.object()
                        .put("blocking", budget.targets().size())
                        .put("retries", Retry.FAILURE_RETRIES)
                        .put("notRetried", gates.stream().filter(it -> it.retries() == 0).count())
                        .put("falseRed", StabilityFigures.rounded(budget.falseRed()));
        var list = document.putArray("spentBy");
        budget.targets().stream()
                .limit(GATE_SHOWN)
                .forEach(
                        it ->
                                list.addObject()
                                        .put("target", it.target())
                                        .put("falseRed", StabilityFigures.rounded(it.falseRed()))
                                        .put("part", StabilityFigures.rounded(it.part())));
        return document;
    }

    static ObjectNode promotions(Handle handle, BranchKey branch, Instant now) {
        var gates = gates(handle, branch, now);
        var budget = GateBudget.of(gates);
        var document = head(branch);
        document.set("open", proposals(handle, branch, true, budget));
        document.set("closed", proposals(handle, branch, false, budget));
        document.set("gate", gate(budget, gates));
        return document;
    }

    private static ArrayNode proposals(
            Handle handle, BranchKey branch, boolean open, GateBudget budget) {
        var list = Json.array();
        branch.bind(
                        handle.createQuery(
                                """
                                select p.*, c.owner, c.scheduler, s.flakes, s.runs
                                from proposal p
                                left join grid_column c on c.repository_id = p.repository_id
                                    and c.branch = p.branch and c.target = p.target
                                left join target_stability s on s.repository_id = p.repository_id
                                    and s.branch = p.branch and s.target = p.target
                                where p.repository_id = :repository and p.branch = :branch
                                    and (p.open_key is not null) = :open
                                order by p.opened_at desc, p.id desc limit :limit
                                """))
                .bind("open", open)
                .bind("limit", CLOSED_SHOWN)
                .map((row, _) -> proposal(row, budget))
                .forEach(list::add);
        return list;
    }

    private static ObjectNode proposal(ResultSet row, GateBudget budget) throws SQLException {
        var target = row.getString("target");
        var kind = row.getString("kind");
        var path = row.getString("config_path");
        var document =
                Json.object()
                        .put("id", row.getString("id"))
                        .put("target", target)
                        .put("owner", row.getString("owner"))
                        .put("kind", kind)
                        .put("state", row.getString("state"))
                        .put("config", path.isEmpty() ? null : path)
                        .put("diff", row.getString("diff"))
                        .put("fault", row.getString("fault"))
                        .put("openedAt", Rows.time(row, "opened_at").toString())
                        .put("changedAt", Rows.time(row, "changed_at").toString())
                        .put("closedAt", text(Rows.instant(row, "closed_at")))
                        .put("closedBy", row.getString("closed_by"))
                        .put("closeReason", row.getString("close_reason"))
                        .put("url", row.getString("url"));
        document.set("evidence", Json.read(row.getString("evidence")));
        if (kind.equals("promote")) {
            document.put("command", "muster promote '%s' --commit".formatted(target));
            document.put("falseRedAfter", StabilityFigures.rounded(budget.with(gate(row))));
        } else {
            document.putNull("command").putNull("falseRedAfter");
        }
        return document;
    }

    static ObjectNode quarantines(Handle handle, BranchKey branch) {
        var document = head(branch);
        document.set("active", quarantines(handle, branch, true));
        document.set("ended", quarantines(handle, branch, false));
        return document;
    }

    private static ArrayNode quarantines(Handle handle, BranchKey branch, boolean active) {
        var list = Json.array();
        branch.bind(
                        handle.createQuery(
                                """
                                select * from quarantine
                                where repository_id = :repository and branch = :branch
                                    and (active is not null) = :active
                                order by set_at desc, id desc limit :limit
                                """))
                .bind("active", active)
                .bind("limit", active ? Integer.MAX_VALUE : CLOSED_SHOWN)
                .map((row, _) -> quarantine(row))
                .forEach(list::add);
        return list;
    }

    private static ObjectNode quarantine(ResultSet row) throws SQLException {
        return Json.object()
                .put("id", row.getString("id"))
                .put("target", row.getString("target"))
                .put("owner", row.getString("owner"))
                .put("issue", row.getString("issue"))
                .put("reason", row.getString("reason"))
                .put("by", row.getString("set_by"))
                .put("since", Rows.time(row, "set_at").toString())
                .put("expiresAt", Rows.time(row, "expires_at").toString())
                .put("mended", Rows.number(row, "mended_position") != null)
                .put("endedAt", text(Rows.instant(row, "lifted_at")))
                .put("endedBy", row.getString("lifted_by"))
                .put("endReason", row.getString("lifted_reason"));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
