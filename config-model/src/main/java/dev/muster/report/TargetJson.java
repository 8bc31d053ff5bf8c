package dev.muster.report;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.plan.Explanation;
import dev.muster.plan.Gating;
import dev.muster.plan.Scheduling;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/// One target as the JSON document of `muster explain --format json`.
public final class TargetJson {

    private TargetJson() {}

    /// @param config the configuration that declares the target
    /// @param postsubmit whether `postsubmit_properties` apply
    public static String of(Explanation explanation, CiConfig config, boolean postsubmit) {
        var target = explanation.decision().target();
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("name", target.name().value());
                    json.writeStringField("platform", target.platform());
                    json.writeStringField("gating", Gating.of(target).word());
                    json.writeStringField("config", config.path());
                    json.writeNumberField("line", target.at().line());
                    json.writeStringField("command", TargetText.command(target.work().command()));
                    json.writeNumberField("timeoutMinutes", target.work().timeout().toMinutes());
                    json.writeStringField("decision", explanation.decision().word());
                    json.writeStringField("reason", explanation.decision().reason().word());
                    json.writeStringField("detail", explanation.decision().detail());
                    scheduling(json, explanation.scheduling());
                    chain(json, explanation);
                    entries(json, "properties", Effective.properties(config, target, postsubmit));
                    entries(json, "dimensions", Effective.dimensions(config, target, postsubmit));
                    json.writeEndObject();
                });
    }

    private static void scheduling(JsonGenerator json, Scheduling scheduling) throws IOException {
        json.writeObjectFieldStart("scheduling");
        json.writeStringField("policy", scheduling.policy().word());
        json.writeStringField("origin", scheduling.origin().word());
        json.writeNumberField("batchSize", scheduling.batchSize());
        json.writeBooleanField("backfill", scheduling.backfill());
        json.writeEndObject();
    }

    private static void chain(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeArrayFieldStart("chain");
        for (var step : explanation.steps()) {
            json.writeStartObject();
            json.writeStringField("rule", step.rule());
            json.writeStringField("outcome", step.outcome().word());
            json.writeStringField("detail", step.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void entries(
            JsonGenerator json, String name, Map<String, Effective.Entry> entries)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (var entry : entries.values()) {
            json.writeStartObject();
            json.writeStringField("name", entry.property().name());
            json.writeFieldName("value");
            JsonText.value(json, entry.property().value());
            json.writeStringField("origin", entry.origin().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("line", entry.property().at().line());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
