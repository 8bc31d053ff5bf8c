package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.PathPattern;
import dev.muster.config.model.Target;
import dev.muster.plan.Explanation;
import dev.muster.plan.Gating;
import dev.muster.plan.Reason;
import dev.muster.report.TargetText;

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
        document.set("runIf", patterns(target.enablement().runIf()));
        document.set("runIfNot", patterns(target.enablement().runIfNot()));
    }

    private static ArrayNode patterns(List<PathPattern> patterns) {
        var list = Json.array();
        patterns.forEach(it -> list.add(it.written()));
        return list;
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

    /// The rules that led to the stored decision, from what is stored of it.
    ///
    /// @param event the word of the event that was decided
    static ArrayNode chain(String event, String reason, String detail) {
        var chain = Json.array();
        for (var it : Reason.values()) {
            if (it.word().equals(reason)) {
                Explanation.recalled(event, it, detail)
                        .forEach(
                                step ->
                                        chain.add(
                                                Json.object()
                                                        .put("rule", step.rule())
                                                        .put("outcome", step.outcome().word())
                                                        .put("detail", step.detail())));
            }
        }
        return chain;
    }
}
