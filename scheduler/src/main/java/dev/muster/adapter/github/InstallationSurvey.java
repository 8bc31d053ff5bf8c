package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.core.ci.RepoSlug;
import dev.muster.intake.InstallationEvents;
import dev.muster.intake.Installations;
import dev.muster.presubmit.Presubmit.Outcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads from GitHub where the App is installed, and whether it was granted what it needs.
public final class InstallationSurvey implements InstallationEvents.Survey {

    /// What the App needs (docs/how-to/set-up-github.md), by the names of GitHub's API.
    public static final Map<String, String> NEEDED =
            Map.of(
                    "metadata", "read",
                    "checks", "write",
                    "actions", "write",
                    "contents", "read",
                    "pull_requests", "read",
                    "issues", "read",
                    "merge_queues", "read",
                    "statuses", "write");

    /// What it needs besides where the bot is to propose promotions and tell of flakes. Without
    /// these nothing else is missed.
    public static final Map<String, String> FOR_BOT =
            Map.of("contents", "write", "pull_requests", "write", "issues", "write");

    private static final Logger LOG = LoggerFactory.getLogger(InstallationSurvey.class);
    private static final int MOST = 10_000;

    private final GitHubClient client;
    private final Installations installations;

    public InstallationSurvey(GitHubClient client, Installations installations) {
        this.client = client;
        this.installations = installations;
    }

    @Override
    public Outcome look(long installation) {
        return switch (Pages.read(client, new Call.As.App(), "/app/installations", "", MOST)) {
            case Pages.Read.Failed(var why, _) -> new Outcome.Later(why);
            case Pages.Read.Found(var found, var cut) -> {
                if (!cut) {
                    leave(found);
                }
                for (var node : found) {
                    if (installation == 0 || node.path("id").asLong() == installation) {
                        var outcome = one(node);
                        if (outcome instanceof Outcome.Later) {
                            yield outcome;
                        }
                    }
                }
                yield new Outcome.Done();
            }
        };
    }

    /// Those that GitHub lists no more are gone.
    private void leave(List<JsonNode> listed) {
        var present = new HashSet<Long>();
        listed.forEach(it -> present.add(it.path("id").asLong()));
        for (var repository : installations.active()) {
            installations
                    .numbers(repository.slug())
                    .map(Installations.Numbers::installation)
                    .filter(it -> !present.contains(it))
                    .ifPresent(it -> gone(it, repository.slug().owner()));
        }
    }

    private void gone(long installation, String account) {
        installations.installation(installation, account, Installations.State.REMOVED, List.of());
    }

    private Outcome one(JsonNode node) {
        var id = node.path("id").asLong();
        var account = node.path("account").path("login").asText();
        var suspended = node.hasNonNull("suspended_at");
        var missing = missing(node.path("permissions"));
        installations.installation(
                id,
                account,
                suspended ? Installations.State.SUSPENDED : Installations.State.ACTIVE,
                missing);
        if (!missing.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("account", account)
                    .addKeyValue("missing", missing)
                    .log("The App lacks permissions; grant them in its settings and accept them");
        }
        return suspended ? new Outcome.Done() : repositories(id);
    }

    /// The permissions that were not granted, such as `checks: write`.
    static List<String> missing(JsonNode granted) {
        var missing = new ArrayList<String>();
        NEEDED.forEach(
                (name, level) -> {
                    var has = granted.path(name).asText();
                    if (!has.equals(level) && !has.equals("write") && !has.equals("admin")) {
                        missing.add(name + ": " + level);
                    }
                });
        missing.sort(null);
        return missing;
    }

    private Outcome repositories(long installation) {
        var as = new Call.As.Installed(installation, 0);
        return switch (Pages.read(client, as, "/installation/repositories", "repositories", MOST)) {
            case Pages.Read.Failed(var why, _) -> new Outcome.Later(why);
            case Pages.Read.Found(var found, _) -> {
                var present = new HashSet<Long>();
                for (var node : found) {
                    present.add(node.path("id").asLong());
                    store(installation, node);
                }
                leave(installation, present);
                yield new Outcome.Done();
            }
        };
    }

    private void store(long installation, JsonNode node) {
        var id = node.path("id").asLong();
        if (node.path("archived").asBoolean()) {
            installations.removed(id);
            return;
        }
        installations.installed(
                installation,
                id,
                new RepoSlug(node.path("owner").path("login").asText(), node.path("name").asText()),
                node.path("default_branch").asText("main"));
    }

    private void leave(long installation, Set<Long> present) {
        for (var repository : installations.active()) {
            installations
                    .numbers(repository.slug())
                    .filter(it -> it.installation() == installation)
                    .filter(it -> !present.contains(it.repository()))
                    .ifPresent(it -> installations.removed(it.repository()));
        }
    }
}
