package dev.muster.simulation.apps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;

import java.util.Map;

/// Apps and installations as GitHub shows them.
public final class AppShapes {

    private final Ground ground;

    /// Shapes with absolute addresses.
    public AppShapes(Ground ground) {
        this.ground = ground;
    }

    /// An App.
    public ObjectNode app(App app) {
        var shape = Json.object();
        shape.put("id", app.id());
        shape.put("client_id", app.clientId());
        shape.put("slug", app.slug());
        shape.put("node_id", ground.nodeId("A", app.id()));
        shape.set("owner", app.owner().shape(ground));
        shape.put("name", app.name());
        shape.put("description", "");
        shape.put("external_url", ground.html("/apps/" + app.slug() + "/home"));
        shape.put("html_url", ground.html("/apps/" + app.slug()));
        shape.put("created_at", app.createdAt().toString());
        shape.put("updated_at", app.createdAt().toString());
        shape.set("permissions", permissions(app.permissions()));
        shape.set("events", Json.texts(app.events()));
        return shape;
    }

    /// An installation.
    public ObjectNode installation(Installation installation) {
        var app = installation.app();
        var id = installation.id();
        var suspended = installation.suspendedAt();
        var shape = Json.object();
        shape.put("id", id);
        shape.put("client_id", app.clientId());
        shape.set("account", account(installation));
        shape.put("repository_selection", installation.selected() == null ? "all" : "selected");
        shape.put("access_tokens_url", ground.api("/app/installations/" + id + "/access_tokens"));
        shape.put("repositories_url", ground.api("/installation/repositories"));
        shape.put("html_url", ground.html("/settings/installations/" + id));
        shape.put("app_id", app.id());
        shape.put("app_slug", app.slug());
        shape.put("target_id", installation.account().id());
        shape.put("target_type", installation.account().type());
        shape.set("permissions", permissions(installation.permissions()));
        shape.set("events", Json.texts(app.events()));
        shape.put("created_at", installation.createdAt().toString());
        shape.put("updated_at", installation.createdAt().toString());
        shape.putNull("single_file_name");
        shape.put("has_multiple_single_files", false);
        shape.set("single_file_paths", Json.array());
        shape.set(
                "suspended_by", suspended == null ? none() : installation.account().shape(ground));
        shape.put("suspended_at", suspended == null ? null : suspended.toString());
        return shape;
    }

    /// An account that may also be an enterprise has the keys of both.
    private ObjectNode account(Installation installation) {
        var at = installation.createdAt().toString();
        return installation
                .account()
                .shape(ground)
                .put("name", installation.account().login())
                .put("slug", installation.account().login())
                .put("created_at", at)
                .put("updated_at", at);
    }

    static ObjectNode permissions(Map<String, String> permissions) {
        var shape = Json.object();
        permissions.forEach(shape::put);
        return shape;
    }

    private static JsonNode none() {
        return NullNode.getInstance();
    }
}
