package dev.muster.report;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.Target;
import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Decision;
import dev.muster.plan.Gating;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanDifference;
import dev.muster.plan.RepoEvent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A plan as the JSON document of `muster plan --format json` and of the HTTP API.
public final class PlanJson {

    private PlanJson() {}

    /// @param plan the plan
    /// @param configs the configurations it decides
    /// @param runsOn runner labels by platform from the service's settings
    public static String of(Plan plan, List<CiConfig> configs, Map<String, List<String>> runsOn) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("event", plan.event().word());
                    json.writeStringField("branch", plan.event().branch());
                    switch (plan.changed()) {
                        case ChangedFiles.Known(var paths) ->
                                json.writeNumberField("changedFiles", paths.size());
                        case ChangedFiles.Unknown _ -> json.writeNullField("changedFiles");
                    }
                    counts(json, plan);
                    json.writeArrayFieldStart("targets");
                    for (var decision : plan.decisions()) {
                        target(json, decision, config(configs, decision), plan.event(), runsOn);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    private static void counts(JsonGenerator json, Plan plan) throws IOException {
        var counts = new TreeMap<>(Map.of("run", 0, "skip", 0));
        plan.decisions().forEach(it -> counts.merge(it.word(), 1, Integer::sum));
        json.writeObjectFieldStart("counts");
        for (var count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static CiConfig config(List<CiConfig> configs, Decision decision) {
        return configs.stream()
                .filter(it -> it.path().equals(decision.config()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no configuration " + decision.config()));
    }

    private static void target(
            JsonGenerator json,
            Decision decision,
            CiConfig config,
            RepoEvent event,
            Map<String, List<String>> runsOn)
            throws IOException {
        var target = decision.target();
        var postsubmit = event instanceof RepoEvent.CommitLanded;
        var properties = Effective.properties(config, target, postsubmit);
        json.writeStartObject();
        json.writeStringField("name", target.name().value());
        json.writeStringField("platform", target.platform());
        json.writeStringField("decision", decision.word());
        json.writeStringField("gating", Gating.of(target).word());
        json.writeStringField("reason", decision.reason().word());
        json.writeStringField("detail", decision.detail());
        json.writeStringField("config", decision.config());
        json.writeNumberField("line", target.at().line());
        json.writeArrayFieldStart("runsOn");
        for (var label : Effective.runsOn(config, target, runsOn)) {
            json.writeString(label);
        }
        json.writeEndArray();
        json.writeNumberField("timeoutMinutes", target.work().timeout().toMinutes());
        json.writeNumberField("maxAttempts", maxAttempts(event, properties));
        entries(json, target, config, postsubmit);
        json.writeEndObject();
    }

    private static int maxAttempts(RepoEvent event, Map<String, Effective.Entry> properties) {
        return event instanceof RepoEvent.CommitLanded ? 1 : Effective.maxAttempts(properties);
    }

    private static void entries(
            JsonGenerator json, Target target, CiConfig config, boolean postsubmit)
            throws IOException {
        json.writeObjectFieldStart("properties");
        for (var entry : Effective.properties(config, target, postsubmit).entrySet()) {
            json.writeFieldName(entry.getKey());
            JsonText.value(json, entry.getValue().property().value());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("dimensions");
        for (var entry : Effective.dimensions(config, target, postsubmit).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue().property().written());
        }
        json.writeEndObject();
    }

    /// A difference between two plans.
    public static String of(PlanDifference difference) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    names(json, "added", difference.added());
                    names(json, "dropped", difference.dropped());
                    json.writeArrayFieldStart("changed");
                    for (var change : difference.changed()) {
                        json.writeStartObject();
                        json.writeStringField("name", change.after().target().name().value());
                        json.writeBooleanField("regated", change.regated());
                        side(json, "before", change.before());
                        side(json, "after", change.after());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeNumberField("unchanged", difference.unchanged());
                    json.writeEndObject();
                });
    }

    private static void names(JsonGenerator json, String field, List<Decision> decisions)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (var decision : decisions) {
            json.writeStartObject();
            json.writeStringField("name", decision.target().name().value());
            json.writeStringField("decision", decision.word());
            json.writeStringField("reason", decision.reason().word());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void side(JsonGenerator json, String field, Decision decision)
            throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("decision", decision.word());
        json.writeStringField("reason", decision.reason().word());
        json.writeStringField("gating", Gating.of(decision.target()).word());
        json.writeEndObject();
    }
}
