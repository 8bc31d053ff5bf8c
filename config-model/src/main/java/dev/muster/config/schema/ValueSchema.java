package dev.muster.config.schema;

import dev.muster.config.yaml.Key;
import dev.muster.config.yaml.Key.Type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a key's value may be, as a schema.
final class ValueSchema {

    private static final String DEFINITIONS = "#/definitions/";

    private ValueSchema() {}

    /// The types that many keys share.
    static Map<String, Object> shared() {
        var shared = new LinkedHashMap<String, Object>();
        shared.put("text", types("string", "number", "boolean"));
        shared.put("whole", whole());
        shared.put("texts", listOf(reference("text")));
        shared.put("textOrTexts", either(reference("text"), reference("texts")));
        shared.put("properties", either(entries(), listOf(oneEntry())));
        var demand = new LinkedHashMap<>(types("string"));
        demand.put("pattern", "=");
        var json = new LinkedHashMap<>(types("string"));
        json.put("pattern", "=|^\\[");
        shared.put("demands", either(listOf(demand), json));
        return shared;
    }

    /// A key in its usual spelling.
    static Map<String, Object> of(Key key) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("description", described(key));
        schema.putAll(bounds(key));
        if (key.type() != Type.ANYTHING) {
            schema.put("allOf", List.of(type(key)));
        }
        return schema;
    }

    /// A key in its camelCase spelling: taken, and not offered by editors.
    static Map<String, Object> otherSpelling(Key key) {
        var schema = of(key);
        schema.put("doNotSuggest", true);
        return schema;
    }

    /// An older key: taken with a mark.
    static Map<String, Object> oldForm(String instead) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("description", "An older form of '%s'.".formatted(instead));
        schema.put("deprecationMessage", "write '%s'".formatted(instead));
        schema.put("doNotSuggest", true);
        return schema;
    }

    private static String described(Key key) {
        var since = key.since() > 1 ? " Since version %d.".formatted(key.since()) : "";
        return "%s Default: %s.%s"
                .formatted(key.meaning(), key.standard(), since)
                .replace("Default: required.", "Required.")
                .replace(" Default: none.", "");
    }

    private static Map<String, Object> type(Key key) {
        return switch (key.type()) {
            case TEXT -> reference("text");
            case FLAG -> types("boolean");
            case WHOLE -> reference("whole");
            case TEXTS -> reference("texts");
            case TEXT_OR_TEXTS -> reference("textOrTexts");
            case PROPERTIES -> reference("properties");
            case DEMANDS -> reference("demands");
            case PLATFORMS -> platforms();
            case TARGETS -> listOf(reference("target"));
            case ANYTHING -> Map.of();
        };
    }

    /// Bounds that the language sets beside the type.
    private static Map<String, Object> bounds(Key key) {
        var bounds = new LinkedHashMap<String, Object>();
        switch (key.name()) {
            case "timeout" -> {
                bounds.put("minimum", 1);
                bounds.put("maximum", 4320);
            }
            case "schema_version" -> bounds.put("enum", List.of(1, 2, "1", "2"));
            case "targets" -> bounds.put("minItems", 1);
            case "enabled_branches" -> {
                if (key.where() == Key.Where.TOP) {
                    bounds.put("minItems", 1);
                }
            }
            default -> {}
        }
        switch (key.standard()) {
            case "true", "false" -> bounds.put("default", Boolean.valueOf(key.standard()));
            case "1", "30" -> bounds.put("default", Integer.valueOf(key.standard()));
            default -> {}
        }
        return bounds;
    }

    private static Map<String, Object> platforms() {
        var platforms = new LinkedHashMap<>(types("object"));
        platforms.put("patternProperties", Map.of("^x-", Map.of()));
        platforms.put("additionalProperties", reference("platform"));
        return platforms;
    }

    private static Map<String, Object> whole() {
        var digits = new LinkedHashMap<>(types("string"));
        digits.put("pattern", "^-?[0-9]{1,9}$");
        return either(types("integer"), digits);
    }

    private static Map<String, Object> entries() {
        var entries = new LinkedHashMap<>(types("object"));
        entries.put("patternProperties", Map.of("^x-", Map.of()));
        entries.put("additionalProperties", reference("text"));
        return entries;
    }

    private static Map<String, Object> oneEntry() {
        var entry = new LinkedHashMap<>(entries());
        entry.put("minProperties", 1);
        entry.put("maxProperties", 1);
        return entry;
    }

    private static Map<String, Object> listOf(Map<String, Object> items) {
        var list = new LinkedHashMap<>(types("array"));
        list.put("items", items);
        return list;
    }

    private static Map<String, Object> either(Map<String, Object> one, Map<String, Object> two) {
        return new LinkedHashMap<>(Map.of("anyOf", List.of(one, two)));
    }

    private static Map<String, Object> types(String... types) {
        return new LinkedHashMap<>(
                Map.of("type", types.length == 1 ? types[0] : List.of((Object[]) types)));
    }

    private static Map<String, Object> reference(String definition) {
        return Map.of("$ref", DEFINITIONS + definition);
    }
}
