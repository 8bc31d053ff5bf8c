package dev.muster.adapter.jdbc.ground;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.config.diagnostic.Diagnostic;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The JSON texts kept in columns.
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static String texts(Collection<String> texts) {
        var list = array();
        texts.forEach(list::add);
        return list.toString();
    }

    /// The text of a record.
    public static String of(Object record) {
        return MAPPER.valueToTree(record).toString();
    }

    /// The record of a text that [#of] made.
    public static <T> T to(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored text is not a " + type, broken);
        }
    }

    /// The texts of a stored list.
    public static List<String> textList(String text) {
        var texts = new ArrayList<String>();
        read(text).forEach(it -> texts.add(it.asText()));
        return texts;
    }

    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored text is not JSON: " + text, broken);
        }
    }

    /// What a column holds, which may be nothing.
    public static JsonNode orNull(@Nullable String text) {
        return text == null ? NullNode.getInstance() : read(text);
    }

    public static String diagnostics(List<Diagnostic> diagnostics) {
        var list = array();
        diagnostics.forEach(diagnostic -> list.add(diagnostic(diagnostic)));
        return list.toString();
    }

    private static ObjectNode diagnostic(Diagnostic diagnostic) {
        return object().put("severity", diagnostic.severity().word())
                .put("code", diagnostic.code().word())
                .put("path", diagnostic.path())
                .put("line", diagnostic.at().line())
                .put("column", diagnostic.at().column())
                .put("endLine", diagnostic.at().endLine())
                .put("endColumn", diagnostic.at().endColumn())
                .put("message", diagnostic.message())
                .put("hint", diagnostic.hint());
    }
}
