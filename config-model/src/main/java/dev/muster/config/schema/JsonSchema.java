package dev.muster.config.schema;

import dev.muster.config.json.JsonDocument;
import dev.muster.config.yaml.Key;
import dev.muster.config.yaml.Key.Where;
import dev.muster.config.yaml.KeyTable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON Schema (draft-07, which all editors know) of a `.ci.yaml`.
///
/// Every file that the reader takes passes it, save that a key without a value is marked. It finds
/// unknown keys, values of another type and a key in both of its spellings; names, patterns and
/// what keys owe each other are the reader's.
public final class JsonSchema {

    private JsonSchema() {}

    /// The schema, the same text each time, with a line feed at its end.
    public static String text() {
        return JsonDocument.of(document());
    }

    private static Map<String, Object> document() {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Muster configuration (.ci.yaml)");
        schema.put("description", "Targets of continuous integration, declared by their owners.");
        schema.putAll(map(Where.TOP));
        schema.put("required", List.of("targets"));
        schema.put("anyOf", eitherSpelling("enabled_branches", "enabledBranches"));
        schema.put("if", versionTwo());
        schema.put("else", withoutLaterKeys());
        var definitions = new LinkedHashMap<String, Object>();
        definitions.put("platform", map(Where.PLATFORM));
        var target = map(Where.TARGET);
        target.put("required", List.of("name"));
        definitions.put("target", target);
        definitions.putAll(ValueSchema.shared());
        schema.put("definitions", definitions);
        return schema;
    }

    private static Map<String, Object> map(Where where) {
        var properties = new LinkedHashMap<String, Object>();
        var twice = new ArrayList<Map<String, Object>>();
        for (var key : KeyTable.all()) {
            if (key.where() == where) {
                var camel = key.camelCase();
                properties.put(key.name(), ValueSchema.of(key));
                if (!camel.equals(key.name())) {
                    properties.put(camel, ValueSchema.otherSpelling(key));
                    twice.add(notBoth(key.name(), camel));
                }
            }
        }
        if (where == Where.TARGET) {
            properties.put("recipes", ValueSchema.oldForm("recipe"));
        }
        var map = new LinkedHashMap<String, Object>();
        map.put("type", "object");
        map.put("properties", properties);
        map.put(
                "patternProperties",
                Map.of("^x-", Map.of("description", "Ignored: yours to use.")));
        map.put("additionalProperties", false);
        if (!twice.isEmpty()) {
            map.put("allOf", twice);
        }
        return map;
    }

    private static Map<String, Object> notBoth(String snake, String camel) {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("not", Map.of("required", List.of(snake, camel)));
        rule.put(
                "errorMessage",
                "'%s' and '%s' are the same key; keep one of them".formatted(snake, camel));
        return rule;
    }

    private static List<Map<String, Object>> eitherSpelling(String snake, String camel) {
        return List.of(Map.of("required", List.of(snake)), Map.of("required", List.of(camel)));
    }

    private static Map<String, Object> versionTwo() {
        Map<String, Object> two = Map.of("enum", List.of(2, "2"));
        return Map.of(
                "anyOf",
                List.of(requiredAs("schema_version", two), requiredAs("schemaVersion", two)));
    }

    private static Map<String, Object> requiredAs(String key, Map<String, Object> value) {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("required", List.of(key));
        rule.put("properties", Map.of(key, value));
        return rule;
    }

    /// Keys of later versions stand in the schema, so that editors know them, and are refused in
    /// files of version 1.
    private static Map<String, Object> withoutLaterKeys() {
        var targets = new LinkedHashMap<String, Object>();
        targets.put("items", Map.of("properties", refused(Where.TARGET)));
        var platforms = new LinkedHashMap<String, Object>();
        platforms.put("additionalProperties", Map.of("properties", refused(Where.PLATFORM)));
        var properties = new LinkedHashMap<String, Object>(refused(Where.TOP));
        properties.put("targets", targets);
        properties.put("platform_properties", platforms);
        properties.put("platformProperties", platforms);
        return Map.of("properties", properties);
    }

    private static Map<String, Object> refused(Where where) {
        var refused = new LinkedHashMap<String, Object>();
        for (Key key : KeyTable.all()) {
            if (key.where() == where && key.since() > 1) {
                refused.put(key.name(), false);
                refused.put(key.camelCase(), false);
            }
        }
        return refused;
    }
}
