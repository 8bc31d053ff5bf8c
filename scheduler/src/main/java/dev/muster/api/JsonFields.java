package dev.muster.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.muster.config.diagnostic.Nearest;

import io.micronaut.http.HttpStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The fields of a JSON object that a program sent, with all that is wrong with them.
final class JsonFields {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final JsonNode object;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> known = new TreeSet<>();

    private JsonFields(JsonNode object) {
        this.object = object;
    }

    /// The object that a body is.
    ///
    /// @throws Problem.Raised 400 where it is none
    static JsonFields of(@Nullable String body) {
        try {
            var node = MAPPER.readTree(body == null ? "" : body);
            if (node != null && node.isObject()) {
                return new JsonFields(node);
            }
        } catch (JsonProcessingException e) {
            // It is no object either.
        }
        throw new Problem.Raised(HttpStatus.BAD_REQUEST, "the body is not a JSON object");
    }

    /// What was wrong with the fields that were asked for.
    List<String> faults() {
        return List.copyOf(faults);
    }

    void fault(String sentence) {
        faults.add(sentence);
    }

    /// A text that must be there.
    String text(String name, int longest) {
        var text = optional(name, longest);
        if (text == null && !wrong(name)) {
            faults.add("'%s' is missing".formatted(name));
        }
        return text == null ? "" : text;
    }

    /// A text; null where there is none.
    @Nullable String optional(String name, int longest) {
        var node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            return refused(name, "a text", node);
        }
        var text = node.asText().strip();
        if (text.isEmpty() || text.length() > longest || hasControls(text)) {
            faults.add("'%s' is a line of 1 to %d printable characters".formatted(name, longest));
            return null;
        }
        return text;
    }

    /// A name that may also be written as a number.
    @Nullable String textOrNumber(String name, int longest) {
        var node = node(name);
        return node != null && node.isIntegralNumber() ? node.asText() : optional(name, longest);
    }

    /// Text of several lines, cut to a length; empty where there is none.
    String lines(String name, int longest) {
        var node = node(name);
        if (node == null) {
            return "";
        }
        if (!node.isTextual()) {
            refused(name, "a text", node);
            return "";
        }
        var text = node.asText().replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ").strip();
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    @Nullable Integer number(String name, int least, int most) {
        var node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isInt() || node.asInt() < least || node.asInt() > most) {
            faults.add("'%s' is a whole number from %d to %d".formatted(name, least, most));
            return null;
        }
        return node.asInt();
    }

    boolean flag(String name) {
        var node = node(name);
        if (node == null) {
            return false;
        }
        if (!node.isBoolean()) {
            refused(name, "true or false", node);
        }
        return node.asBoolean();
    }

    @Nullable Instant time(String name) {
        var text = optional(name, 60);
        if (text == null) {
            return null;
        }
        var time = Documents.time(text);
        if (time.isEmpty()) {
            faults.add("'%s' is a time such as 2026-03-01T12:00:00Z".formatted(name));
        }
        return time.orElse(null);
    }

    /// Texts, each a line.
    List<String> texts(String name, int most, int longest) {
        var node = node(name);
        if (node == null) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        var fits = node.isArray() && node.size() <= most;
        for (var it : node) {
            fits &= it.isTextual() && !it.asText().isBlank() && it.asText().length() <= longest;
            texts.add(it.asText());
        }
        if (!fits || texts.stream().anyMatch(JsonFields::hasControls)) {
            faults.add("'%s' is a list of at most %d names".formatted(name, most));
            return List.of();
        }
        return texts;
    }

    /// An object with keys of the sender's own, as JSON; null where there is none.
    @Nullable String object(String name, int longest) {
        var node = node(name);
        if (node == null) {
            return null;
        }
        var text = node.toString();
        if (!node.isObject()) {
            return refused(name, "an object", node);
        }
        if (text.length() > longest) {
            faults.add("'%s' has at most %d characters".formatted(name, longest));
            return null;
        }
        return text;
    }

    /// Faults every field that was not asked for; to be called last.
    void noOthers() {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                faults.add(strange(name, known));
                            }
                        });
    }

    /// What is said of a field that nobody asked for.
    static String strange(String name, Collection<String> known) {
        var hint = Nearest.to(name, known).map("; did you mean '%s'?"::formatted).orElse("");
        return "there is no field '%s'%s".formatted(Documents.cut(name), hint);
    }

    private @Nullable JsonNode node(String name) {
        known.add(name);
        var node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private boolean wrong(String name) {
        return node(name) != null;
    }

    private @Nullable String refused(String name, String wanted, JsonNode node) {
        faults.add(
                "'%s' is %s, and this is %s"
                        .formatted(name, wanted, Documents.cut(node.toString())));
        return null;
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
