package dev.muster.simulation.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Pages;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;
import dev.muster.simulation.webhooks.Deliveries;
import dev.muster.simulation.webhooks.Delivery;
import dev.muster.simulation.webhooks.Webhooks;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The App's webhook: where it goes, what was delivered, and once more.
public final class HookEndpoints {

    private final Ground ground;
    private final Apps apps;
    private final Deliveries deliveries;
    private final Webhooks webhooks;

    /// Answers from these deliveries.
    public HookEndpoints(Ground ground, Apps apps, Deliveries deliveries, Webhooks webhooks) {
        this.ground = ground;
        this.apps = apps;
        this.deliveries = deliveries;
        this.webhooks = webhooks;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        routes.add("GET /app/hook/config", Access.APP, request -> config(app(request)));
        routes.add("PATCH /app/hook/config", Access.APP, this::configure);
        routes.add("GET /app/hook/deliveries", Access.APP, this::list);
        routes.add(
                "GET /app/hook/deliveries/{delivery_id}",
                Access.APP,
                request -> Answer.ok(full(find(request))));
        routes.add("POST /app/hook/deliveries/{delivery_id}/attempts", Access.APP, this::again);
    }

    private App app(Request request) {
        return Objects.requireNonNull(apps.find(request.caller().app()));
    }

    private static Answer config(App app) {
        var target = app.target();
        return Answer.ok(
                Json.object()
                        .put("content_type", "json")
                        .put("insecure_ssl", "0")
                        .put("secret", "********")
                        .put("url", target == null ? "" : target.toString()));
    }

    private Answer configure(Request request) {
        var app = app(request);
        var body = request.json();
        if (body.hasNonNull("url")) {
            app.deliverTo(URI.create(body.path("url").asText()));
        }
        if (body.hasNonNull("secret")) {
            app.signWith(body.path("secret").asText());
        }
        return config(app);
    }

    /// The newest first; the cursor is the number of the delivery that the page begins after.
    private Answer list(Request request) {
        var status = request.query("status");
        var cursor = request.query("cursor");
        var before = cursor == null ? Long.MAX_VALUE : number(cursor);
        var found =
                deliveries.of(request.caller().app()).stream()
                        .filter(it -> it.id() < before)
                        .filter(it -> status == null || status.equals("success") == success(it))
                        .toList();
        var size = Pages.size(request);
        var page = found.subList(0, Math.min(size, found.size()));
        return Answer.ok(Json.array(page, this::item)).with(next(request, found, page));
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Refusal.unprocessable("Invalid cursor");
        }
    }

    private Map<String, String> next(Request request, List<Delivery> found, List<Delivery> page) {
        if (page.size() == found.size()) {
            return Map.of();
        }
        var query = new LinkedHashMap<>(request.query());
        query.put("cursor", Long.toString(page.getLast().id()));
        var parts = query.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList();
        var to = ground.api(request.path()) + "?" + String.join("&", parts);
        return Map.of("Link", "<" + to + ">; rel=\"next\"");
    }

    private static boolean success(Delivery delivery) {
        var outcome = delivery.outcome();
        return outcome != null && outcome.success();
    }

    private Delivery find(Request request) {
        var found = deliveries.find(request.caller().app(), request.number("delivery_id"));
        if (found == null) {
            throw Refusal.notFound();
        }
        return found;
    }

    private Answer again(Request request) {
        webhooks.again(find(request));
        return Answer.json(202, Json.object());
    }

    private ObjectNode item(Delivery delivery) {
        var outcome = Objects.requireNonNull(delivery.outcome());
        var shape = Json.object();
        shape.put("id", delivery.id());
        shape.put("guid", delivery.guid());
        shape.put("delivered_at", time(delivery.at()));
        shape.put("redelivery", delivery.redelivery());
        shape.put("duration", outcome.took().toMillis() / 1000.0);
        shape.put("status", outcome.status());
        shape.put("status_code", outcome.code());
        shape.put("event", delivery.event());
        shape.put("action", delivery.action());
        shape.put("installation_id", delivery.subscriber().installation());
        shape.put("repository_id", delivery.repository());
        shape.putNull("throttled_at");
        return shape;
    }

    private static String time(@Nullable Object at) {
        return String.valueOf(at);
    }

    private ObjectNode full(Delivery delivery) {
        var outcome = Objects.requireNonNull(delivery.outcome());
        var headers = Json.object();
        delivery.headers().forEach(headers::put);
        var request = Json.object();
        request.set("headers", headers);
        request.set("payload", delivery.body());
        var response = Json.object();
        response.set("headers", Json.object());
        response.put("payload", outcome.answer());
        var shape = item(delivery);
        shape.put("url", delivery.subscriber().target().toString());
        shape.set("request", request);
        shape.set("response", response);
        return shape;
    }
}
