package dev.muster.adapter.jdbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.Target;
import dev.muster.core.ci.Line;
import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Gating;
import dev.muster.plan.Planner;
import dev.muster.plan.RepoEvent;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.SchedulingPolicy;
import dev.muster.plan.TaskHistory;
import dev.muster.report.TargetText;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a configuration says of a target, added to a document.
final class DeclaredTarget {

    private DeclaredTarget() {}

    static void describe(CiConfig config, Target target, ObjectNode document) {
        document.put("command", TargetText.command(target.work().command()));
        document.put("blocking", Gating.of(target) == Gating.REQUIRED);
        document.set("properties", entries(Effective.properties(config, target, true)));
        document.set("dimensions", entries(Effective.dimensions(config, target, true)));
        var branches = document.putArray("enabledBranches");
        (target.enablement().branches().isEmpty()
                        ? config.branches()
                        : target.enablement().branches())
                .forEach(it -> branches.add(it.regex()));
    }

    private static ArrayNode entries(Map<String, Effective.Entry> entries) {
        var list = Json.array();
        entries.values()
                .forEach(
                        it ->
                                list.add(
                                        Json.object()
                                                .put("name", it.property().name())
                                                .put("value", it.property().written())
                                                .put(
                                                        "origin",
                                                        it.origin().name().toLowerCase(Locale.ROOT))
                                                .put("line", it.property().at().line())));
        return list;
    }

    /// The rules that led to the stored decision. The last step shows what was stored, since the
    /// history of that moment is not kept. What was proposed was decided by its changed files,
    /// which are not kept either: its decision has its sentence only.
    static void chain(CiConfig config, Target target, String branch, ObjectNode document) {
        if (!Line.isBranch(branch)) {
            document.putArray("chain");
            return;
        }
        var settings =
                new RepoSettings(branch, SchedulingPolicy.GUARANTEED, 6, Map.of(), List.of());
        var event = new RepoEvent.CommitLanded(branch, Instant.EPOCH, "0".repeat(40));
        var explanation =
                Planner.of(settings, List.of(config), List.of())
                        .explain(
                                target.name(),
                                event,
                                new ChangedFiles.Unknown("not kept"),
                                TaskHistory.NONE);
        var chain = document.putArray("chain");
        explanation.ifPresent(
                it ->
                        it.steps()
                                .forEach(
                                        step ->
                                                chain.add(
                                                        Json.object()
                                                                .put("rule", step.rule())
                                                                .put(
                                                                        "outcome",
                                                                        step.outcome().word())
                                                                .put(
                                                                        "detail",
                                                                        step.rule().equals("policy")
                                                                                ? document.path(
                                                                                                "detail")
                                                                                        .asText()
                                                                                : step.detail()))));
    }
}
