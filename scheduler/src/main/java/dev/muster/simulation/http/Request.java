package dev.muster.simulation.http;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.ground.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/// What a caller asks.
///
/// @param method the method
/// @param path the path as it stands on the line, without the query
/// @param query the query's parameters
/// @param headers headers by name in lower case
/// @param body the body, empty for none
/// @param variables what stands at the places of the route's variables
/// @param caller who asks
public record Request(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        Map<String, String> variables,
        Caller caller) {

    /// The same, at a route and with a caller.
    public Request at(Map<String, String> places, Caller by) {
        return new Request(method, path, query, headers, body, places, by);
    }

    /// What stands at the place of a variable.
    public String at(String variable) {
        return java.util.Objects.requireNonNull(variables.get(variable), variable);
    }

    /// A number at the place of a variable.
    public long number(String variable) {
        try {
            return Long.parseLong(at(variable));
        } catch (NumberFormatException e) {
            throw Refusal.notFound();
        }
    }

    /// A header, empty where it is absent.
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /// A parameter of the query, absent where it is not given.
    public @Nullable String query(String name) {
        return query.get(name);
    }

    /// Whether the caller speaks version 2026-03-10 of the API.
    public boolean speaks2026() {
        return header("X-GitHub-Api-Version").compareTo("2026-03-10") >= 0;
    }

    /// The body's document, an empty object for no body.
    public JsonNode json() {
        if (body.length == 0) {
            return Json.object();
        }
        try {
            var document = Json.read(body);
            if (!document.isObject()) {
                throw Refusal.of(400, "Body should be a JSON object");
            }
            return document;
        } catch (IOException e) {
            throw Refusal.of(400, "Problems parsing JSON");
        }
    }
}
