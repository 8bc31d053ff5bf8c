package dev.muster.simulation.apps;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Apps made from a manifest: someone confirms it in the browser and gets a code, the code is
/// exchanged for the App's secrets once.
public final class ManifestEndpoints {

    private final Ground ground;
    private final Accounts accounts;
    private final Apps apps;
    private final AppShapes shapes;
    private final Map<String, JsonNode> confirmed = new HashMap<>();

    /// Registers Apps there.
    public ManifestEndpoints(Ground ground, Accounts accounts, Apps apps) {
        this.ground = ground;
        this.accounts = accounts;
        this.apps = apps;
        this.shapes = new AppShapes(ground);
    }

    /// Someone confirms a manifest.
    ///
    /// @return the code
    public String confirm(JsonNode manifest) {
        var code = "code-" + ground.nextId();
        confirmed.put(code, manifest);
        return code;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        routes.add("POST /app-manifests/{code}/conversions", Access.ANYONE, this::convert);
    }

    private Answer convert(Request request) {
        var manifest = confirmed.remove(request.at("code"));
        if (manifest == null) {
            throw Refusal.notFound();
        }
        var secret = "hook-" + ground.nextId();
        var owner = accounts.organization("acme");
        var app = apps.register(manifest.path("name").asText("New App"), owner, secret);
        app.permissions().clear();
        app.permissions().put("metadata", "read");
        for (var each : manifest.path("default_permissions").properties()) {
            app.permissions().put(each.getKey(), each.getValue().asText());
        }
        var events = new ArrayList<String>();
        manifest.path("default_events").forEach(event -> events.add(event.asText()));
        app.subscribe(events);
        var target = manifest.path("hook_attributes").path("url").asText("");
        if (!target.isEmpty()) {
            app.deliverTo(URI.create(target));
        }
        manifest.path("callback_urls").forEach(it -> app.signInAt(URI.create(it.asText())));
        var body = shapes.app(app);
        body.put("client_secret", app.clientSecret());
        body.put("webhook_secret", secret);
        body.put("pem", app.key().pem());
        return Answer.json(201, body);
    }
}
