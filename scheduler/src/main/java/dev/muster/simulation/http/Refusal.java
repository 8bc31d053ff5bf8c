package dev.muster.simulation.http;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.ground.Json;

import java.util.LinkedHashMap;
import java.util.Map;

/// A request that GitHub does not fulfil, with the answer it gives.
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonNode errors;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private Refusal(int status, String message, JsonNode errors) {
        super(message, null, false, false);
        this.status = status;
        this.errors = errors;
    }

    /// Any refusal.
    public static Refusal of(int status, String message) {
        return new Refusal(status, message, Json.array());
    }

    /// 404, also for what the caller may not know of.
    public static Refusal notFound() {
        return of(404, "Not Found");
    }

    /// 422 for a field.
    public static Refusal unprocessable(String resource, String field, String code) {
        var error = Json.object().put("resource", resource).put("code", code).put("field", field);
        return new Refusal(422, "Validation Failed", Json.array().add(error));
    }

    /// 422 with a sentence of GitHub's.
    public static Refusal unprocessable(String message) {
        return of(422, message);
    }

    /// The same with a header.
    public Refusal with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// What goes out.
    public Answer answer() {
        var body = Json.object().put("message", getMessage());
        if (!errors.isEmpty()) {
            body.set("errors", errors);
        }
        body.put("documentation_url", "https://docs.github.com/rest");
        body.put("status", Integer.toString(status));
        return Answer.json(status, body).with(headers);
    }
}
