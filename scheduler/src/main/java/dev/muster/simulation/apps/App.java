package dev.muster.simulation.apps;

import dev.muster.simulation.ground.Account;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An App that someone registered.
public final class App {

    /// What a scheduler asks for, with what its gardener needs.
    public static final Map<String, String> SCHEDULER_PERMISSIONS =
            Map.of(
                    "metadata", "read",
                    "checks", "write",
                    "actions", "write",
                    "contents", "write",
                    "pull_requests", "write",
                    "issues", "write",
                    "merge_queues", "read",
                    "statuses", "write");

    /// What a scheduler subscribes to.
    public static final List<String> SCHEDULER_EVENTS =
            List.of(
                    "pull_request",
                    "push",
                    "create",
                    "delete",
                    "merge_group",
                    "check_run",
                    "check_suite",
                    "workflow_run",
                    "workflow_job",
                    "workflow_dispatch",
                    "issue_comment",
                    "issues",
                    "label",
                    "repository",
                    "status");

    private final long id;
    private final String name;
    private final Account owner;
    private final AppKey key;
    private String secret;
    private final Instant createdAt;
    private final Map<String, String> permissions = new TreeMap<>();
    private final List<URI> callbacks = new ArrayList<>();
    private final String clientSecret;
    private List<String> events;
    private @Nullable URI target;

    App(long id, String name, Account owner, AppKey key, String secret, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.owner = owner;
        this.key = key;
        this.secret = secret;
        this.createdAt = createdAt;
        this.events = SCHEDULER_EVENTS;
        this.clientSecret = "client-secret-" + id;
        permissions.putAll(SCHEDULER_PERMISSIONS);
    }

    /// Its number.
    public long id() {
        return id;
    }

    /// The name it calls itself in its web tokens.
    public String clientId() {
        return "Iv23sim%014d".formatted(id);
    }

    /// What it proves by that it is itself when it asks for the tokens of people.
    public String clientSecret() {
        return clientSecret;
    }

    /// Sends people who sign in back to an address, too.
    public void signInAt(URI callback) {
        callbacks.add(callback);
    }

    /// Where people who sign in are sent back to; the first where nothing is said.
    public List<URI> callbacks() {
        return List.copyOf(callbacks);
    }

    /// Its name for people.
    public String name() {
        return name;
    }

    /// Its name in addresses.
    public String slug() {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /// The account in whose name it acts.
    public String bot() {
        return slug() + "[bot]";
    }

    /// Who registered it.
    public Account owner() {
        return owner;
    }

    /// Its key.
    public AppKey key() {
        return key;
    }

    /// What its deliveries are signed with.
    public String webhookSecret() {
        return secret;
    }

    void signWith(String other) {
        secret = other;
    }

    /// When it was registered.
    public Instant createdAt() {
        return createdAt;
    }

    /// What it asks for, by area.
    public Map<String, String> permissions() {
        return permissions;
    }

    /// The events it subscribes to.
    public List<String> events() {
        return events;
    }

    /// Other events.
    public void subscribe(List<String> others) {
        events = List.copyOf(others);
    }

    /// Where its webhooks go, absent where nowhere.
    public @Nullable URI target() {
        return target;
    }

    /// Sends its webhooks somewhere.
    public void deliverTo(URI address) {
        target = address;
    }

    /// Whether it hears of an event: those of installations always, checks with write permission.
    boolean hears(String event) {
        return event.startsWith("installation")
                || event.equals("ping")
                || events.contains(event)
                || (event.equals("check_run") || event.equals("check_suite"))
                        && "write".equals(permissions.get("checks"));
    }
}
