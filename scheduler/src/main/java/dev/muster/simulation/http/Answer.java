package dev.muster.simulation.http;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.ground.Json;

import java.util.LinkedHashMap;
import java.util.Map;

/// What goes back to a caller.
///
/// @param status the status code
/// @param headers headers by name
/// @param body the body, empty for none
public record Answer(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    /// Copies the headers.
    public Answer {
        headers = Map.copyOf(headers);
    }

    /// A JSON document.
    public static Answer json(int status, JsonNode document) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                Json.bytes(document));
    }

    /// A JSON document with status 200.
    public static Answer ok(JsonNode document) {
        return json(200, document);
    }

    /// Bytes of a media type.
    public static Answer raw(String type, byte[] bytes) {
        return new Answer(200, Map.of("Content-Type", type), bytes);
    }

    /// A status and nothing else.
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), NOTHING);
    }

    /// A way elsewhere.
    public static Answer redirect(int status, String to) {
        var body = Json.object().put("message", "Moved Permanently").put("url", to);
        return json(status, body.put("documentation_url", "https://docs.github.com/rest"))
                .with(Map.of("Location", to));
    }

    /// The same with more headers.
    public Answer with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body);
    }
}
