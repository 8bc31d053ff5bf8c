package dev.muster.cli.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.people.SignIn;

import java.net.URI;
import java.util.List;

/// What is asked of GitHub when the App is made.
///
/// @param name what people call it; GitHub lets them change it while they confirm
/// @param service where the service is reached
/// @param everywhere whether others than its owner may install it
/// @param permissions what it may do
public record AppManifest(
        String name, URI service, boolean everywhere, AppPermissions permissions) {

    /// The longest name that GitHub takes.
    public static final int LONGEST_NAME = 34;

    /// Where deliveries go, behind the service's address.
    public static final String HOOK = "/github/webhook";

    /// What is listened to. GitHub sends what happens to installations without being asked.
    public static final List<String> EVENTS =
            List.of(
                    "check_run",
                    "check_suite",
                    "create",
                    "delete",
                    "issue_comment",
                    "issues",
                    "label",
                    "merge_group",
                    "pull_request",
                    "push",
                    "repository",
                    "workflow_job",
                    "workflow_run");

    /// The address that GitHub delivers to.
    URI hook() {
        return URI.create(service + HOOK);
    }

    /// As GitHub reads it.
    ///
    /// @param back where GitHub sends the browser with its code
    String json(URI back) {
        ObjectNode manifest = new ObjectMapper().createObjectNode();
        manifest.put("name", name)
                .put("url", service.toString())
                .put("redirect_url", back.toString())
                .put("public", everywhere)
                .put(
                        "description",
                        "Decides which targets run for a change, and tells how they went.");
        manifest.putArray("callback_urls").add(service + SignIn.CALLBACK);
        manifest.putObject("hook_attributes").put("url", hook().toString()).put("active", true);
        var asked = manifest.putObject("default_permissions");
        permissions.levels().forEach(asked::put);
        var events = manifest.putArray("default_events");
        EVENTS.forEach(events::add);
        return manifest.toString();
    }
}
